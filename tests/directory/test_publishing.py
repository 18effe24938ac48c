"""A listing goes live, is confirmed, gets partners and is withdrawn."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from directory import actions
from directory.actions.errors import Conflict, NotLive, RoleNotGiven
from directory.choices import ServiceRoleKind, Standing
from directory.models import Assurance, RoleAcceptance, Service, ServiceRole
from tests.directory.lives import draft, keep, log_of, published, states
from tests.factories import OrganizationFactory

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
