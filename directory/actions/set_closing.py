"""Say when a listing is closed: for the summer, or until further notice."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from directory.actions.rows import changing, require
from directory.freshness import Closing
from directory.models import Assurance, Service
from directory.permissions import can_edit_listing


@transaction.atomic
def set_closings(services: Iterable[Service], closing: Closing | None, user) -> int:
    """The same for several listings, all or none of them; returns how many are set."""
    return len([set_closing(service, closing, user) for service in services])


def set_closing(service: Service, closing: Closing | None, user) -> Service:
    """Close a listing between two days, both included, or open it again.

    It holds at once, whatever edit waits, and is no part of one (DESIGN, trap 17). Days that only the closing
    has that it replaces go on counting as a pause of its confirmation.
    """
    with changing(service, user) as row:
        require(can_edit_listing(user, row))
        if row.closing == closing:
            return row
        _keep_pause(row, closing)
        row.closed_from, row.closed_until = (closing.first, closing.last) if closing else (None, None)
        # Tells whoever listens to saved listings, the search index among them
        row.save(update_fields=["closed_from", "closed_until"])
        log(
            row,
            "directory.set_closing",
            data={"first": _said(row.closed_from), "last": _said(row.closed_until)},
        )
    return row


def _keep_pause(row: Service, new: Closing | None) -> None:
    assurance = Assurance.objects.filter(service=row).first()
    if assurance and row.closing:
        known, since_then = row.closing, (assurance.assured_date, timezone.localdate())
        both = known.shared_with(new)
        counted_anew = both.days_between(*since_then) if both else 0
        assurance.paused_days += known.days_between(*since_then) - counted_anew
        assurance.save(update_fields=["paused_days"])


def _said(day) -> str:
    return day.isoformat() if day else ""
