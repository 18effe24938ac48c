"""Give a person a part in an organisation, as its invitation said."""

from wagtail.log_actions import log

from directory.actions.rows import changing
from directory.choices import PersonRole
from directory.models import Organization, OrganizationRole


def give_role(organization: Organization, role: str, user, *, invited_by=None) -> Organization:
    """Let `user` act for an organisation from today on. An owner stays one, an editor may become one.

    Whether she was rightly invited is the inviting's question; the log has her name as the one who joined.
    """
    with changing(organization, user) as row:
        found = row.person_roles.current().filter(user=user).first()
        if found and role in (found.role, PersonRole.EDITOR):
            return row
        if found:
            found.role = role
            found.save(update_fields=["role"])
        else:
            OrganizationRole.objects.create(user=user, organization=row, role=role, invited_by=invited_by)
        log(row, "directory.give_role", data={"person": user.pk, "role": str(role)})
    return row
