"""Make an edit public at once, without review."""

from wagtail.models import Revision

from directory.actions.errors import NoRoomThere
from directory.actions.rows import changing, require, require_latest
from directory.actions.validation import validate
from directory.models import Location, Service
from directory.permissions import can_moderate, can_publish, places_open_to


def publish(service: Service, revision: Revision | int, user) -> Service:
    """Publish a revision, or schedule it where it says from when.

    Raises Conflict if there is a newer one, ValidationError if it is so old that it breaks rules of today,
    NoRoomThere if the organisation's right to a family centre has ended since it chose it.
    """
    with changing(service, user) as row:
        require(can_publish(user, row))
        latest = require_latest(row, revision)
        version = latest.as_object()
        validate(version)
        if not can_moderate(user):
            _require_rooms(row, version)
        # Wagtail's own permission is for staff; the log entry is the receiver's
        latest.publish(user=user, log_action=False, skip_permission_checks=True)
    row.refresh_from_db()
    return row


def _require_rooms(row: Service, version: Service) -> None:
    """Where it meets already it goes on meeting: its host cancels that, or a coordinator does."""
    new = _places(version) - (_places(row) if row.live else set())
    centres = Location.objects.filter(pk__in=new, is_family_centre=True)
    closed = centres.exclude(pk__in=places_open_to(row.organization).values("pk"))
    if place := closed.order_by("pk").first():
        raise NoRoomThere(place)


def _places(version: Service) -> set[int]:
    parts = (*version.service_at_locations.all(), *version.schedules.all())
    return {part.location_id for part in parts} - {None}
