"""The organisations from A to Z and by the languages that they speak: what their list is made of.

The alphabet is the reader's, which no database sorts by, so all names of a language are put in order here and
kept. Whether a kept organisation is still public is asked again before it is shown.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q, QuerySet
from django.utils import timezone

from directory.models import Organization, Schedule, Service
from directory.reading.alphabets import alphabet
from directory.reading.keeping import kept_for
from directory.reading.texts import Text, read_columns, text_columns


@dataclass(frozen=True, slots=True)
class ListedOrganization:
    """A line of the list; `heading` is the letter that it stands under, `languages` those spoken there."""

    pk: int
    slug: str
    name: Text
    kind: str
    heading: str
    languages: frozenset[str]


@kept_for(minutes=1)
def organizations_in_order(language_code: str) -> tuple[ListedOrganization, ...]:
    """Every public organisation, in the order of the reader's alphabet. At most three queries."""
    order = alphabet(language_code)
    spoken = spoken_by_organization()
    rows = Organization.objects.public().values("pk", "slug", "kind", "languages", *text_columns("name"))
    return tuple(
        sorted(
            (_listed(row, language_code, spoken[row["pk"]]) for row in rows),
            key=lambda each: order.key(each.name.value),
        )
    )


def _listed(row: dict, language_code: str, spoken: frozenset[str]) -> ListedOrganization:
    name = read_columns(row, "name", language_code)
    return ListedOrganization(
        pk=row["pk"],
        slug=row["slug"],
        name=name,
        kind=row["kind"],
        heading=alphabet(language_code).heading(name.value),
        languages=spoken.union(row["languages"]),
    )


@kept_for(minutes=60)
def spoken_by_organization() -> defaultdict[int, frozenset[str]]:
    """The languages of each organisation's listings and their sessions, by its id. Two queries.

    They read every listing of the city, which a request must not do; kept for an hour, hardly one does.
    """
    spoken = defaultdict(set)
    for organization_id, codes in _spoken_lists(Service.objects.public()):
        spoken[organization_id].update(codes)
    return defaultdict(frozenset, {pk: frozenset(codes) for pk, codes in spoken.items()})


@kept_for(minutes=1)
def spoken_in_listings_of(organization_id: int) -> frozenset[str]:
    """The languages of one organisation's listings and their sessions. Two queries."""
    services = Service.objects.public().filter(organization=organization_id)
    return frozenset().union(*(codes for _pk, codes in _spoken_lists(services)))


def _spoken_lists(services: QuerySet[Service]) -> Iterator[tuple[int, list[str]]]:
    """Organisation and languages of each listing, and of each schedule that has its own and isn't over."""
    current = Q(valid_to=None) | Q(valid_to__gte=timezone.localdate())
    schedules = Schedule.objects.filter(current, service__in=services).exclude(languages=[]).order_by()
    return chain(
        services.values_list("organization_id", "languages"),
        schedules.values_list("service__organization_id", "languages"),
    )
