"""Admit an organisation, suspend it, or end its part in the directory."""

from wagtail.log_actions import log

from directory.actions.errors import NotKnown, ReasonMissing, WasMerged
from directory.actions.rows import changing, require
from directory.choices import Standing
from directory.models import Organization
from directory.permissions import can_set_standing
from directory.signals import standing_changed

#: Taking somebody out of public sight is never done without a word
NEEDS_REASON = (Standing.SUSPENDED, Standing.ENDED)


def set_standing(organization: Organization, standing: Standing, user, reason: str = "") -> Organization:
    """Set where an organisation stands with the city. The same again changes nothing.

    Its listings are public only while it is admitted; saving the row tells whoever listens. Raises
    ReasonMissing for suspending or ending without a reason, NotKnown for admitting one that has neither
    a business id nor anybody's word, WasMerged for one that another one has taken over.
    """
    with changing(organization, user) as row:
        require(can_set_standing(user))
        if row.standing == standing:
            return row
        if row.is_merged:
            raise WasMerged
        if standing in NEEDS_REASON and not reason.strip():
            raise ReasonMissing
        if standing == Standing.ADMITTED and not row.is_known:
            raise NotKnown
        data = {"before": row.standing, "standing": str(standing), "reason": reason.strip()}
        row.standing = standing
        row.save(update_fields=["standing"])
        log(row, "directory.set_standing", data=data)
        standing_changed.send(sender=Organization, organization=row, before=data["before"], user=user)
    return row
