"""One session is cancelled, by the provider or in the host's rooms: readers know at once, and it lasts."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from directory import actions
from directory.actions.errors import Conflict, NoSuchSession
from directory.choices import ServiceRoleKind
from directory.models import RoleAcceptance, ScheduleDate, Service
from directory.sessions import next_sessions
from directory.translation_states import Edit
from tests.directory.lives import hosted, keep, latest, log_of, published
from tests.factories import LocationFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

MONDAY = datetime.date(2026, 3, 16)
REASONS = {"fi": "Sali on remontissa", "so": "Hoolka waa la dayactirayaa"}


@pytest.fixture(autouse=True)
def on_a_wednesday(now):
    """The week before the session."""


@pytest.fixture
def room(organization):
    """A room of the editor's organisation."""
    return LocationFactory(organization=organization)


@pytest.fixture
def group(coordinator, organization, room):
    return hosted(coordinator, organization, room)


def cancel(service: Service, user, day=MONDAY, **reasons) -> Service:
    return actions.cancel_session(service, service.schedules.first(), day, user, reasons=reasons or REASONS)


def next_session(service: Service):
    return next_sessions([service], timezone.now(), 1, with_cancelled=True)[service.pk][0]


def is_cancelled_on_monday(service: Service) -> bool:
    return next_session(service).is_cancelled


def test_the_host_of_the_room_cancels_and_readers_know_why(group, editor, heard):
    heard.clear()

    cancel(group, editor)

    session = next_session(group)
    assert (session.is_cancelled, dict(session.reasons)) == (True, REASONS)
    assert log_of(group.pk)[-1] == "directory.cancel_session"
    entry = ModelLogEntry.objects.get(action="directory.cancel_session")
    assert (entry.user, entry.data["date"]) == (editor, "2026-03-16")
    assert heard == [group.pk]


def test_the_provider_cancels(editor, organization, coordinator):
    service = published(coordinator, organization=organization)

    cancel(service, editor)

    assert is_cancelled_on_monday(service)


def test_a_host_that_has_not_accepted_cancels_nothing(group, editor):
    RoleAcceptance.objects.all().delete()

    with pytest.raises(PermissionDenied):
        cancel(group, editor)

    assert not is_cancelled_on_monday(group)


def test_a_host_cancels_nothing_outside_its_rooms(group, editor, room):
    room.organization = OrganizationFactory()
    room.save()

    with pytest.raises(PermissionDenied):
        cancel(group, editor)

    assert not is_cancelled_on_monday(group)


def test_another_part_than_that_of_the_host_cancels_nothing(group, editor):
    group.roles.update(role=ServiceRoleKind.FUNDER)
    RoleAcceptance.objects.update(role=ServiceRoleKind.FUNDER)

    with pytest.raises(PermissionDenied):
        cancel(group, editor)


@pytest.mark.parametrize("day", [datetime.date(2026, 3, 17), datetime.date(1900, 1, 1)])
def test_a_day_without_a_session_is_refused(day, group, editor):
    with pytest.raises(NoSuchSession):
        cancel(group, editor, day)

    assert not ScheduleDate.objects.exists()


def test_a_withdrawn_listing_has_no_session_to_cancel(group, editor, coordinator):
    actions.withdraw(group, coordinator)

    with pytest.raises(NoSuchSession):
        cancel(group, editor)


def test_a_reason_that_is_too_long_is_refused(group, editor):
    with pytest.raises(ValidationError):
        cancel(group, editor, fi="a" * 201)

    assert not is_cancelled_on_monday(group)


def test_cancelling_again_changes_the_reason(group, editor):
    cancel(group, editor)

    cancel(group, editor, fi="Vesivahinko")

    assert ScheduleDate.objects.get().reason_fi == "Vesivahinko"


def test_a_waiting_edit_does_not_bring_the_session_back(group, editor, coordinator):
    actions.submit(group, keep(group, coordinator, name_fi="Uusi nimi"), coordinator)

    cancel(group, editor)
    before = Service.objects.get(pk=group.pk)
    actions.approve(group, coordinator)

    after = Service.objects.get(pk=group.pk)
    assert (before.name_fi == "Uusi nimi", after.name_fi) == (False, "Uusi nimi")
    assert is_cancelled_on_monday(after)
    assert not after.has_unpublished_changes


def test_a_scheduled_edit_does_not_bring_the_session_back(group, editor, coordinator, now):
    tomorrow = now + datetime.timedelta(days=1)
    actions.publish(group, keep(group, coordinator, name_fi="Huominen", go_live_at=tomorrow), coordinator)
    keep(group, coordinator, name_fi="Vielä uudempi", go_live_at=None)

    cancel(group, editor)

    with time_machine.travel(tomorrow + datetime.timedelta(minutes=1), tick=False):
        call_command("publish_scheduled", verbosity=0)
        assert Service.objects.get(pk=group.pk).name_fi == "Huominen"
        assert is_cancelled_on_monday(group)
    assert latest(group).name_fi == "Vielä uudempi"


def test_whoever_has_the_listing_open_meanwhile_meets_a_conflict(group, editor, coordinator):
    opened = latest(group)
    started_from = opened.latest_revision_id

    cancel(group, editor)

    with pytest.raises(Conflict) as conflict:
        actions.keep(opened, started_from, Edit(user=coordinator))
    assert conflict.value.theirs.schedules.first().dates.get().kind == "cancelled"


def test_a_listing_without_waiting_edit_has_none_afterwards(group, editor):
    cancel(group, editor)

    row = Service.objects.get(pk=group.pk)
    assert not row.has_unpublished_changes
    assert row.live_revision == row.latest_revision
    assert row.live_revision.as_object().schedules.first().dates.get().reason_so == REASONS["so"]


def test_an_edit_can_take_the_cancelling_back(group, editor, coordinator):
    cancel(group, editor)
    edited = latest(group)
    schedule = edited.schedules.first()
    schedule.dates.set([])
    edited.schedules.set([schedule])

    revision = actions.keep(edited, edited.latest_revision_id, Edit(user=coordinator))
    actions.publish(group, revision, coordinator)

    assert not is_cancelled_on_monday(group)
