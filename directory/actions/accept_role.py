"""Accept a part in another organisation's listing: only then it is public. Or refuse it."""

from wagtail.log_actions import log

from directory.actions.errors import RoleNotGiven
from directory.actions.rows import changing, require
from directory.models import Organization, RoleAcceptance, RoleRefusal, Service
from directory.permissions import can_accept_role
from directory.signals import listing_changed


def accept_role(service: Service, organization: Organization, role: str, user) -> Service:
    """Accept a role for an organisation, as one of its people or a coordinator. Again changes nothing.

    Raises RoleNotGiven if neither the public listing nor the latest draft gives it.
    """
    return _answer(service, organization, role, user=user, said=RoleAcceptance)


def refuse_role(service: Service, organization: Organization, role: str, user) -> Service:
    """Say no to a role, or leave one that was accepted: nobody is named any more. Raises RoleNotGiven."""
    return _answer(service, organization, role, user=user, said=RoleRefusal)


#: What an answer is called in the history, and which other one it takes the place of
ANSWERS = {
    RoleAcceptance: ("directory.accept_role", RoleRefusal),
    RoleRefusal: ("directory.refuse_role", RoleAcceptance),
}


def _answer(service: Service, organization: Organization, role: str, *, user, said: type) -> Service:
    action, other = ANSWERS[said]
    with changing(service, user) as row:
        require(can_accept_role(user, organization))
        if not _is_given(row, organization, role):
            raise RoleNotGiven
        of_role = {"service": row, "organization": organization, "role": role}
        _row, is_new = said.objects.get_or_create(**of_role)
        if is_new:
            other.objects.filter(**of_role).delete()
            log(row, action, data={"organization": organization.pk, "role": role})
            listing_changed.send(sender=Service, service_id=row.pk)
    return row


def _is_given(row: Service, organization: Organization, role: str) -> bool:
    versions = (row, row.get_latest_revision_as_object())
    return any((organization.pk, role) in _roles(version) for version in versions)


def _roles(version: Service) -> set[tuple[int, str]]:
    return {(given.organization_id, given.role) for given in version.roles.all()}
