"""Make an edit public at once, without review."""

from wagtail.models import Revision

from directory.actions.rooms import require_rooms
from directory.actions.rows import changing, require, require_latest
from directory.actions.validation import validate
from directory.models import Service
from directory.permissions import can_publish


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
        require_rooms(row, version, user)
        # Wagtail's own permission is for staff; the log entry is the receiver's
        latest.publish(user=user, log_action=False, skip_permission_checks=True)
    row.refresh_from_db()
    return row
