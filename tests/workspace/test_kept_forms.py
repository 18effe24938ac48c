"""A form that was sent after its sign-in had expired comes back filled, and is sent by its writer alone."""

import pytest
from django.contrib.sessions.models import Session

from accounts.kept_forms import KEPT, KEPT_FOR, LARGEST, writer_mark
from directory.models import LanguageChecker, Service
from tests.accounts.conftest import CODE, posted  # noqa: F401 - a fixture
from tests.directory.lives import keep, latest, published
from tests.factories import UserFactory
from tests.workspace.conftest import Desk, worker_for

pytestmark = pytest.mark.django_db

FORM = "listings/ilta/basics/"


@pytest.fixture
def listing(partner, coordinator) -> Service:
    return published(coordinator, organization=partner, slug="ilta", name_fi="Velkailta", summary_fi="Apua")


def typed(desk, listing, **values) -> dict:
    opened = Service.objects.get(pk=listing.pk).latest_revision_id
    return {
        "writer": writer_mark(desk.user),
        "revision": opened,
        "name": "Velkailta",
        "summary": "Kaikille",
        "kind": "service",
    } | values


def value(page, field: str) -> str:
    return page.all(field)[0]["value"]


def sign_in(desk, posted, address, email: str) -> str:  # noqa: F811
    """By a code from the mail; returns where it leads."""
    desk.client.post(address, {"email": email})
    answer = desk.client.post("/fi/sign-in/code/", {"action": "verify", "code": posted(CODE)})
    return answer["Location"]


def test_form_comes_back_filled_and_is_saved_by_its_own_button(desk, listing, posted):  # noqa: F811
    desk.client.logout()
    asked = desk.send(FORM, typed(desk, listing)).response["Location"]
    led_to = sign_in(desk, posted, asked, desk.user.email)
    page = desk.open(FORM)
    before = latest(listing).summary_fi

    assert asked == f"/fi/sign-in/?next={desk.address(FORM)}"
    assert led_to == desk.address(FORM)
    assert value(page, "#id_summary") == "Kaikille"
    assert page.texts(".notice p") != []
    assert before == "Apua"
    desk.send(FORM, typed(desk, listing, revision=value(page, "[name=revision]")))
    assert latest(listing).summary_fi == "Kaikille"


def test_form_comes_back_once(desk, listing):
    desk.client.logout()
    desk.send(FORM, typed(desk, listing))
    desk.client.force_login(desk.user)
    values = [value(desk.open(FORM), "#id_summary") for _time in range(2)]

    assert values == ["Kaikille", "Apua"]


def test_what_somebody_saved_meanwhile_is_not_written_over(desk, listing):
    desk.client.logout()
    desk.send(FORM, typed(desk, listing))
    keep(listing, desk.user, summary_fi="Heidän")
    desk.client.force_login(desk.user)
    page = desk.open(FORM)

    desk.send(FORM, typed(desk, listing, revision=value(page, "[name=revision]")), status=409)

    assert latest(listing).summary_fi == "Heidän"


def test_form_is_shown_on_its_own_page_only_and_not_after_an_hour(time_machine_now, desk, listing):
    desk.client.logout()
    desk.send(FORM, typed(desk, listing))
    desk.client.force_login(desk.user)
    desk.open("listings/ilta/topics/")
    time_machine_now.shift(KEPT_FOR + 1)

    assert value(desk.open(FORM), "#id_summary") == "Apua"


def test_stranger_who_signs_in_next_does_not_see_it(desk, stranger_desk, listing):
    desk.client.logout()
    desk.send(FORM, typed(desk, listing))
    desk.client.force_login(stranger_desk.user)

    desk.open(FORM, status=404)


@pytest.mark.parametrize("writer", ["hers", "missing", "nonsense"])
def test_colleague_who_signs_in_next_does_not_see_it(desk, partner, listing, posted, writer):  # noqa: F811
    colleague = Desk(worker_for(partner, "bile@example.org"), partner)
    sent = typed(desk, listing)
    written_by = {"hers": sent, "missing": sent | {"writer": ""}, "nonsense": sent | {"writer": "é"}}
    colleague.client.logout()
    colleague.send(FORM, written_by[writer])

    led_to = sign_in(colleague, posted, "/fi/sign-in/", colleague.user.email)

    assert led_to == "/fi/workspace/"
    assert value(colleague.open(FORM), "#id_summary") == "Apua"


@pytest.mark.parametrize("rest", [FORM, "listings/new/", "listings/ilta/times/new/", "places/new/"])
def test_form_says_who_writes_in_it(desk, listing, rest):
    assert value(desk.open(rest), "form [name=writer]") == writer_mark(desk.user)


def test_nothing_that_is_kept_can_be_read_in_the_session(desk, listing):
    desk.client.logout()
    desk.send(FORM, typed(desk, listing, summary="Salaisuus"))

    kept = str(Session.objects.get(pk=desk.client.session.session_key).get_decoded())
    assert "Salaisuus" not in kept
    assert len(kept) > 100


@pytest.mark.parametrize("values", [{"password": "x", "code": "123456"}, {"summary": "x" * LARGEST}])
def test_secrets_and_more_than_a_listing_are_not_kept(desk, listing, values):
    desk.client.logout()

    desk.send(FORM, values)

    assert dict(desk.client.session) == {}


def test_whoever_sends_without_end_fills_no_table(desk, listing):
    desk.client.logout()
    for _time in range(KEPT.times + 1):
        desk.client.cookies.clear()
        desk.send(FORM, typed(desk, listing))

    assert dict(desk.client.session) == {}


def test_translation_of_a_language_checker_is_kept_too(desk, coordinator, listing):
    checker = UserFactory(email="checker@example.org")
    LanguageChecker.objects.create(user=checker, language_code="so")
    address = "/fi/checking/ilta/so/"
    desk.client.logout()
    desk.client.post(address, {"writer": writer_mark(checker), "name": "Fiidka", "seen": "earlier"})
    desk.client.force_login(checker)

    page = desk.client.get(address).content.decode()

    assert 'value="Fiidka"' in page
    assert 'name="seen" value="earlier"' in page


def test_signing_in_without_an_address_leads_to_the_form(desk, listing, posted):  # noqa: F811
    desk.client.logout()
    desk.send(FORM, typed(desk, listing))

    assert sign_in(desk, posted, "/fi/sign-in/", desk.user.email) == desk.address(FORM)
