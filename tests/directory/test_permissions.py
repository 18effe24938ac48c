"""Who may edit, submit, publish and moderate."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from directory.choices import ServiceRoleKind, Standing
from directory.models import OrganizationRole, RoleAcceptance, ServiceRole
from directory.permissions import (
    can_accept_role,
    can_edit_listing,
    can_moderate,
    can_publish,
    can_submit,
    editable_organizations,
)
from tests.factories import OrganizationFactory, ServiceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(organization):
    return ServiceFactory(organization=organization)


@pytest.mark.parametrize("question", [can_edit_listing, can_submit, can_publish])
def test_a_stranger_may_do_nothing(question, service):
    stranger, nobody = UserFactory(), AnonymousUser()

    assert not question(stranger, service)
    assert not question(nobody, service)


def test_an_editor_edits_and_submits_but_does_not_publish(editor, service):
    assert can_edit_listing(editor, service)
    assert can_submit(editor, service)
    assert not can_publish(editor, service)
    assert not can_moderate(editor)


def test_an_editor_of_another_partner_may_do_nothing(editor):
    other = ServiceFactory()

    assert not can_edit_listing(editor, other)
    assert not can_submit(editor, other)
    assert not can_publish(editor, other)


@pytest.mark.parametrize(
    ("begins", "ends", "is_in_force"),
    [(-10, -1, False), (-10, 0, True), (0, None, True), (1, None, False)],
    ids=["ended yesterday", "ends today", "begins today", "begins tomorrow"],
)
def test_a_role_counts_from_its_first_day_to_its_last(begins, ends, is_in_force, organization, service):
    today, user = timezone.localdate(), UserFactory()
    OrganizationRole.objects.create(
        user=user,
        organization=organization,
        role="editor",
        valid_from=today + datetime.timedelta(days=begins),
        valid_until=None if ends is None else today + datetime.timedelta(days=ends),
    )

    assert can_edit_listing(user, service) is is_in_force
    assert editable_organizations(user).contains(organization) is is_in_force


def test_an_account_that_was_closed_may_do_nothing(editor, coordinator, service):
    editor.is_active = coordinator.is_active = False

    assert not can_edit_listing(editor, service)
    assert not can_moderate(coordinator)


def test_people_of_a_trusted_organisation_publish(editor, organization, service):
    organization.may_publish = True
    organization.save()

    assert can_publish(editor, service)


@pytest.mark.parametrize("standing", [Standing.APPLIED, Standing.SUSPENDED, Standing.ENDED])
def test_only_an_admitted_organisation_publishes(standing, editor, organization, service):
    organization.may_publish, organization.standing = True, standing
    organization.save()

    assert not can_publish(editor, service)
    assert can_edit_listing(editor, service) is (standing != Standing.ENDED)


def test_a_coordinator_does_everything(coordinator, service):
    assert can_moderate(coordinator)
    assert can_edit_listing(coordinator, service)
    assert can_publish(coordinator, service)
    assert can_accept_role(coordinator, OrganizationFactory())


def test_a_co_provider_proposes_once_its_role_is_accepted(editor, organization):
    service = ServiceFactory()
    role = {"organization": organization, "role": ServiceRoleKind.CO_PROVIDER}
    ServiceRole.objects.create(service=service, **role)

    before = can_submit(editor, service)
    RoleAcceptance.objects.create(service=service, **role)

    assert (before, can_submit(editor, service)) == (False, True)
    assert not can_edit_listing(editor, service)
    assert not can_publish(editor, service)


def test_an_accepted_host_or_a_former_co_provider_proposes_nothing(editor, organization):
    hosted, former = ServiceFactory(), ServiceFactory()
    host = {"organization": organization, "role": ServiceRoleKind.HOST}
    ServiceRole.objects.create(service=hosted, **host)
    RoleAcceptance.objects.create(service=hosted, **host)
    RoleAcceptance.objects.create(service=former, organization=organization, role=ServiceRoleKind.CO_PROVIDER)

    assert not can_submit(editor, hosted)
    assert not can_submit(editor, former)
