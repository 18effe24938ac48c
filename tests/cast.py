"""Listings of tests of pages: with a session that one can walk into, in the languages that are asked for."""

import datetime

from directory.choices import AreaKind, Entry
from directory.models import Area, Location, Service
from tests.factories import (
    AreaFactory,
    LocationFactory,
    ScheduleFactory,
    ServiceAtLocationFactory,
    ServiceFactory,
)

#: The tests' day, a Wednesday; see the fixture `now`
TODAY = datetime.date(2026, 3, 11)
DAY = datetime.timedelta(days=1)


def place(area: str, **values) -> Location:
    """A place in an area, which is made when there is none."""
    found = Area.objects.filter(slug=area).first() or AreaFactory(
        slug=area, kind=AreaKind.NEIGHBOURHOOD, name_fi=area.capitalize()
    )
    return LocationFactory(area=found, **values)


def session(service: Service, location=None, *, date=TODAY, opens=14, closes=16, **values):
    """One session of a listing, on one day."""
    return ScheduleFactory(
        service=service,
        location=location,
        rrule="FREQ=DAILY;COUNT=1",
        dtstart=date,
        opens_at=datetime.time(opens),
        closes_at=datetime.time(closes),
        **values,
    )


def walk_in(location=None, *, date=TODAY, opens=14, **values) -> Service:
    """A listing on site that one can walk into on one day."""
    service = ServiceFactory(
        **{"entry": Entry.WALK_IN, "channels": ["on_site"], "languages": ["fi"]} | values
    )
    if location:
        ServiceAtLocationFactory(service=service, location=location)
    session(service, location, date=date, opens=opens, closes=opens + 2)
    return service
