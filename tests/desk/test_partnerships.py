"""The ledger of partnerships: what comes from one begins and ends with its days, who is told before."""

from datetime import timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from openpyxl import load_workbook

from desk.models import CalendarAddress, PartnershipReminder
from directory import actions
from directory.actions.errors import NoRoomThere
from directory.choices import Standing
from directory.models import Organization, Partnership, Schedule, Service
from directory.permissions import can_publish, may_publish, places_open_to
from tests.desk.conftest import make_coordinator
from tests.desk.test_queue import texts
from tests.directory.lives import draft, keep, published
from tests.factories import LocationFactory, OrganizationFactory, ServiceFactory

pytestmark = pytest.mark.django_db

LEDGER = "/admin/desk/partnerships/"
DAY = timedelta(days=1)


@pytest.fixture
def unit(db):
    return OrganizationFactory(name_fi="Perhekeskukset")


@pytest.fixture
def partner(organization):
    """The editor's own organisation, which nobody trusts without a partnership."""
    Organization.objects.filter(pk=organization.pk).update(kind="association", business_id="1234567-1")
    return Organization.objects.get(pk=organization.pk)


@pytest.fixture
def agreed(unit, partner, coordinator):
    def agree(**values) -> Partnership:
        today = timezone.localdate()
        defaults = {"kind": "cooperation", "valid_from": today, "responsible": coordinator}
        return Partnership.objects.create(unit=unit, organization=partner, **(defaults | values))

    return agree


def form_of(partnership: Partnership, **values) -> dict:
    """What a browser would send from the page of a partnership."""
    fields = {
        "unit": partnership.unit_id,
        "kind": partnership.kind,
        "valid_from": partnership.valid_from.isoformat(),
        "version": partnership.version,
    }
    return fields | values


def page_of(partnership: Partnership) -> str:
    return f"{LEDGER}{partnership.pk}/"


@pytest.mark.parametrize(
    ("begins", "ends", "is_in_force"),
    [(-10, -1, False), (-10, 0, True), (0, None, True), (1, None, False)],
    ids=["ended yesterday", "ends today", "begins today", "begins tomorrow"],
)
def test_right_to_publish_begins_and_ends_with_the_days_of_the_partnership(
    agreed, partner, editor, begins, ends, is_in_force
):
    today = timezone.localdate()
    last = None if ends is None else today + ends * DAY
    listing = ServiceFactory(organization=partner)
    agreed(valid_from=today + begins * DAY, valid_until=last, may_publish=True)

    assert can_publish(editor, listing) is is_in_force
    assert may_publish(partner) is is_in_force


def test_slip_in_the_year_gives_no_right_from_then_on(desk, agreed, partner):
    partnership = agreed()
    wrong = form_of(partnership, may_publish="on") | {"valid_from": "0026-01-01"}

    answer = desk.post(page_of(partnership), wrong)

    assert "Look at the year of this day." in answer.text
    assert not may_publish(partner)


def test_editor_publishes_on_the_last_day_and_sends_to_review_on_the_next(
    agreed, partner, editor, coordinator, client
):
    agreed(valid_until=timezone.localdate(), may_publish=True)
    listings = [published(coordinator, organization=partner, name_fi="Kerho") for _day in range(2)]
    versions = [keep(each, editor, name_fi="Uusi") for each in listings]

    for listing, version, days in zip(listings, versions, (0, 1), strict=True):
        with time_machine.travel(timezone.now() + days * DAY, tick=False):
            client.force_login(editor)
            address = f"/fi/workspace/{partner.slug}/listings/{listing.slug}/do/send/"
            client.post(address, {"revision": version.pk})

    rows = [Service.objects.get(pk=each.pk) for each in listings]
    assert [row.name_fi for row in rows] == ["Uusi", "Kerho"]
    assert [row.workflow_in_progress for row in rows] == [False, True]


def test_partnership_without_the_tick_or_with_a_party_that_has_ended_gives_nothing(agreed, partner, unit):
    agreed(kind="grant")
    without_tick = may_publish(partner)
    agreed(may_publish=True, may_host=True)
    centre = LocationFactory(is_family_centre=True, organization=unit)
    while_there = may_publish(partner), places_open_to(partner).contains(centre)
    Organization.objects.filter(pk=unit.pk).update(standing=Standing.ENDED)

    assert (without_tick, while_there) == (False, (True, True))
    assert not may_publish(partner)
    assert not places_open_to(partner).contains(centre)


