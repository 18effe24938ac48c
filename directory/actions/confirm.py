"""Say that a listing is still right."""

from django.utils import timezone
from wagtail.log_actions import log

from directory.actions.errors import NotLive
from directory.actions.rows import changing, require
from directory.models import Assurance, Service
from directory.permissions import can_edit_listing
from directory.signals import listing_changed


def confirm(service: Service, user, how: str) -> Service:
    """Set the day on which a person last confirmed a listing, in all its languages at once.

    `how` names the way, for the history: "workspace", "reminder". No text changes, so no translation becomes
    outdated, and no revision is made. One that was hidden because nobody did is seen again. Raises NotLive
    for a listing that isn't public.
    """
    with changing(service, user) as row:
        require(can_edit_listing(user, row))
        if not row.live:
            raise NotLive
        confirmed = {"assured_date": timezone.localdate(), "paused_days": 0, "hidden_date": None}
        Assurance.objects.update_or_create(service=row, defaults=confirmed)
        log(row, "directory.confirm", data={"how": how})
        listing_changed.send(sender=Service, service_id=row.pk)
    return row
