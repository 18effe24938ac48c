"""The city's own sign-in, tried against an issuer that really answers: who comes in, and what others read."""

import datetime
import urllib.request
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken

from config.sign_in import CitySignIn
from directory.models import OrganizationRole
from tests.accounts.issuer import CLIENT, SECRET, Issuer
from tests.test_strange_input import STRANGE

pytestmark = pytest.mark.django_db

CONFIGURATION = "/.well-known/openid-configuration"


@pytest.fixture(scope="module")
def running() -> Iterator[Issuer]:
    issuer = Issuer()
    yield issuer
    issuer.stop()


@pytest.fixture
def issuer(running, settings, owner) -> Issuer:
    """Vouches for the owner of a partner."""
    running.forget()
    running.person["email"] = owner.email
    settings.CITY_SIGN_IN = CitySignIn(running.url, CLIENT, SECRET, "Kaupunki")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": settings.CITY_SIGN_IN.apps()}}
    return running


@pytest.fixture
def come(client, issuer):
    """Signs in by the city as a browser does: `come("so")`; the answer is what one sees in the end."""

    def by_city(language: str = "so", going_on: str = ""):
        button = f"/{language}/sign-in/by/city/"
        away = client.get(button, {"next": going_on} if going_on else {})
        if away.status_code != 302:
            return away
        back = urlsplit(sent_back(away["Location"]))
        # Its address has no language, and the browser prefers another one
        return client.get(f"{back.path}?{back.query}", headers={"accept-language": "fr"})

    return by_city


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments) -> None:
        return None


def sent_back(address: str) -> str:
    """Where the issuer sends a browser."""
    with pytest.raises(HTTPError) as answer:
        urllib.request.build_opener(Stay).open(address, timeout=5)
    answer.value.close()
    return answer.value.headers["Location"]


def is_signed_in(client) -> bool:
    return client.get("/fi/account/").status_code == 200


def is_in(page, language: str) -> bool:
    return f'<html lang="{language}"' in page.content.decode()


def test_known_person_is_signed_in_and_led_on_in_her_language(client, come):
    assert come()["Location"] == "/so/workspace/"
    assert is_signed_in(client)


def test_button_leads_on_to_where_one_wanted_to_go(client, come, issuer):
    page = client.get("/so/sign-in/?next=/so/workspace/naapurit/places/").content.decode()

    assert "/so/sign-in/by/city/?next=%2Fso%2Fworkspace%2Fnaapurit%2Fplaces%2F" in page
    assert come(going_on="/so/workspace/naapurit/places/")["Location"] == "/so/workspace/naapurit/places/"
    assert come(going_on="https://evil.example.org/")["Location"] == "/so/workspace/"


def test_stranger_is_told_in_her_language_that_she_is_not_known(client, come, issuer):
    issuer.person["email"] = "stranger@example.org"

    page = come()

    assert is_in(page, "so")
    assert "/so/sign-in/" in page.content.decode()
    assert not is_signed_in(client)


def test_address_that_the_city_does_not_vouch_for_opens_nothing(client, come, issuer):
    issuer.person["email_verified"] = False

    assert is_in(come(), "so")
    assert not is_signed_in(client)


@pytest.mark.parametrize("why", ["ended", "inactive"])
def test_person_who_has_nothing_to_do_here_any_more_is_a_stranger(client, come, owner, why):
    if why == "ended":
        day = datetime.date(2020, 1, 1)
        OrganizationRole.objects.update(valid_from=day, valid_until=day)
    else:
        owner.is_active = False
        owner.save()

    assert is_in(come(), "so")
    assert not is_signed_in(client)


def test_second_step_of_staff_is_ours_all_the_same(client, come, issuer, coordinator):
    issuer.person["email"] = coordinator.email
    come()

    assert client.get("/admin/")["Location"] == "/fi/account/?next=%2Fadmin%2F"


@pytest.mark.parametrize("error", ["access_denied", "server_error"])
def test_sign_in_that_was_left_or_refused_is_told_in_the_persons_language(client, come, issuer, error):
    issuer.refuses = error

    page = come()

    assert (page.status_code, is_in(page, "so")) == (401, True)
    assert not is_signed_in(client)


BROKEN = [
    {"breaks": {CONFIGURATION: (503, b"")}},
    {"breaks": {CONFIGURATION: (200, b"<html>")}},
    {"breaks": {CONFIGURATION: (200, b"{}")}},
    {"breaks": {CONFIGURATION: (200, b"[]")}},
    {"breaks": {"/token": (500, b"")}},
    {"breaks": {"/token": (200, b"{}")}},
    {"breaks": {"/userinfo": (500, b"")}},
    {"breaks": {"/userinfo": (200, b'{"email": "owner@example.org"}')}},
    {"claims": {"aud": "another"}},
    {"claims": {"iss": "https://evil.example.org"}},
    {"claims": {"exp": 1}},
]


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_issuer_that_answers_wrongly_lets_nobody_in_and_is_told_on_a_page_of_ours(
    client, come, issuer, broken
):
    for name, value in broken.items():
        setattr(issuer, name, value)

    page = come()

    assert (page.status_code, is_in(page, "so")) == (401, True)
    assert not is_signed_in(client)


def test_issuer_that_is_away_is_told_on_a_page_of_ours(client, issuer, settings):
    settings.CITY_SIGN_IN = CitySignIn("http://127.0.0.1:9", CLIENT, SECRET, "Kaupunki")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": settings.CITY_SIGN_IN.apps()}}

    page = client.get("/ar/sign-in/by/city/")

    assert (page.status_code, is_in(page, "ar")) == (401, True)


def test_answer_that_nobody_asked_for_signs_nobody_in(client, issuer):
    for address in ("", "?code=x&state=invented", "?error=access_denied", "?state=%00"):
        assert client.get(f"/oidc/city/login/callback/{address}").status_code == 401

    assert not is_signed_in(client)


@pytest.mark.parametrize("value", STRANGE.values(), ids=STRANGE)
def test_strange_values_on_the_way_are_no_error(client, issuer, value):
    client.get("/so/sign-in/by/city/")
    back, said = "/oidc/city/login/callback/", dict.fromkeys(("code", "state", "error", "next"), value)

    answers = [
        client.get("/so/sign-in/by/city/", {"next": value}),
        client.get(back, said),
        client.get(back, {"error": value}),
        client.post(back, said),
    ]

    assert [answer.status_code for answer in answers if answer.status_code >= 500] == []
    assert not is_signed_in(client)


def test_answer_counts_in_the_browser_that_asked(client, issuer):
    back = urlsplit(sent_back(client.get("/fi/sign-in/by/city/")["Location"]))
    stranger = type(client)()

    assert stranger.get(f"{back.path}?{back.query}").status_code == 401
    assert not is_signed_in(stranger)


def test_another_issuers_address_is_not_there_and_none_is_where_the_city_has_none(client, issuer, settings):
    other = client.get("/fi/sign-in/by/other/").status_code
    settings.CITY_SIGN_IN = CitySignIn("", "", "", "")

    assert other == 404
    assert client.get("/fi/sign-in/by/city/").status_code == 404
    assert client.get("/oidc/city/login/callback/").status_code == 404
    assert "sign-in/by/" not in client.get("/fi/sign-in/").content.decode()


def test_nothing_of_the_citys_answer_is_kept(come, issuer, owner):
    come()

    assert not SocialAccount.objects.exists()
    assert not SocialToken.objects.exists()