def test_family_centre_of_the_unit_is_open_as_long_as_the_partnership_lasts(agreed, partner, unit):
    part = OrganizationFactory(parent=unit)
    lent = [LocationFactory(is_family_centre=True, organization=each) for each in (unit, part)]
    LocationFactory(is_family_centre=True, organization=OrganizationFactory())
    LocationFactory(organization=unit)
    LocationFactory(is_family_centre=True, organization=unit, is_address_hidden=True)
    partnership = agreed(may_host=True, valid_until=timezone.localdate())

    assert set(places_open_to(partner)) == set(lent)
    with time_machine.travel(timezone.now() + DAY, tick=False):
        assert not places_open_to(partner).exists()
    assert partnership.may_host


def test_draft_in_a_room_whose_time_is_over_does_not_go_public_and_what_is_there_stays(
    agreed, partner, unit, editor
):
    centre = LocationFactory(is_family_centre=True, organization=unit, name_fi="Perhetalo")
    agreed(may_publish=True)
    hosting = agreed(kind="premises", may_host=True)
    public, new = (draft(organization=partner) for _number in range(2))
    Schedule.objects.update(location=centre)
    actions.publish(public, keep(public, editor), editor)
    begun = keep(new, editor)

    Partnership.objects.filter(pk=hosting.pk).update(valid_until=timezone.localdate())
    with time_machine.travel(timezone.now() + DAY, tick=False):
        actions.publish(public, keep(public, editor, name_fi="Uusi nimi"), editor)
        with pytest.raises(NoRoomThere, match="Perhetalo"):
            actions.publish(new, begun, editor)
        actions.withdraw(public, editor, "Tauko")
        with pytest.raises(NoRoomThere, match="Perhetalo"):
            actions.put_back(public, editor)

    assert Service.objects.get(pk=public.pk).name_fi == "Uusi nimi"
    assert not Service.objects.get(pk=new.pk).live


def test_coordinator_writes_a_partnership_down_once_and_changes_it(desk, unit, partner):
    address = f"{LEDGER}new/?organization={partner.pk}"
    sent = {
        "unit": unit.pk, "kind": "premises", "valid_from": "2026-01-01", "valid_until": "2030-12-31",
        "documents": "Sopimus 2026 https://example.org/a\nhttps://example.org/b", "may_host": "on",
    }  # fmt: skip

    assert "Naapurit" in texts(desk.get(f"{LEDGER}new/?q=naap"))
    desk.post(address, sent)
    twice = desk.post(address, sent)

    made = Partnership.objects.get()
    assert made.documents[0] == {"title": "Sopimus 2026", "url": "https://example.org/a"}
    assert "have a partnership of this kind in these days already" in twice.text
    desk.post(page_of(made), form_of(made, valid_until="2028-12-31", may_host="on"))
    page = texts(desk.get(page_of(made)))
    assert "31 December 2030 → 31 December 2028" in page
    assert "A partnership was changed" in page


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"valid_until": "2025-01-01"}, "The last day is before the first."),
        ({"documents": "Sopimus http://example.org/a"}, "It begins with https://"),
        ({"documents": "javascript:alert(1)"}, "It begins with https://"),
        ({"unit": ""}, "This field is required."),
    ],
)
def test_wrong_values_are_said_in_words_and_what_was_typed_stays(desk, agreed, values, words):
    partnership = agreed(valid_from=timezone.localdate())

    answer = desk.post(page_of(partnership), form_of(partnership, note="Kirjoitettu") | values)

    assert words in texts(answer)
    assert "Kirjoitettu" in answer.text
    assert Partnership.objects.get().version == 1


def test_second_of_two_people_is_told_and_decides(desk, agreed, colleague):
    partnership = agreed(note="Alku")
    actions.change_partnership(partnership, {"kind": "grant"}, colleague, seen=1)

    told = desk.post(page_of(partnership), form_of(partnership, note="Oma"))
    kept = Partnership.objects.get()
    again = form_of(partnership, note="Oma", version=told.context["form"]["version"].value())
    desk.post(page_of(partnership), again)

    assert "Somebody else has changed this partnership meanwhile." in texts(told)
    assert ("Kind", "Grant", "Cooperation") in {
        (each.label, each.before, each.after) for each in told.context["form"].theirs
    }
    assert (kept.kind, kept.note) == ("grant", "Alku")
    assert (Partnership.objects.get().kind, Partnership.objects.get().note) == ("cooperation", "Oma")


