"""The same world where a city has terms of use and a sign-in of its own: each opens nothing that was shut."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings

from accounts.models import TermsAcceptance
from config.sign_in import CitySignIn
from config.terms import Terms
from tests.accounts.issuer import CLIENT, SECRET, Issuer
from tests.isolation.asking import METHODS, Answer, Asker, undone
from tests.isolation.people import Person
from tests.isolation.routes import Route, addresses
from tests.isolation.table import PEOPLE, SIGNED_IN, TABLE
from tests.isolation.traces import Traces

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

ROWS = {route: row for row in TABLE for route in row.routes}
TERMS = "/fi/account/terms/"
BY_CITY = ("/fi/sign-in/by/city/", "/oidc/city/login/callback/", "/oidc/city/login/callback/?code=x&state=y")
#: Leads on to the workspace
BEFORE_THE_TERMS = {"workspace:chooser"}


@pytest.fixture
def terms() -> Iterator[None]:
    with override_settings(TERMS=Terms("2026-01-01", "/{language}/terms/")):
        yield


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    running = Issuer()
    yield running
    running.stop()


@pytest.fixture
def city(issuer) -> Iterator[None]:
    on = CitySignIn(issuer.url, CLIENT, SECRET, "Kaupunki")
    provider = {"openid_connect": {"APPS": on.apps()}}
    with override_settings(CITY_SIGN_IN=on, SOCIALACCOUNT_PROVIDERS=provider):
        yield


def of_workspace(world) -> list[tuple[Route, str]]:
    found = [(route, address) for route, address in addresses(world) if route.name.startswith("workspace:")]
    assert len(found) > 30
    return [(route, address) for route, address in found if route.name not in BEFORE_THE_TERMS]


def test_whoever_has_not_accepted_the_terms_sees_and_changes_nothing(world, terms):
    asker, before = Asker(world.people[Person.OWNER]), Traces.take()

    asked = {
        (route.name, method): asker.ask(address, method)
        for route, address in of_workspace(world)
        for method in ("GET", "POST")
    }

    led_elsewhere = {
        name: each.response.headers.get("Location", each.answer)
        for name, each in asked.items()
        if not each.response.headers.get("Location", "").startswith(f"{TERMS}?next=")
    }
    assert led_elsewhere == {}
    assert Traces.take().changed(before) == set()


@pytest.mark.parametrize("person", [each for each in Person if each not in PEOPLE])
def test_terms_open_no_workspace_to_others(person, world, terms):
    asker, before = Asker(world.people.get(person)), Traces.take()

    opened = {
        (route.name, method): asked.answer
        for route, address in of_workspace(world)
        for method in METHODS
        if (asked := asker.ask(address, method)).answer not in ROWS[route.name].expected(person)[method]
    }

    assert opened == {}
    assert Traces.take().changed(before) == set()


@pytest.mark.parametrize("person", Person)
def test_terms_are_accepted_by_whoever_is_signed_in_and_for_herself_alone(person, world, terms):
    asker = Asker(world.people.get(person))

    with undone():
        asked = asker.ask(TERMS, "POST")
        accepted = set(TermsAcceptance.objects.values_list("user", flat=True))

    assert accepted == ({world.people[person].pk} if person in SIGNED_IN else set())
    assert (asked.answer == Answer.LOG_IN) is (person not in SIGNED_IN)


@pytest.mark.parametrize("person", Person)
def test_way_of_the_citys_sign_in_changes_nothing_without_its_answer(person, world, city):
    asker, before = Asker(world.people.get(person)), Traces.take()

    asked = [asker.ask(address, method) for address in BY_CITY for method in METHODS]

    assert [each.answer for each in asked if each.answer == Answer.PAGE] == []
    assert [each.response.status_code for each in asked if each.response.status_code >= 500] == []
    assert Traces.take().changed(before) == set()


def test_button_of_the_city_leads_to_its_issuer_and_nowhere_else(world, city):
    away = Asker().ask("/fi/sign-in/by/city/").response["Location"]

    assert away.startswith(settings.CITY_SIGN_IN.url)
