"""What comes up in the ledger as a calendar (RFC 5545) at a secret address, and who has one.

An address holds the number of its row and a secret of 128 bits, of which the database has the digest alone:
it is shown once. It opens only as long as its person keeps the ledger.
"""

import hmac
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from icalendar import Calendar, Event

from accounts.models import User
from audit.choices import Act
from audit.recording import record
from desk.filters import is_number
from desk.ledger.listing import with_parties
from desk.models import CalendarAddress
from directory.models import Partnership
from directory.permissions import can_keep_networks
from trays.keys import digest, new_key

#: What was to be done lately stays to be looked up
BEHIND = timedelta(days=60)
ASKED_AGAIN = timedelta(hours=12)


@transaction.atomic
def make_address(user: User) -> str:
    """The key of a new address; the one before opens nothing any more."""
    secret = new_key()
    row, _new = CalendarAddress.objects.update_or_create(user=user, defaults={"digest": digest(secret)})
    record(Act.CREATED, user, person=user, what="desk.calendar")
    return f"{row.pk}-{secret}"


@transaction.atomic
def revoke_address(user: User) -> None:
    deleted, _rows = CalendarAddress.objects.filter(user=user).delete()
    if deleted:
        record(Act.DELETED, user, person=user, what="desk.calendar")


def person_of(key: str) -> User | None:
    """Whose address it is, as long as she keeps the ledger. A wrong secret takes as long as a right one."""
    number, _dash, secret = key.partition("-")
    found = CalendarAddress.objects.select_related("user").filter(pk=int(number) if is_number(number) else 0)
    row = found.first()
    is_right = hmac.compare_digest(digest(secret), row.digest if row else digest(""))
    return row.user if row and is_right and can_keep_networks(row.user) else None


def calendar_of_ledger(now: datetime, today: date) -> bytes:
    """The reviews and ends of all partnerships, in the language that is active."""
    calendar, name = Calendar(), pgettext("menu", "Partnerships")
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//partnerships//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASKED_AGAIN, parameters={"value": "DURATION"})
    for partnership in with_parties(Partnership.objects.of_parties()).order_by("pk"):
        for event in _events(partnership, now, today - BEHIND):
            calendar.add_component(event)
    return calendar.to_ical()


def _events(partnership: Partnership, now: datetime, since: date) -> Iterator[Event]:
    for what, day, words in (
        ("review", partnership.review_date, _("Review: %(partnership)s")),
        ("end", partnership.valid_until, _("Ends: %(partnership)s")),
    ):
        if day and day >= since:
            name = f"{partnership} ({partnership.get_kind_display()})"
            event = Event()
            event.add("uid", f"partnership-{partnership.pk}-{what}@tarjotin")
            event.add("dtstamp", now)
            event.add("dtstart", day)
            event.add("summary", words % {"partnership": name})
            event.add("url", f"{settings.SITE_URL.rstrip('/')}/admin/desk/partnerships/{partnership.pk}/")
            event.add("transp", "TRANSPARENT")
            yield event
