"""Where a listing is found: whatever rows say of places and times, the index finds what a person would.

The right answer is worked out from the rows themselves, by hand, and not from documents.
"""

from dataclasses import dataclass
from datetime import time
from itertools import product
from random import Random

import pytest

from directory.choices import Entry
from directory.models import Location, Service
from tests.cast import place
from tests.factories import ScheduleFactory, ServiceAtLocationFactory, ServiceFactory
from tests.plugins.search import SearchIndex

pytestmark = pytest.mark.django_db

HERE = "60.17,24.94"
CHANNELS = (["on_site"], ["on_site"], [], ["phone"], ["on_site", "phone"])
LANGUAGES = (["fi"], ["so"], ["fi", "so"])


@dataclass(frozen=True)
class Meeting:
    """One way in which a listing can be met; `weekday` is None where no time is told."""

    location: Location | None
    languages: list[str]
    entry: str
    weekday: str | None

    def meets(self, *, area="", spoken="", entry="", weekday="", location=None) -> bool:
        return (
            area in ("", self.area)
            and (not spoken or spoken in self.languages)
            and entry in ("", self.entry)
            and weekday in ("", self.weekday)
            and location in (None, self.location)
        )

    @property
    def area(self) -> str | None:
        """Nobody learns where a hidden place is."""
        return self.location.area.slug if self.location and not self.location.is_address_hidden else None


def meetings_of(service: Service) -> list[Meeting]:
    """At a place where no session is, a listing can be met too; for the only place see `Schedule`."""
    named = [each.location for each in service.service_at_locations.all()]
    schedules = list(service.schedules.all())
    places = {*named, *(each.location for each in schedules if each.location)}
    only = places.copy().pop() if len(places) == 1 and service.channels == ["on_site"] else None
    met = [
        Meeting(
            each.location or only,
            each.languages or service.languages,
            each.entry or service.entry,
            each.rrule[-2:],
        )
        for each in schedules
    ]
    with_times = {meeting.location for meeting in met}
    return met + [
        Meeting(location, service.languages, service.entry, None)
        for location in named
        if location not in with_times
    ]


def random_listing(random: Random, places: list[Location]) -> Service:
    service = ServiceFactory(
        channels=random.choice(CHANNELS),
        languages=random.choice(LANGUAGES),
        entry=random.choice([Entry.WALK_IN, Entry.APPOINTMENT]),
    )
    for location in random.sample(places, random.choice([0, 1, 1, 1, 2])):
        ServiceAtLocationFactory(service=service, location=location)
    for _ in range(random.choice([0, 1, 1, 2, 3])):
        ScheduleFactory(
            service=service,
            location=random.choice([None, None, *places]),
            languages=random.choice([[], [], ["ar"]]),
            entry=random.choice(["", "", Entry.WALK_IN]),
            opens_at=time(14),
            closes_at=time(16),
            rrule=f"FREQ=WEEKLY;BYDAY={random.choice(['WE', 'TH'])}",
        )
    return service


@pytest.fixture
def search_index(search_index, engine) -> SearchIndex:
    return SearchIndex(engine)


@pytest.mark.parametrize("seed", range(4))
def test_listings_are_found_where_their_rows_say_that_they_are(seed, now, search_index):
    random = Random(seed)
    places = [
        place("malmi", postal_code="00700", latitude=60.25, longitude=25.01, is_family_centre=True),
        place("kallio", postal_code="00530", latitude=60.18, longitude=24.95),
        place("kallio", postal_code="00530", latitude=60.19, longitude=24.96),
        place("malmi", postal_code="00700", latitude=60.26, longitude=25.02, is_address_hidden=True),
    ]
    met = {service: meetings_of(service) for service in (random_listing(random, places) for _ in range(18))}
    search_index.drain()

    def expected(**wanted) -> set[Service]:
        return {
            service for service, meetings in met.items() if any(each.meets(**wanted) for each in meetings)
        }

    def found(**asked) -> set[Service]:
        return set(search_index.found(**asked))

    for area, spoken, entry in product(["malmi", "kallio"], ["fi", "so", "ar"], ["walk_in", "appointment"]):
        wanted = {"area": area, "spoken": spoken, "entry": entry}
        assert found(**wanted) == expected(**wanted)
    for area, postal_code in (("malmi", "00700"), ("kallio", "00530")):
        assert found(area=area) == found(postal_code=postal_code) == expected(area=area)
        assert search_index.search().facets["area"].get(area, 0) == len(expected(area=area))
        assert found(area=area, when="today") == expected(area=area, weekday="WE")
    assert found(family_centre="1") == expected(area="malmi")
    for location in places:
        assert found(location=location.slug) == expected(location=location)
    hits = search_index.search(near=HERE, sort="nearest").hits
    near = {hit.service_id for hit in hits if hit.distance_m is not None}
    assert near == {service.pk for service in expected(area="malmi") | expected(area="kallio")}
