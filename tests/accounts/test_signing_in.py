"""Signing in by a code from an e-mail: who gets one, what it opens, and what strangers learn."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse
from django.utils.translation import override

from config.languages import LANGUAGES
from directory.models import OrganizationRole
from tests.accounts.conftest import CODE
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

SIGN_IN, WRITE_CODE, ACCOUNT = "/fi/sign-in/", "/fi/sign-in/code/", "/fi/account/"
ENGLISH = {"accept-language": "en"}


def ask_for_code(client, email: str, **values):
    return client.post(SIGN_IN, {"email": email} | values)


def write_code(client, code: str):
    return client.post(WRITE_CODE, {"action": "verify", "code": code})


def is_signed_in(client) -> bool:
    return client.get(ACCOUNT).status_code == 200


def test_code_from_the_mail_signs_in(client, owner, posted):
    asked = ask_for_code(client, "Owner@Example.org ")
    written = write_code(client, posted(CODE))

    assert (asked["Location"], written.status_code) == (WRITE_CODE, 302)
    assert mail.outbox[0].to == ["owner@example.org"]
    assert is_signed_in(client)


def test_mail_is_in_the_persons_language_as_text_and_html(client, editor):
    ask_for_code(client, editor.email)

    (letter,) = mail.outbox
    ((html, kind),) = letter.alternatives
    assert kind == "text/html"
    assert '<html lang="ar" dir="rtl">' in html
    assert CODE.findall(letter.body) == CODE.findall(html)[-1:] == CODE.findall(letter.subject)


def test_code_works_once(client, owner, posted):
    ask_for_code(client, owner.email)
    code = posted(CODE)
    write_code(client, code)
    client.post("/fi/sign-out/")

    again = write_code(client, code)

    assert again["Location"].startswith(SIGN_IN)
    assert not is_signed_in(client)


def test_code_works_in_the_browser_that_asked_for_it_only(client, owner, posted):
    ask_for_code(client, owner.email)
    stranger = type(client)()

    answer = write_code(stranger, posted(CODE))

    assert answer["Location"].startswith(SIGN_IN)
    assert not is_signed_in(stranger)


def test_code_is_too_old_after_a_quarter_of_an_hour(time_machine_now, client, owner, posted):
    ask_for_code(client, owner.email)
    time_machine_now.shift(15 * 60 + 1)

    write_code(client, posted(CODE))

    assert not is_signed_in(client)


def test_code_may_be_written_in_arabic_digits_and_with_spaces(client, owner, posted):
    ask_for_code(client, owner.email)
    arabic = posted(CODE).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    write_code(client, f"{arabic[:3]} {arabic[3:]}")

    assert is_signed_in(client)


def test_third_wrong_code_ends_the_try(client, owner, posted):
    ask_for_code(client, owner.email)
    wrong = "000000" if posted(CODE) != "000000" else "111111"

    answers = [write_code(client, wrong) for _each in range(3)]
    write_code(client, posted(CODE))

    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "who", ["nobody@example.org", "gone@example.org", "ended@example.org", "bare@example.org"]
)
def test_stranger_learns_nothing_about_an_address(client, owner, organization, who):
    UserFactory(email="gone@example.org", is_active=False, is_superuser=True)
    UserFactory(email="bare@example.org")
    OrganizationRole.objects.create(
        user=UserFactory(email="ended@example.org"),
        organization=organization,
        role="editor",
        valid_from=datetime.date(2020, 1, 1),
        valid_until=datetime.date(2020, 1, 2),
    )
    asked = [ask_for_code(type(client)(), address) for address in (owner.email, who)]

    pages = [page_after(answer) for answer in asked]

    assert asked[0].status_code == asked[1].status_code
    assert asked[0]["Location"] == asked[1]["Location"]
    assert pages[0].replace(owner.email, who) == pages[1]


def page_after(answer) -> str:
    """What the browser shows next, without the secrets of its form."""
    page = answer.client.get(answer["Location"])
    (token,) = {str(page.context["csrf_token"])}
    return page.content.decode().replace(token, "")


def test_unknown_address_gets_a_mail_that_says_so_and_no_code(client, db):
    ask_for_code(client, "nobody@example.org")

    (letter,) = mail.outbox
    assert letter.to == ["nobody@example.org"]
    assert CODE.findall(letter.body) == []


def test_address_gets_three_codes_a_minute(client, owner):
    for _each in range(5):
        ask_for_code(type(client)(), owner.email)

    assert len(mail.outbox) == 3


def test_known_and_unknown_address_are_limited_alike(client, owner):
    pages = []
    for address in (owner.email, "nobody@example.org"):
        answers = [ask_for_code(type(client)(), address) for _each in range(4)]
        pages.append([answer.status_code for answer in answers])

    assert pages[0] == pages[1] == [302, 302, 302, 200]


def test_session_ends_with_the_last_role(client, owner):
    client.force_login(owner)
    before = is_signed_in(client)

    OrganizationRole.objects.filter(user=owner).update(
        valid_from=datetime.date(2020, 1, 1), valid_until=datetime.date(2020, 1, 2)
    )

    assert (before, is_signed_in(client)) == (True, False)


def test_session_ends_when_the_person_is_deactivated(client, owner):
    client.force_login(owner)
    owner.is_active = False
    owner.save()

    assert not is_signed_in(client)


def test_no_password_signs_in(client, coordinator):
    coordinator.set_password("a long password of a coordinator")
    coordinator.save()

    signed_in = client.login(username=coordinator.email, password="a long password of a coordinator")

    assert signed_in is False


def test_signing_in_leads_on_to_the_page_one_wanted(client, owner, posted):
    ask_for_code(client, owner.email, next="/so/about-the-languages/")
    answer = client.post(
        WRITE_CODE, {"action": "verify", "code": posted(CODE), "next": "/so/about-the-languages/"}
    )

    assert answer["Location"] == "/so/about-the-languages/"


def test_signing_in_leads_to_no_other_site(client, owner, posted):
    ask_for_code(client, owner.email, next="https://evil.example.org/")
    answer = client.post(
        WRITE_CODE, {"action": "verify", "code": posted(CODE), "next": "https://evil.example.org/"}
    )

    assert "evil" not in answer["Location"]


def test_opening_the_way_out_signs_nobody_out(client, owner):
    client.force_login(owner)

    client.get("/fi/sign-out/")

    assert is_signed_in(client)


def test_way_out_signs_out(client, owner):
    client.force_login(owner)

    client.post("/fi/sign-out/")

    assert not is_signed_in(client)


def test_reader_of_the_sign_in_page_gets_the_token_of_its_form_and_no_session(client, db):
    cookies = client.get(SIGN_IN).cookies

    assert set(cookies) == {"csrftoken"}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_page_is_in_the_language_of_its_address(client, language, db):
    with override(language.code):
        address = reverse("account_login")

    page = client.get(address).content.decode()

    assert f'<html lang="{language.html_lang}" dir="{language.direction}">' in page


@pytest.mark.parametrize("door", ["signup/", "password/reset/", "login/", "email/"])
def test_no_other_door_of_the_library_is_there(client, door):
    assert client.get(f"/fi/{door}").status_code == 404


@pytest.mark.parametrize("proxies", [0, 1, 3])
def test_limits_follow_the_address_that_the_proxies_tell(settings, client, db, proxies):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    statuses = [
        client.post(SIGN_IN, {"email": "x"}, headers={"x-forwarded-for": "192.0.2.7"}).status_code,
        client.post(SIGN_IN, {"email": "nobody@example.org"}).status_code,
    ]

    assert statuses == [200, 302]


def test_day_of_a_passkey_is_written_in_the_readers_language(time_machine_now, client, owner):
    Authenticator.objects.create(user=owner, type="webauthn", data={"name": "", "credential": {}})
    client.force_login(owner)

    assert "11 Maarso 2026" in client.get("/so/account/").content.decode()


def test_person_changes_her_name_and_language_and_nobody_elses(client, owner, editor):
    mine, other = owner, editor
    client.force_login(mine)

    sent = {"first_name": "Amina", "last_name": "", "interface_language": "so"}
    answer = client.post(
        "/fi/account/name/", sent | {"email": "x@example.org", "pk": other.pk, "is_staff": "on"}
    )

    mine.refresh_from_db()
    other.refresh_from_db()
    assert answer["Location"] == "/so/account/"
    assert (mine.get_short_name(), mine.interface_language, mine.email) == (
        "Amina",
        "so",
        "owner@example.org",
    )
    assert (mine.is_staff, other.first_name) == (False, "")


def test_signing_out_clears_what_the_browser_kept(client, owner):
    client.force_login(owner)

    assert client.post("/fi/sign-out/")["Clear-Site-Data"] == '"storage"'
