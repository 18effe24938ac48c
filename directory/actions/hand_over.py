"""Hand an organisation over: another of its people becomes owner, and who did it an editor."""

from wagtail.log_actions import log

from directory.actions.rows import changing, require
from directory.choices import PersonRole
from directory.models import Organization, OrganizationRole


def hand_over(successor: OrganizationRole, user) -> Organization:
    """Make another person the owner in one's own place. Only an owner can, and not to herself."""
    with changing(successor.organization, user) as row:
        require(user.is_active)
        roles = row.person_roles.current()
        mine = roles.filter(user=user, role=PersonRole.OWNER).first()
        found = roles.filter(pk=successor.pk).exclude(user=user).first()
        require(mine is not None and found is not None)
        for role, new in ((found, PersonRole.OWNER), (mine, PersonRole.EDITOR)):
            role.role = new
            role.save(update_fields=["role"])
        log(row, "directory.hand_over", data={"person": found.user_id})
    return row
