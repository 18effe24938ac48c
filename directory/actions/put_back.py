"""Bring a listing back that its own people have withdrawn, as it was."""

from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from directory.actions.errors import NotWithdrawn, WithdrawnByOthers
from directory.actions.rooms import require_rooms
from directory.actions.rows import changing, require
from directory.actions.validation import validate
from directory.models import Service
from directory.permissions import can_edit_listing, can_moderate
from directory.signals import listing_changed

#: What has another value in each copy of the same content
IDENTITY = {
    "pk",
    "service",
    "schedule",
    "latest_revision",
    "live_revision",
    "live",
    "has_unpublished_changes",
}
MOMENTS = {"first_published_at", "last_published_at", "expired", "translation_states"}


def put_back(service: Service, user) -> Service:
    """Make public again what readers saw before. It was reviewed then; edits since stay drafts.

    Raises NotWithdrawn if nobody withdrew it, or its time was over; WithdrawnByOthers if a coordinator did
    and somebody of the partner asks; ValidationError, NoRoomThere if it breaks rules of today.
    """
    with changing(service, user) as row:
        require(can_edit_listing(user, row))
        _require_own_withdrawal(row, user)
        validate(row)
        require_rooms(row, row, user)
        latest = row.latest_revision
        is_latest = latest is not None and _content(latest.as_object()) == _content(row)
        row.live, row.expired = True, False
        row.live_revision = latest if is_latest else None
        row.has_unpublished_changes = not is_latest
        row.save(update_fields=["live", "expired", "live_revision", "has_unpublished_changes"])
        log(row, "directory.put_back")
        listing_changed.send(sender=Service, service_id=row.pk)
    return row


def _require_own_withdrawal(row: Service, user) -> None:
    entries = ModelLogEntry.objects.for_instance(row).filter(action="directory.withdraw")
    last = entries.order_by("-timestamp", "-pk").first()
    if row.live or last is None or last.data.get("is_expired"):
        raise NotWithdrawn
    is_own = last.user is not None and not can_moderate(last.user)
    if not (is_own or can_moderate(user)):
        raise WithdrawnByOthers


def _content(listing: Service) -> dict:
    return _without_identity(listing.serializable_data())


def _without_identity(value):
    if isinstance(value, list):
        return [_without_identity(each) for each in value]
    if isinstance(value, dict):
        kept = {name: each for name, each in value.items() if name not in IDENTITY | MOMENTS}
        # A column that was never filled says the same as an empty one
        return {name: _without_identity(each) for name, each in kept.items() if each not in (None, "", [])}
    return value
