"""What a text gives away of a person, and what only looks like it."""

import pytest

from desk.quality.personal import Published, personal_data

KNOWN = Published.of(
    ["Aino.Aalto@example.org", "", "info@example.org"], ["040 123 4567", "+358 50 765 4321", "x"]
)


def found(text: str) -> list[str]:
    return [str(what) for what in personal_data(text, KNOWN)]


@pytest.mark.parametrize(
    "text",
    ["131052-308T", "Tunnus 131052–308t.", "131052A308T", "١٣١٠٥٢-٣٠٨T", "۱۳۱۰۵۲-۳۰۸T", "(131052-308T)"],
)
def test_personal_identity_code_is_found_in_every_script(text):
    assert found(text) == ["identity"]


@pytest.mark.parametrize(
    "text",
    ["131052-308A", "1131052-308T", "12.10.2026-30.11.2026", "Y-tunnus 0123456-2", "00700 Helsinki", ""],
)
def test_what_has_another_check_character_or_form_is_none(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    ["matti.meikalainen@example.org", "Kirjoita: meikku99@gmail.com!", "liisa_virtanen@hel.example"],
)
def test_address_of_a_person_is_found(text):
    assert found(text) == ["mail"]


@pytest.mark.parametrize(
    "text",
    [
        *("aino.aalto@example.org", "info@example.org", "perhe.keskus@example.org", "toimisto@example.org"),
        *("etsi @tunnus", "ilmoittautuminen@seura.example", "a@b"),
    ],
)
def test_address_of_an_office_or_of_the_listing_is_none(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    ["Soita 045 111 2233", "+358451112233", "045-1112233", "٠٤٥ ١١١ ٢٢٣٣", "045 111 2233, 09 310 1000"],
)
def test_mobile_number_of_somebody_is_found(text):
    assert found(text) == ["mobile"]


@pytest.mark.parametrize(
    "text",
    ["040 123 4567", "+358 40 1234567", "050-7654321", "09 310 1000", "klo 10–12, 13–15", "1.1.–31.3."],
)
def test_number_of_the_listing_or_of_an_office_is_none(text):
    assert found(text) == []


def test_all_kinds_are_named_once_each():
    text = "131052-308T, 131052-308T, a.bcd@gmail.com, x@gmail.com, 045 111 2233, 045 111 2234"

    assert found(text) == ["identity", "mail", "mobile"]
