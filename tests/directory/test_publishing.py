"""A listing goes live, is confirmed, gets partners and is withdrawn."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from directory import actions
from directory.actions.errors import Conflict, NotInReview, NotLive, RoleNotGiven
from directory.choices import ServiceRoleKind, Standing
from directory.models import Assurance, RoleAcceptance, RoleRefusal, Service, ServiceRole
from tests.directory.lives import draft, keep, latest, log_of, published, states
from tests.factories import OrganizationFactory, ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def trusted(organization):
    organization.may_publish = True
    organization.save()
    return organization


def test_a_trusted_partner_goes_live_at_once(editor, trusted, heard):
    service = draft(organization=trusted, name_fi="Kahvila")

    row = actions.publish(service, keep(service, editor, name_fi="Kahvila Kanneltalo"), editor)

    assert (row.live, row.name_fi) == (True, "Kahvila Kanneltalo")
    assert log_of(row.pk) == ["directory.publish"]
    assert ModelLogEntry.objects.get(action="directory.publish").user == editor
    assert heard == [row.pk]


def test_publishing_takes_the_edit_out_of_the_queue(editor, trusted, coordinator):
    service = draft(organization=trusted)
    revision = keep(service, editor)
    actions.submit(service, revision, editor)

    row = actions.publish(service, revision, editor)

    assert not row.workflow_in_progress


def test_a_partner_without_that_right_does_not_publish(editor, organization):
    service = draft(organization=organization)
    revision = keep(service, editor)

    with pytest.raises(PermissionDenied):
        actions.publish(service, revision, editor)

    assert not Service.objects.get(pk=service.pk).live


def test_a_suspended_partner_does_not_publish(editor, trusted):
    service = draft(organization=trusted)
    revision = keep(service, editor)
    trusted.standing = Standing.SUSPENDED
    trusted.save()

    with pytest.raises(PermissionDenied):
        actions.publish(service, revision, editor)


def test_an_older_edit_is_not_published_over_a_newer_one(coordinator):
    service = draft()
    first = keep(service, coordinator, name_fi="Ensimmäinen")
    keep(service, coordinator, name_fi="Toinen")

    with pytest.raises(Conflict) as conflict:
        actions.publish(service, first, coordinator)

    assert (conflict.value.mine.name_fi, conflict.value.theirs.name_fi) == ("Ensimmäinen", "Toinen")
    assert not Service.objects.get(pk=service.pk).live


def test_the_first_publication_counts_as_confirmation_and_a_later_one_does_not(coordinator):
    service = published(coordinator)
    first = service.assurance.assured_date
    Assurance.objects.update(assured_date=datetime.date(2026, 1, 1))

    actions.publish(service, keep(service, coordinator, name_so="Magac"), coordinator)

    assert first == timezone.localdate()
    assert Assurance.objects.get().assured_date == datetime.date(2026, 1, 1)


def test_what_no_person_wrote_is_not_confirmed_by_being_published():
    service = draft()

    service.save_revision().publish()

    assert Service.objects.public().contains(service)
    assert not Assurance.objects.exists()


def test_confirming_sets_the_date_and_nothing_else(editor, organization, coordinator, heard):
    service = published(coordinator, organization=organization, name_so="Magac")
    keep(service, editor, name_fi="Odottaa")
    Assurance.objects.update(assured_date=datetime.date(2026, 1, 1))
    revisions, before = service.revisions.count(), states(service)
    heard.clear()

    actions.confirm(service, editor, "reminder")

    assert Assurance.objects.get().assured_date == timezone.localdate()
    assert (service.revisions.count(), states(service)) == (revisions, before)
    assert ModelLogEntry.objects.get(action="directory.confirm").data == {"how": "reminder"}
    assert heard == [service.pk]


def test_a_stranger_confirms_and_withdraws_nothing(editor, coordinator):
    service = published(coordinator)
    Assurance.objects.update(assured_date=datetime.date(2026, 1, 1))

    with pytest.raises(PermissionDenied):
        actions.confirm(service, editor, "workspace")
    with pytest.raises(PermissionDenied):
        actions.withdraw(service, editor)

    assert Assurance.objects.get().assured_date == datetime.date(2026, 1, 1)
    assert Service.objects.public().contains(service)


def test_a_withdrawn_listing_is_not_public_and_the_search_is_told(editor, organization, coordinator, heard):
    service = published(coordinator, organization=organization)
    heard.clear()

    row = actions.withdraw(service, editor, "Ryhmä päättyi")

    assert not Service.objects.public().exists()
    assert ModelLogEntry.objects.get(action="directory.withdraw").data["reason"] == "Ryhmä päättyi"
    assert heard == [row.pk]
    with pytest.raises(NotLive):
        actions.withdraw(service, editor)


def test_what_waits_for_review_does_not_bring_back_what_was_withdrawn(editor, organization, coordinator):
    service = published(coordinator, organization=organization, name_fi="Julkinen")
    actions.submit(service, keep(service, editor, name_fi="Odottaa"), editor)

    row = actions.withdraw(service, coordinator, "Ryhmä päättyi")

    assert not row.workflow_in_progress
    assert ModelLogEntry.objects.get(action="wagtail.workflow.cancel").user == coordinator
    with pytest.raises(NotInReview):
        actions.approve(service, coordinator)
    assert latest(service).name_fi == "Odottaa"


def test_what_is_not_public_is_not_confirmed(editor, organization, coordinator):
    service = published(coordinator, organization=organization)
    Assurance.objects.update(assured_date=datetime.date(2026, 1, 1))
    actions.withdraw(service, editor)

    with pytest.raises(NotLive):
        actions.confirm(service, editor, "reminder")

    assert Assurance.objects.get().assured_date == datetime.date(2026, 1, 1)


def test_listing_that_was_written_live_stays_public_when_an_edit_of_it_is_scheduled(coordinator):
    service = ServiceFactory(name_fi="Julkinen")
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    revision = keep(service, coordinator, name_fi="Huominen", go_live_at=tomorrow)

    row = actions.publish(service, revision, coordinator)

    assert (row.live, row.name_fi) == (True, "Julkinen")
    assert row.live_revision.as_object().name_fi == "Julkinen"
    assert (row.latest_revision, row.scheduled_revision) == (revision, revision)
    with time_machine.travel(tomorrow + datetime.timedelta(minutes=1)):
        call_command("publish_scheduled", verbosity=0)
        assert Service.objects.public().get().name_fi == "Huominen"


def test_listing_whose_end_has_come_is_hidden_from_that_moment(now, coordinator):
    service = published(coordinator, expire_at=now + datetime.timedelta(minutes=10))

    with time_machine.travel(now + datetime.timedelta(minutes=9)):
        before = Service.objects.public().contains(service)
    with time_machine.travel(now + datetime.timedelta(minutes=11)):
        after = Service.objects.public().contains(service)

    assert (before, after) == (True, False)


def test_withdrawing_does_not_write_the_draft_that_a_caller_holds(editor, organization, coordinator):
    service = published(coordinator, organization=organization, name_fi="Julkinen")
    keep(service, editor, name_fi="Odottaa")
    held = Service.objects.get(pk=service.pk).get_latest_revision_as_object()

    actions.withdraw(held, editor)

    assert Service.objects.get(pk=service.pk).name_fi == "Julkinen"


def test_a_role_is_accepted_by_the_organisation_it_was_given_to(editor, organization, coordinator, heard):
    service = published(coordinator)
    ServiceRole.objects.create(service=service, organization=organization, role=ServiceRoleKind.HOST)
    heard.clear()

    actions.accept_role(service, organization, ServiceRoleKind.HOST, editor)
    actions.accept_role(service, organization, ServiceRoleKind.HOST, editor)

    assert RoleAcceptance.objects.get().organization == organization
    assert ModelLogEntry.objects.filter(action="directory.accept_role").count() == 1
    assert heard == [service.pk]


def test_an_organisation_leaves_a_role_that_it_had_accepted_and_is_not_asked_again(
    editor, organization, coordinator, heard
):
    service = published(coordinator)
    _give(service, coordinator, organization)
    actions.accept_role(service, organization, ServiceRoleKind.HOST, editor)
    heard.clear()

    actions.refuse_role(service, organization, ServiceRoleKind.HOST, editor)

    assert not RoleAcceptance.objects.exists()
    assert RoleRefusal.objects.get().organization == organization
    assert heard == [service.pk]
    # The other one gives it anew: that is another question
    _give(service, coordinator)
    assert not RoleRefusal.objects.exists()


def test_nobody_accepts_for_another_organisation_or_what_was_not_given(editor, organization, coordinator):
    service, other = published(coordinator), OrganizationFactory()
    ServiceRole.objects.create(service=service, organization=other, role=ServiceRoleKind.HOST)

    with pytest.raises(PermissionDenied):
        actions.accept_role(service, other, ServiceRoleKind.HOST, editor)
    with pytest.raises(RoleNotGiven):
        actions.accept_role(service, organization, ServiceRoleKind.HOST, editor)

    assert not RoleAcceptance.objects.exists()


def test_a_role_that_only_a_draft_gives_can_be_accepted_before_it_is_public(
    editor, organization, coordinator
):
    service = published(coordinator)
    edited = service.get_latest_revision_as_object()
    edited.roles.add(ServiceRole(organization=organization, role=ServiceRoleKind.CO_PROVIDER))
    edited.save_revision()

    actions.accept_role(service, organization, ServiceRoleKind.CO_PROVIDER, editor)

    assert RoleAcceptance.objects.get().service == service


def test_a_role_that_goes_has_to_be_accepted_anew_when_it_is_given_again(editor, organization, coordinator):
    service = published(coordinator)
    _give(service, coordinator, organization)
    actions.accept_role(service, organization, ServiceRoleKind.HOST, editor)

    _give(service, coordinator)
    _give(service, coordinator, organization)

    assert not RoleAcceptance.objects.exists()


def test_an_accepted_role_stays_while_readers_or_editors_see_it(editor, organization, coordinator):
    service = published(coordinator)
    _give(service, coordinator, organization)
    actions.accept_role(service, organization, ServiceRoleKind.HOST, editor)

    edited = latest(service)
    edited.roles.set([])
    edited.save_revision()
    keep(service, coordinator, name_fi="Muuttunut")
    _give(service, coordinator, organization)

    assert RoleAcceptance.objects.get().organization == organization


def test_a_role_that_was_only_ever_in_a_draft_goes_with_it(editor, organization, coordinator):
    service = published(coordinator)
    _draft_with(service, organization)
    actions.accept_role(service, organization, ServiceRoleKind.HOST, editor)

    _draft_with(service)

    assert not RoleAcceptance.objects.exists()


def _draft_with(service, *hosts):
    edited = latest(service)
    edited.roles.set([ServiceRole(organization=host, role=ServiceRoleKind.HOST) for host in hosts])
    return edited.save_revision()


def _give(service, user, *hosts):
    """Publish the listing with these hosts, each as a new part of it."""
    actions.publish(service, _draft_with(service, *hosts), user)
