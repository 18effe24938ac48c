"""End somebody's part in an organisation: she leaves, or is taken out."""

from datetime import timedelta

from django.utils import timezone
from wagtail.log_actions import log

from directory.actions.errors import LastOwner
from directory.actions.rows import changing, require
from directory.choices import PersonRole
from directory.models import Organization, OrganizationRole
from directory.permissions import can_manage_people, can_moderate


def end_role(role: OrganizationRole, user) -> Organization:
    """End a role at once, as the person herself, an owner or a coordinator.

    Raises LastOwner for the last owner who leaves others without one. Ended already: changes nothing.
    """
    with changing(role.organization, user) as row:
        require(role.user_id == user.pk or can_manage_people(user, row))
        found = OrganizationRole.objects.current().filter(pk=role.pk).first()
        if found is None:
            return row
        if is_last_owner(found) and not can_moderate(user):
            raise LastOwner
        _end(found)
        log(row, "directory.end_role", data={"person": found.user_id, "role": found.role})
    return row


def is_last_owner(role: OrganizationRole) -> bool:
    owners = OrganizationRole.objects.current().filter(
        organization=role.organization_id, role=PersonRole.OWNER
    )
    return role.role == PersonRole.OWNER and not owners.exclude(user=role.user_id).exists()


def _end(role: OrganizationRole) -> None:
    """A role counts until the end of its last day, so that was yesterday; one of today never was."""
    yesterday = timezone.localdate() - timedelta(days=1)
    if role.valid_from > yesterday:
        role.delete()
        return
    role.valid_until = yesterday
    role.save(update_fields=["valid_until"])