def test_merging_moves_partnerships_with_their_history_and_rights(agreed, partner, unit, coordinator, desk):
    successor = OrganizationFactory(name_fi="Jatkaja", kind="association", business_id="0123456-2")
    partnership = actions.change_partnership(agreed(may_publish=True), {"note": "Uusi"}, coordinator, seen=1)
    between = Partnership.objects.create(unit=unit, organization=successor, kind="grant")

    actions.merge(partner, successor, coordinator)
    moved = Partnership.objects.get(pk=partnership.pk)
    actions.merge(successor, unit, coordinator)

    assert (moved.organization, moved.version) == (successor, 3)
    assert "A partnership was changed" in texts(desk.get(page_of(partnership)))
    # With itself nobody has one: what the two had ends with the merged one
    assert Partnership.objects.get(pk=between.pk).organization == successor
    assert not Partnership.objects.in_force().exists()


def test_two_partnerships_that_a_merge_has_put_on_the_same_days_can_still_be_changed(
    agreed, partner, unit, coordinator
):
    successor = OrganizationFactory(name_fi="Jatkaja", kind="association", business_id="0123456-2")
    first = agreed(may_publish=True)
    Partnership.objects.create(
        unit=unit, organization=successor, kind=first.kind, valid_from=first.valid_from
    )
    actions.merge(partner, successor, coordinator)
    merged = Partnership.objects.get(pk=first.pk)

    actions.change_partnership(merged, {"may_publish": False}, coordinator, seen=merged.version)

    assert not Partnership.objects.get(pk=first.pk).may_publish


def test_responsible_person_is_told_once_in_her_language(agreed, settings, colleague):
    today, days = timezone.localdate(), settings.PARTNERSHIP_REMINDER_DAYS
    finn = make_coordinator("finn@example.org")
    type(finn).objects.filter(pk=finn.pk).update(interface_language="fi")
    agreed(responsible=finn, valid_until=today + days * DAY)
    agreed(responsible=finn, kind="grant", review_date=today + DAY, valid_until=today + 2 * days * DAY)
    agreed(responsible=colleague, kind="premises", valid_until=today + (days + 1) * DAY)
    agreed(responsible=colleague, kind="referral", valid_from=today - 9 * DAY, valid_until=today - DAY)

    for _time in range(2):
        call_command("run_daily", stdout=StringIO())

    (letter,) = mail.outbox
    assert letter.to == ["finn@example.org"]
    assert letter.body.count("Naapurit · Perhekeskukset") == 2
    assert PartnershipReminder.objects.count() == 2
    with time_machine.travel(timezone.now() + 2 * DAY, tick=False):
        call_command("run_daily", stdout=StringIO())
    assert [each.to for each in mail.outbox[1:]] == [["colleague@example.org"]]


def test_partnership_of_nobody_is_told_to_every_coordinator(agreed, coordinator, colleague):
    agreed(responsible=None, valid_until=timezone.localdate() + DAY)

    call_command("run_daily", stdout=StringIO())

    assert {letter.to[0] for letter in mail.outbox} == {coordinator.email, colleague.email}


def test_calendar_opens_by_its_address_until_it_is_taken_back(desk, client, agreed, coordinator):
    agreed(valid_until=timezone.localdate() + 9 * DAY, review_date=timezone.localdate() + DAY)
    first, second = (desk.post(f"{LEDGER}calendar/", {"do": "make"}).context["made"] for _n in "ab")
    client.logout()

    def opened(address: str):
        return client.get(address[address.index("/", 9):])  # fmt: skip

    events = Calendar.from_ical(opened(second).content).walk("VEVENT")
    assert {str(each["summary"])[:7] for each in events} == {"Review:", "Ends: N"}
    assert CalendarAddress.objects.get().digest not in second
    wrong = second.replace(second[-6], "0" if second[-6] != "0" else "1")
    assert [opened(each).status_code for each in (first, wrong, second)] == [404, 404, 200]
    coordinator.groups.clear()
    assert opened(second).status_code == 404


def test_calendar_that_is_taken_back_opens_nothing(desk):
    made = desk.post(f"{LEDGER}calendar/", {"do": "make"}).context["made"]
    path = made[made.index("/", 9) :]
    before = desk.get(path).status_code

    desk.post(f"{LEDGER}calendar/", {"do": "revoke"})

    assert (before, desk.get(path).status_code) == (200, 404)
    assert made not in desk.get(f"{LEDGER}calendar/").text


