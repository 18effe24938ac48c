"""Terms of use: people of partners accept them once before they work, and again when they change."""

import pytest

from accounts.models import TermsAcceptance
from accounts.terms import asked_first
from config.languages import LANGUAGES
from config.terms import Terms

pytestmark = pytest.mark.django_db

WORKSPACE, TERMS = "/fi/workspace/naapurit/", "/fi/account/terms/"
ASKED = f"{TERMS}?next=%2Ffi%2Fworkspace%2Fnaapurit%2F"


@pytest.fixture
def terms(settings):
    """`terms("2026-11-01")`: from then on these hold."""

    def hold(version: str) -> None:
        settings.TERMS = Terms(version, "/{language}/ehdot/")

    hold("2026-11-01")
    return hold


@pytest.fixture
def at_work(client, owner):
    client.force_login(owner)
    return client


def test_workspace_opens_once_the_terms_are_accepted(at_work, owner, terms):
    asked = at_work.get(WORKSPACE)
    page = at_work.get(asked["Location"]).content.decode()
    answer = at_work.post(asked["Location"])

    assert asked["Location"] == ASKED
    assert 'href="/fi/ehdot/"' in page
    assert answer["Location"] == WORKSPACE
    assert at_work.get(WORKSPACE).status_code == 200
    (row,) = TermsAcceptance.objects.all()
    assert (row.user, row.version) == (owner, "2026-11-01")


def test_opening_the_terms_accepts_nothing(at_work, terms):
    at_work.get(TERMS)

    assert not TermsAcceptance.objects.exists()
    assert at_work.get(WORKSPACE)["Location"] == ASKED


def test_terms_that_change_are_asked_for_again_and_the_earlier_yes_is_kept(at_work, terms):
    at_work.post(TERMS)
    terms("2027-01-01")

    asked_again = at_work.get(WORKSPACE)
    at_work.post(TERMS)

    assert asked_again["Location"] == ASKED
    assert at_work.get(WORKSPACE).status_code == 200
    versions = TermsAcceptance.objects.order_by("pk").values_list("version", flat=True)
    assert list(versions) == ["2026-11-01", "2027-01-01"]


def test_yes_holds_in_the_next_session_and_for_nobody_else(at_work, owner, editor, terms):
    at_work.post(TERMS)
    at_work.logout()
    at_work.force_login(owner)
    own = at_work.get(WORKSPACE).status_code
    at_work.force_login(editor)

    assert (own, at_work.get(WORKSPACE).status_code) == (200, 302)


def test_session_asks_the_database_once(at_work, owner, terms, django_assert_num_queries):
    TermsAcceptance.objects.create(user=owner, version="2026-11-01")
    request = at_work.get(WORKSPACE).wsgi_request

    with django_assert_num_queries(0):
        assert asked_first(request) is None


def test_form_that_met_the_terms_is_kept(at_work, terms):
    asked = at_work.post(f"{WORKSPACE}listings/new/", {"name": "Kerho", "language": "fi"})
    led_to = at_work.post(asked["Location"])["Location"]

    page = at_work.get(led_to).content.decode()

    assert led_to == f"{WORKSPACE}listings/new/"
    assert 'value="Kerho"' in page


def test_stranger_is_not_told_by_the_terms_that_a_partner_is_there(at_work, terms):
    assert at_work.get("/fi/workspace/nobodys/").status_code == 404


def test_without_terms_nobody_is_asked(at_work):
    assert (at_work.get(WORKSPACE).status_code, at_work.get(TERMS).status_code) == (200, 404)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_terms_are_read_in_the_readers_language(at_work, terms, language):
    page = at_work.get(f"/{language.code}/account/terms/").content.decode()

    assert f'href="/{language.code}/ehdot/"' in page
    assert f'lang="{language.html_lang}" dir="{language.direction}"' in page
