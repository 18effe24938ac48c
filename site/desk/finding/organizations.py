"""Organisations with a public listing that meets all that is asked: "in Itäkeskus, for youth, in Somali".

Area and language hold for one and the same session that is not over; a listing without sessions is where its
places are and speaks its own languages.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from desk.finding.asked import Asked
from desk.partners.listing import NAMES
from directory.choices import ServiceRoleKind, TaxonomySlug
from directory.models import (
    Organization,
    RoleAcceptance,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceAttribute,
    ServiceRole,
)

ON_A_PAGE = 50


@dataclass(frozen=True)
class Found:
    """An organisation, and how many of its listings meet what is asked."""

    organization: Organization
    listing_count: int


def ranked(asked: Asked, today: date) -> list[tuple[int, int]]:
    """The organisations' numbers with how many listings, the most first: counted in one pass over these."""
    services = matching(asked, today).order_by()
    numbers = Counter(dict(services.values_list("organization").annotate(number=Count("pk"))))
    given = ServiceRole.objects.filter(
        service=OuterRef("service"), organization=OuterRef("organization"), role=ServiceRoleKind.CO_PROVIDER
    )
    together = RoleAcceptance.objects.filter(
        Exists(given), role=ServiceRoleKind.CO_PROVIDER, service__in=services.values("pk")
    )
    numbers.update(dict(together.order_by().values_list("organization").annotate(number=Count("pk"))))
    public = Organization.objects.public().filter(pk__in=numbers).order_by("name_fi", "pk")
    by_name = list(public.values_list("pk", flat=True))
    return sorted(((pk, numbers[pk]) for pk in by_name), key=lambda found: -found[1])


def named_rows(found: Iterable[tuple[int, int]]) -> list[Found]:
    """Those of one page, with their names."""
    numbers = dict(found)
    rows = Organization.objects.only("slug", "kind", "email", *NAMES).in_bulk(numbers)
    return [Found(rows[pk], number) for pk, number in numbers.items() if pk in rows]


def matching(asked: Asked, today: date) -> QuerySet[Service]:
    found = Service.objects.public(today)
    if asked.topic:
        of_theme = Q(term__code=asked.topic) | Q(term__parent__code=asked.topic)
        found = found.filter(_has_term(of_theme, TaxonomySlug.TOPICS))
    if asked.whom:
        found = found.filter(_has_term(Q(term__code=asked.whom), TaxonomySlug.TARGET_GROUPS))
    return found.filter(_has_session(asked, today)) if asked.area or asked.language else found


def _has_term(which: Q, taxonomy: str) -> Exists:
    return Exists(
        ServiceAttribute.objects.filter(which, service=OuterRef("pk"), term__taxonomy__slug=taxonomy)
    )


def _has_session(asked: Asked, today: date) -> Q:
    """Sets of numbers, each asked for once, in place of a question about each listing."""
    sessions = Schedule.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today)).order_by()
    without, met = ~Q(pk__in=sessions.values("service")), sessions
    if asked.area:
        there = _in_area(asked.area).order_by().values("service")
        without &= Q(pk__in=there)
        met = sessions.filter(_at(asked.area) | Q(location=None, service__in=there))
    if not asked.language:
        return without | Q(pk__in=met.values("service"))
    without &= Q(pk__in=_speaking(Service.objects.order_by(), "languages", asked.language).values("pk"))
    own = _speaking(met, "languages", asked.language)
    of_listing = _speaking(met.filter(languages=[]), "service__languages", asked.language)
    return without | Q(pk__in=own.values("service")) | Q(pk__in=of_listing.values("service"))


def _at(area: str) -> Q:
    """A place in a district with all that is in it."""
    return Q(location__area__slug=area) | Q(location__area__parent__slug=area)


def _in_area(area: str) -> QuerySet[ServiceAtLocation]:
    return ServiceAtLocation.objects.filter(_at(area))


def _speaking(rows: QuerySet, field: str, language: str) -> QuerySet:
    """Rows whose list of languages has one: as a text, for SQLite knows no question about a list."""
    return rows.annotate(spoken_as_text=Cast(F(field), TextField())).filter(
        spoken_as_text__contains=f'"{language}"'
    )
