"""Accept a part in another organisation's listing; only then it is public."""

from wagtail.log_actions import log

from directory.actions.errors import RoleNotGiven
from directory.actions.rows import changing, require
from directory.models import Organization, RoleAcceptance, Service
from directory.permissions import can_accept_role
from directory.signals import listing_changed


def accept_role(service: Service, organization: Organization, role: str, user) -> Service:
    """Accept a role for an organisation, as one of its people or a coordinator. Again changes nothing.

    Raises RoleNotGiven if neither the public listing nor the latest draft gives it.
    """
    with changing(service, user) as row:
        require(can_accept_role(user, organization))
        if not _is_given(row, organization, role):
            raise RoleNotGiven
        _acceptance, is_new = RoleAcceptance.objects.get_or_create(
            service=row, organization=organization, role=role
        )
        if is_new:
            log(row, "directory.accept_role", data={"organization": organization.pk, "role": role})
            listing_changed.send(sender=Service, service_id=row.pk)
    return row


def _is_given(row: Service, organization: Organization, role: str) -> bool:
    versions = (row, row.get_latest_revision_as_object())
    return any((organization.pk, role) in _roles(version) for version in versions)


def _roles(version: Service) -> set[tuple[int, str]]:
    return {(given.organization_id, given.role) for given in version.roles.all()}
