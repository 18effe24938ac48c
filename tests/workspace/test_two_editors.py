"""Two people have the same section open: the second one sees both versions and decides."""

import pytest

from directory.models import Service
from tests.directory.lives import latest, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

HERE = "listings/ilta/basics/"


@pytest.fixture
def opened(partner, coordinator) -> dict:
    """What both have before them."""
    listing = published(coordinator, organization=partner, name_fi="Ilta", summary_fi="Apua", slug="ilta")
    revision = Service.objects.get(pk=listing.pk).latest_revision_id
    return {"revision": revision, "name": "Ilta", "summary": "Apua", "kind": "service"}


def version() -> Service:
    return latest(Service.objects.get(slug="ilta"))


def test_second_save_shows_both_and_changes_nothing(desk, colleague, opened):
    colleague.send(HERE, opened | {"summary": "Heidän"})

    page = desk.send(HERE, opened | {"summary": "Minun"}, status=409)

    assert page.texts(".versus .said") == ["Minun", "Heidän"]
    assert "Bile" in page.text
    assert version().summary_fi == "Heidän"


@pytest.mark.parametrize(
    ("section", "values"),
    [
        ("basics/", {"name": "Ilta", "summary": "Iltakahvit", "description": "Kahvia\r\n\r\nja pullaa "}),
        ("audience/", {"languages": ["fi", "so"], "minimum_age": "7"}),
        ("contact/", {"entry": "walk_in", "phones-TOTAL_FORMS": 1, "phones-0-number": "09 310 1234"}),
        ("place/", {"channels": ["phone"]}),
        ("times/new/", {"rhythm": "weekly", "weekdays": ["1"], "opens_at": "17", "closes_at": "19"}),
        ("times/0/", {"remove": ""}),
        ("languages/so/", {"service.name": "Fiid"}),
    ],
)
def test_button_that_is_tapped_twice_saves_once_and_says_so(desk, opened, section, values):
    rows = {f"{name}-{kind}_FORMS": 0 for name in ("phones", "urls") for kind in ("TOTAL", "INITIAL")}
    sent = {"revision": opened["revision"], "kind": "group"} | rows | values

    first = desk.send(f"listings/ilta/{section}", sent)
    saved = Service.objects.get(slug="ilta").latest_revision_id
    second = desk.send(f"listings/ilta/{section}", sent)

    assert second.response.url == first.response.url
    assert Service.objects.get(slug="ilta").latest_revision_id == saved != opened["revision"]


def test_own_version_is_taken_by_deciding_so(desk, colleague, opened):
    colleague.send(HERE, opened | {"summary": "Heidän"})
    page = desk.send(HERE, opened | {"summary": "Minun"}, status=409)

    sent = {field["name"]: field["value"] for field in page.all("#mine input")}
    desk.send(HERE, sent)

    assert version().summary_fi == "Minun"


def test_decision_is_asked_anew_if_somebody_saves_meanwhile(desk, colleague, opened):
    colleague.send(HERE, opened | {"summary": "Heidän"})
    page = desk.send(HERE, opened | {"summary": "Minun"}, status=409)
    sent = {field["name"]: field["value"] for field in page.all("#mine input")}
    colleague.send(HERE, opened | {"summary": "Uudempi", "revision": version().latest_revision_id})

    again = desk.send(HERE, sent, status=409)

    assert again.texts(".versus .said") == ["Minun", "Uudempi"]


def test_other_section_is_no_collision_and_neither_edit_is_lost(desk, colleague, opened):
    colleague.send("listings/ilta/audience/", {"revision": opened["revision"], "minimum_age": "7"})

    desk.send(HERE, opened | {"summary": "Minun"})

    assert (version().summary_fi, version().minimum_age) == ("Minun", 7)


def test_section_without_a_picture_asks_for_none(desk, colleague, opened):
    colleague.send(HERE, opened | {"summary": "Heidän"})

    page = desk.send(HERE, opened | {"summary": "Minun", "picture_wanted": "1"}, status=409)

    assert page.all("#mine [type=file]") == []


@pytest.mark.parametrize("revision", ["", "0", "999999", "x", "9" * 40, "٣"])
def test_form_that_says_no_version_of_the_listing_is_not_believed(desk, opened, revision):
    desk.send(HERE, opened | {"summary": "Minun", "revision": revision}, status=409)

    assert version().summary_fi == "Apua"


def test_session_is_not_taken_out_by_a_number_that_means_another_one_now(desk, colleague, opened):
    at = {"revision": opened["revision"]}
    tuesday = {"rhythm": "weekly", "weekdays": ["1"], "opens_at": "17", "closes_at": "19"}
    colleague.send("listings/ilta/times/0/", at | tuesday)

    desk.send("listings/ilta/times/0/", at | {"remove": ""}, status=409)

    assert len(version().schedules.all()) == 1


def test_who_changed_the_section_is_named_and_not_who_saved_another_one_since(desk, colleague, opened):
    other_section = {"minimum_age": "7"}
    desk.send(HERE, opened | {"summary": "Toisessa ikkunassa"})
    colleague.send("listings/ilta/audience/", other_section | {"revision": version().latest_revision_id})

    own = desk.send(HERE, opened | {"summary": "Minun"}, status=409)
    others = colleague.send(HERE, opened | {"summary": "Heidän"}, status=409)

    assert own.texts("h2, h3")[:3] == ["Lyhyesti", "Sinä kirjoitit", "Toisessa ikkunassa kirjoitit"]
    assert others.texts("h2, h3")[:3] == ["Lyhyesti", "Sinä kirjoitit", "Toinen kirjoitti"]


@pytest.mark.parametrize("path", ["listings/ilta/do/send/", "versions"])
def test_own_edit_in_another_window_is_not_called_somebody_elses(desk, opened, path):
    desk.send(HERE, opened | {"summary": "Toisessa ikkunassa"})
    if path == "versions":
        where = f"listings/ilta/versions/{opened['revision']}/"
        said = desk.send(where, {"latest": opened["revision"]}, status=200)
    else:
        desk.send(path, {"revision": opened["revision"]})
        said = desk.open("listings/ilta/")

    assert said.texts(".notice--error") == ["Tämä palvelu on sillä välin muuttunut. Katso se uudelleen."]
