"""Sessions of others in a partner's rooms: whoever lends a room sees them, and can cancel one."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from directory.actions.errors import NoSuchSession
from directory.choices import ServiceRoleKind
from directory.models import Schedule, Service
from directory.reading import wording
from directory.reading.texts import Text, choose_text, read_text, text_columns
from directory.sessions import sessions_between
from workspace.partners import Partner

AHEAD = timedelta(days=28)
COLUMNS = ("slug", "original_language", *text_columns("name"))


@dataclass(frozen=True)
class RoomSession:
    """`key` says which one to `chosen_in_rooms`."""

    slug: str
    key: str
    words: str
    name: Text
    room: Text
    is_cancelled: bool
    reason: Text


def hosted_listings(partner: Partner) -> QuerySet[Service]:
    """Public listings of others whose host the partner has said that it is."""
    return Service.objects.in_force().shared_with(partner.organization, ServiceRoleKind.HOST)


def sessions_in_rooms(partner: Partner) -> list[RoomSession]:
    """The sessions of the next four weeks, in order. Three queries."""
    listings = {each.pk: each for each in hosted_listings(partner).only(*COLUMNS)}
    rooms = partner.places().only(*text_columns("name")).in_bulk() if listings else {}
    now = timezone.now()
    found = sessions_between(listings.values(), now, now + AHEAD, with_cancelled=True) if rooms else {}
    here = [each for sessions in found.values() for each in sessions if each.location_id in rooms]
    here.sort(key=lambda session: (session.starts_at, session.schedule_id))
    return [_said(each, listings[each.service_id], rooms[each.location_id], now) for each in here]


def chosen_in_rooms(partner: Partner, slug: str, key: str) -> tuple[Schedule, date]:
    """The schedule and the day of a session in a room. Raises NoSuchSession for any other one."""
    known = {(each.slug, each.key) for each in sessions_in_rooms(partner)}
    if (slug, key) not in known:
        raise NoSuchSession
    schedule, _mark, day = key.partition("_")
    return Schedule.objects.get(pk=schedule), date.fromisoformat(day)


def _said(session, listing: Service, room, now) -> RoomSession:
    return RoomSession(
        slug=listing.slug,
        key=f"{session.schedule_id}_{timezone.localdate(session.starts_at)}",
        words=wording.session_in_words(session.starts_at, session.ends_at, now),
        name=read_text(listing, "name", get_language()),
        room=read_text(room, "name", get_language()),
        is_cancelled=session.is_cancelled,
        reason=choose_text(dict(session.reasons).get, get_language(), listing.original_language),
    )