def test_list_is_narrowed_by_kind_state_what_comes_up_and_whose_it_is(desk, agreed, coordinator, colleague):
    today = timezone.localdate()
    soon = agreed(valid_until=today + 20 * DAY)
    later = agreed(kind="grant", valid_from=today + DAY, responsible=colleague)
    over = agreed(kind="premises", valid_from=today - 9 * DAY, valid_until=today - DAY)

    def found(query: str) -> set[int]:
        return {line.partnership.pk for line in desk.get(f"{LEDGER}?{query}").context["page"].object_list}

    assert found("") == {soon.pk, later.pk, over.pk}
    assert found("kind=grant") == {later.pk}
    assert [found(f"state={each}") for each in ("in_force", "to_come", "over")] == [
        {soon.pk}, {later.pk}, {over.pk},
    ]  # fmt: skip
    assert found("within=30") == {soon.pk}
    assert found(f"responsible={colleague.pk}") == {later.pk}
    assert found("q=perhekesk") == {soon.pk, later.pk, over.pk}
    assert found("q=nobody") == set()


def test_spreadsheet_says_what_the_list_says_and_works_nothing_out(desk, agreed, partner):
    Organization.objects.filter(pk=partner.pk).update(name_fi='=HYPERLINK("https://x.example.org")')
    agreed(note="=1+1\x08", valid_until=timezone.localdate())
    agreed(kind="grant")

    answer = desk.get(f"{LEDGER}table.xlsx?kind=cooperation")

    page = load_workbook(BytesIO(answer.content)).active
    heading, row, *others = page.iter_rows()
    assert [cell.value for cell in heading][:3] == ["Organisation", "Unit of the city", "Kind"]
    assert others == []
    assert (row[0].data_type, row[0].value) == ("s", '=HYPERLINK("https://x.example.org")')
    assert "f" not in {cell.data_type for cell in row}
    assert row[0].quotePrefix
    assert row[4].value.date() == timezone.localdate()


def test_page_of_the_partner_shows_its_partnerships_and_what_comes_from_them(desk, agreed, partner, unit):
    agreed(may_publish=True, valid_until=timezone.localdate() + 30 * DAY)

    pages = [texts(desk.get(f"/admin/desk/partners/{each.pk}/")) for each in (partner, unit)]

    assert "Publishes without review until:" in pages[0]
    assert "Publishes without review" not in pages[1]
    assert all("Cooperation" in page for page in pages)


def test_strange_input_is_answered_in_words(desk, agreed):
    partnership, evil = agreed(), "<script>alert(1)</script>\u202e" * 400
    sent = [
        {"version": "9" * 40, "unit": "x", "valid_from": "x", "documents": evil, "note": evil},
        form_of(partnership, documents=f"{evil[:100]} https://example.org/"),
        form_of(partnership, version="", responsible="9" * 30),
        form_of(partnership, version="-1"),
    ]

    answers = [desk.post(page_of(partnership), each, follow=True) for each in sent]
    queries = ("q=%00&kind=x", "within=-1&responsible=9999999999", "state=x&p=y", "q=" + "a" * 5000)
    answers += [desk.get(f"{LEDGER}?{each}") for each in queries]
    answers += [desk.get(f"{LEDGER}new/?organization={each}") for each in ("x", "9" * 40, "0")]

    assert {answer.status_code for answer in answers} == {200}
    assert not any("<script>alert" in answer.text for answer in answers)
    assert [desk.get(f"/fi/partnerships/{key}.ics").status_code for key in ("x", "1-", "9" * 50)] == [404] * 3


def test_queries_are_few_and_do_not_grow(desk, agreed, unit):
    partnership = agreed()
    addresses = [LEDGER, f"{LEDGER}?within=365&q=a", page_of(partnership), f"{LEDGER}table.xlsx"]
    addresses += [f"{LEDGER}new/?organization={partnership.organization_id}"]
    few = [_queries(desk, each) for each in addresses]

    for _number in range(12):
        Partnership.objects.create(unit=unit, organization=OrganizationFactory(), kind="grant")
    again = [_queries(desk, each) for each in addresses]

    assert again == few
    assert max(again) <= 20


def _queries(desk, address: str) -> int:
    desk.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(address).status_code == 200
    return len(queries)
