"""Partners share a listing: nobody is named without a yes, a co-provider proposes, a host cancels."""

from datetime import time

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory import actions
from directory.choices import ServiceRoleKind
from directory.models import RoleAcceptance, RoleRefusal, Schedule, ScheduleDate, Service, ServiceRole
from tests.directory.lives import keep, latest, published
from tests.factories import LocationFactory, OrganizationFactory, ScheduleFactory, ServiceFactory
from tests.workspace.conftest import Desk, worker_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

MOST_QUERIES = 12
MONDAY = "2026-03-16"


@pytest.fixture
def other(db) -> Desk:
    """Somebody of the partner that is asked to take part."""
    partner = OrganizationFactory(slug="naapurit", name_fi="Naapurit ry")
    return Desk(worker_for(partner, "neighbour@example.org"), partner)


@pytest.fixture
def listing(partner, coordinator) -> Service:
    return published(coordinator, organization=partner, slug="ilta", name_fi="Velkailta", entry="walk_in")


def give(listing: Service, desk: Desk, role: str, *, is_accepted: bool = False) -> None:
    of_role = {"service": listing, "organization": desk.partner, "role": role}
    ServiceRole.objects.create(**of_role)
    if is_accepted:
        RoleAcceptance.objects.create(**of_role)


def at() -> dict:
    return {"revision": Service.objects.get(slug="ilta").latest_revision_id}


def in_room(listing: Service, host: Desk) -> Schedule:
    """The listing's Mondays are in a room of a host that has said yes."""
    room = LocationFactory(organization=host.partner, name_fi="Sali")
    Schedule.objects.filter(service=listing).update(location=room)
    give(listing, host, ServiceRoleKind.HOST, is_accepted=True)
    return Schedule.objects.get(service=listing)


def test_who_is_named_is_asked_and_readers_see_it_after_a_yes(desk, other, partner, listing, reader):
    partner.may_publish = True
    partner.save()
    desk.send("listings/ilta/together/", at() | {"find": "", "q": "naapurit"}, status=200)
    desk.send("listings/ilta/together/", at() | {"others": other.partner.pk, "role": "co_provider"})
    draft_offers = other.open(language="en").texts(".todo__head")
    desk.send("listings/ilta/do/send/", at())

    asked, in_finnish = other.open(language="en"), other.open()
    before = reader("/fi/services/ilta/").text
    other.send("shared/ilta/answer/", {"role": "co_provider", "answer": "yes"})

    assert (draft_offers, asked.texts(".todo__head")) == ([], ["1asked to take part in a listing of others"])
    assert in_finnish.texts(".todo__head") == ["1kysymys osallistumisesta muiden palveluun"]
    assert "Naapurit ry" not in before
    assert "Naapurit ry" in reader("/fi/services/ilta/").text
    assert "has said yes" in desk.open("listings/ilta/together/", language="en").text


def test_no_is_kept_and_a_part_is_left_again(other, listing, reader):
    give(listing, other, ServiceRoleKind.FUNDER)
    give(listing, other, ServiceRoleKind.CO_PROVIDER, is_accepted=True)

    for role in ("funder", "co_provider"):
        other.send("shared/ilta/answer/", {"role": role, "answer": "no"})

    assert "Naapurit ry" not in reader("/fi/services/ilta/").text
    assert RoleRefusal.objects.count() == 2
    assert other.open("shared/", language="en").texts("main section h2") == ["You take part in"]
    assert other.open(language="en").texts(".todo__head") == []


def test_no_is_taken_back_by_whoever_said_it(other, listing, reader, stranger_desk):
    give(listing, other, ServiceRoleKind.FUNDER)
    other.send("shared/ilta/answer/", {"role": "funder", "answer": "no"})

    page = other.open("shared/", language="en")
    other.send("shared/ilta/answer/", {"role": "funder", "answer": "yes"})

    assert page.texts("main details summary") == ["You do not take part in"]
    assert page.texts("main details form[action$='shared/ilta/answer/'] button") == ["Yes, we take part"]
    assert "Naapurit ry" in reader("/fi/services/ilta/").text
    assert other.open("shared/").all("main details") == []
    stranger_desk.send("shared/ilta/answer/", {"role": "funder", "answer": "yes"}, status=404)


def test_role_is_taken_out_and_only_a_public_organisation_is_found(desk, other, listing):
    OrganizationFactory(name_fi="Naapurit hakija", standing="applied")
    desk.send("listings/ilta/together/", at() | {"others": other.partner.pk, "role": "host"})

    found = desk.send("listings/ilta/together/", at() | {"find": "", "q": "NAAPURIT"}, status=200)
    desk.send("listings/ilta/together/", at())

    assert found.texts("#id_others .pick") == ["Naapurit ry"]
    assert list(latest(listing).roles.all()) == []


@pytest.mark.parametrize(
    "sent",
    [{"role": "king"}, {"role": ""}, {"role": "host", "others": "999"}, {"given": "1:host"}],
)
def test_part_that_cannot_be_is_an_error_at_its_field(desk, other, listing, sent):
    page = desk.send("listings/ilta/together/", at() | {"others": other.partner.pk} | sent, status=200)

    assert page.texts(".field__error")
    assert list(latest(listing).roles.all()) == []


