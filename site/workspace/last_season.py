"""Listings whose time is over, to begin a new season's with."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from directory.models import Schedule, Service
from directory.reading.texts import Text
from directory.sessions import last_day, session_templates
from workspace.my_listings import COLUMNS
from workspace.names import listing_name
from workspace.partners import Partner

#: How many are offered
SEASONS = 5


def over(partner: Partner) -> list[tuple[str, Text]]:
    """Slugs and names of those that ended last."""
    today = timezone.localdate()
    listings = list(_perhaps_over(partner.listings(), today))
    templates = session_templates(listings)
    days = {listing: listing.valid_until or last_day(templates[listing.pk]) for listing in listings}
    ended = [listing for listing, day in days.items() if day and day < today]
    latest_first = sorted(ended, key=lambda listing: (days[listing], listing.pk), reverse=True)
    return [(each.slug, listing_name(each)) for each in latest_first[:SEASONS]]


def _perhaps_over(listings: QuerySet[Service], today: date) -> QuerySet[Service]:
    """Those whose last day is over, or of whose sessions none repeats without an end."""
    own = Schedule.objects.filter(service=OuterRef("pk"))
    ends = Q(rrule="") | Q(rrule__contains="COUNT=") | Q(rrule__contains="UNTIL=") | Q(valid_to__lt=today)
    may_have_ended = Q(last_published_at__isnull=False) & Exists(own) & ~Exists(own.exclude(ends))
    found = listings.filter(Q(valid_until__lt=today) | may_have_ended)
    return found.select_related("latest_revision").only(*COLUMNS)
