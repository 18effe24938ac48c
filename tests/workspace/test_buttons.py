"""A button that was pressed when the sign-in had expired did nothing, and the page that comes says so."""

import pytest

from accounts.kept_forms import writer_mark
from directory.choices import PersonRole
from directory.models import Service
from tests.directory.lives import hosted
from tests.factories import LocationFactory
from tests.workspace.conftest import Desk, worker_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

NOT_DONE = "Tätä ei ole vielä tehty. Paina painiketta uudelleen."
#: Addresses of buttons, and the page on which each stands
BUTTONS = {
    "listings/ilta/do/send/": "listings/ilta/",
    "listings/ilta/do/withdraw/": "listings/ilta/",
    "listings/ilta/copy/": "listings/ilta/",
    "listings/ilta/languages/so/ask/": "listings/ilta/languages/so/",
    "people/1/remove/": "people/",
    "people/1/hand-over/": "people/",
    "invitations/1/take-back/": "people/",
    "shared/ilta/answer/": "shared/",
    "shared/ilta/cancel/": "shared/",
}


@pytest.fixture
def owner(partner) -> Desk:
    return Desk(worker_for(partner, "owner@example.org", PersonRole.OWNER), partner)


def sent_without_sign_in(desk: Desk, rest: str, **typed) -> str:
    """Send it, sign in, and say which page has come."""
    desk.client.logout()
    desk.send(rest, typed | {"writer": writer_mark(desk.user)})
    desk.client.force_login(desk.user)
    answer = desk.client.get(desk.address(rest))
    return answer["Location"] if answer.status_code == 302 else desk.address(rest)


@pytest.mark.parametrize(("rest", "page"), BUTTONS.items())
def test_button_that_did_nothing_says_so_on_its_page(owner, listing, rest, page):
    assert sent_without_sign_in(owner, rest) == owner.address(page)
    assert NOT_DONE in owner.open(page).texts(".notice--error")


def test_reason_that_was_written_beside_it_is_not_lost(owner, listing):
    sent_without_sign_in(owner, "listings/ilta/do/withdraw/", reason="Ohjaaja on sairas")

    assert "Ohjaaja on sairas" in owner.open("listings/ilta/").text
    assert Service.objects.get(slug="ilta").live


def test_reason_for_cancelling_in_a_room_is_kept_for_its_writer(owner, coordinator, partner):
    hosted(coordinator, partner, LocationFactory(organization=partner))

    assert owner.open("shared/").all("form [name=writer]")
    assert owner.open("shared/").all("form [name=reason]")


@pytest.mark.parametrize(
    ("rest", "typed"),
    [("listings/ilta/times/0/", {"remove": ""}), ("closed/", {"open": "ilta"})],
    ids=["take a session out", "open again"],
)
def test_button_beside_a_form_leaves_the_form_as_it_is(owner, listing, rest, typed):
    assert sent_without_sign_in(owner, rest, **typed) == owner.address(rest)

    page = owner.open(rest)
    assert NOT_DONE in page.texts(".notice--error")
    assert page.texts(".field__error") == []


@pytest.mark.parametrize(
    ("rest", "typed", "field"),
    [
        ("closed/", {"which": "all", "first": "2026-07-01", "last": "2026-07-31"}, "[name=last]"),
        ("people/", {"email": "uusi@example.org", "role": "owner", "language": "so"}, "[name=email]"),
    ],
)
def test_short_form_comes_back_filled(owner, listing, rest, typed, field):
    owner.client.logout()
    owner.send(rest, typed | {"writer": writer_mark(owner.user)})
    owner.client.force_login(owner.user)
    page = owner.open(rest)

    assert page.all(field)[0]["value"] in typed.values()


def test_days_for_which_room_was_told_come_back(owner, listing):
    owner.client.logout()
    owner.send("room/ilta/", {"status": "full", "days": "90", "writer": writer_mark(owner.user)})
    owner.client.force_login(owner.user)

    page = owner.open("room/ilta/")

    assert [each["value"] for each in page.all("#id_days [selected]")] == ["90"]


def test_room_of_which_nothing_was_said_is_asked_for_at_its_buttons(owner, listing):
    page = owner.send("room/ilta/", {"days": "30"}, status=200)

    assert [each["href"] for each in page.all(".notice--error a")] == ["#id_status"]


@pytest.mark.parametrize("rest", BUTTONS)
def test_somebody_of_another_partner_is_told_nothing(desk, stranger_desk, listing, rest):
    assert stranger_desk.client.get(desk.address(rest)).status_code == 404