def test_co_provider_proposes_a_change_and_can_do_no_more(desk, other, partner, listing):
    other.partner.may_publish = True
    other.partner.save()
    give(listing, other, ServiceRoleKind.CO_PROVIDER, is_accepted=True)
    values = {"name": "Velkailta", "summary": "Yhdessä", "kind": "group"}

    page = other.open("listings/ilta/", language="en")
    other.send("listings/ilta/basics/", at() | values)
    other.send("listings/ilta/do/send/", at())

    assert page.texts("form[action*='/do/'] button") == []
    row = Service.objects.get(slug="ilta")
    assert (row.workflow_in_progress, row.summary_fi, latest(row).summary_fi) == (True, None, "Yhdessä")
    assert row.organization == partner
    assert "Waits for review" in desk.open("listings/ilta/", language="en").text
    for what in ("withdraw", "confirm", "put-back", "cancel"):
        other.send(f"listings/ilta/do/{what}/", {"reason": "x"}, status=404)
    other.send("listings/ilta/copy/", status=404)
    other.open("listings/ilta/together/", status=404)
    other.open("room/ilta/", status=404)


@pytest.mark.parametrize("role", [ServiceRoleKind.HOST, ServiceRoleKind.FUNDER, None])
def test_whoever_is_no_co_provider_does_not_see_the_draft(other, listing, role):
    give(listing, other, role or ServiceRoleKind.CO_PROVIDER, is_accepted=role is not None)

    for rest in ("", "basics/", "times/", "languages/", "languages/so/"):
        other.open(f"listings/ilta/{rest}", status=404)
    other.send("listings/ilta/do/send/", at(), status=404)


def test_mail_about_a_co_providers_change_leads_into_its_own_workspace(
    other, coordinator, listing, django_capture_on_commit_callbacks
):
    give(listing, other, ServiceRoleKind.CO_PROVIDER, is_accepted=True)
    actions.submit(listing, keep(listing, other.user, summary_fi="Yhdessä"), other.user)
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        actions.approve(listing, coordinator)

    (letter,) = mail.outbox
    assert letter.to == [other.user.email]
    assert f"{other.address('listings/ilta/')}\n" in letter.body
    other.open("listings/ilta/")


def test_host_cancels_a_session_in_its_room_with_a_reason(other, listing, reader):
    session = in_room(listing, other)
    elsewhere = ScheduleFactory(service=listing, location=LocationFactory(), rrule="FREQ=WEEKLY;BYDAY=TU")

    shown = other.open("shared/", language="en").texts("#rooms ~ ul summary")
    other.send("shared/ilta/cancel/", {"session": f"{session.pk}_{MONDAY}", "reason": ""})
    other.send("shared/ilta/cancel/", {"session": f"{elsewhere.pk}_2026-03-17", "reason": "Ei meidän"})
    unchanged = reader("/en/services/ilta/").text
    other.send("shared/ilta/cancel/", {"session": f"{session.pk}_{MONDAY}", "reason": "Remontti"})

    # Four weeks on, without Easter Monday
    assert len(shown) == 3
    assert "Cancelled" not in unchanged
    page = reader("/en/services/ilta/").text
    assert "Cancelled" in page
    assert "Remontti" in page
    assert "Remontti" in other.open("shared/").text


def test_host_reaches_every_session_of_the_next_weeks(other, listing):
    room = in_room(listing, other).location
    for hour in (8, 10, 12):
        hours = {"opens_at": time(hour), "closes_at": time(hour + 1)}
        ScheduleFactory(service=listing, location=room, rrule="FREQ=DAILY", **hours)

    first, second = other.open("shared/"), other.open("shared/?page=2")
    sent = second.all("#rooms ~ ul > li:last-child [name=session]")[0]["value"]
    other.send("shared/ilta/cancel/", {"session": sent, "reason": "Remontti"})

    assert (len(first.all("#rooms ~ ul > li")), len(first.all("[rel=next]"))) == (60, 1)
    assert str(ScheduleDate.objects.get().date) == sent.partition("_")[2] > "2026-04-05"


def test_host_stays_on_the_page_on_which_it_cancels(other, listing):
    room = in_room(listing, other).location
    for hour in (8, 10, 12):
        hours = {"opens_at": time(hour), "closes_at": time(hour + 1)}
        ScheduleFactory(service=listing, location=room, rrule="FREQ=DAILY", **hours)

    (form,) = other.open("shared/?page=2").all("#rooms ~ ul > li:last-child form")
    key = form.select("[name=session]")[0]["value"]
    sent = other.client.post(form["action"], {"session": key, "reason": "Remontti"})
    not_sent = other.client.get(form["action"])

    assert (sent.url, not_sent.url) == (other.address("shared/?page=2"),) * 2
    assert ScheduleDate.objects.count() == 1


def test_host_that_has_not_said_yes_and_others_cancel_nothing(stranger_desk, other, listing):
    session = in_room(listing, other)
    RoleAcceptance.objects.all().delete()

    for desk in (other, stranger_desk):
        desk.send("shared/ilta/cancel/", {"session": f"{session.pk}_{MONDAY}", "reason": "x"}, status=404)
        assert "Velkailta" not in desk.open("shared/").text or desk is other

    assert not Schedule.objects.get().dates.exists()


def test_nobody_answers_for_somebody_else(stranger_desk, other, listing):
    give(listing, other, ServiceRoleKind.CO_PROVIDER)

    stranger_desk.send("shared/ilta/answer/", {"role": "co_provider", "answer": "yes"}, status=404)

    assert not RoleAcceptance.objects.exists()


def test_many_shared_listings_take_as_few_queries_as_one(desk, other, listing):
    in_room(listing, other)
    for number in range(60):
        each = ServiceFactory(organization=desk.partner, name_fi=f"Ryhmä {number}")
        give(each, other, ServiceRoleKind.CO_PROVIDER, is_accepted=number % 2 == 0)
    counts = {}

    for rest in ("", "shared/", "listings/ilta/together/"):
        who = desk if "together" in rest else other
        who.open(rest)
        with CaptureQueriesContext(connection) as queries:
            who.open(rest)
        counts[rest] = len(queries)

    assert {rest: count for rest, count in counts.items() if count > MOST_QUERIES} == {}
