"""Organisations with a public listing that meets all that is asked: "in Itäkeskus, for youth, in Somali".

Area and language hold for one and the same session that is not over; a listing without sessions is where its
places are and speaks its own languages.
"""

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce

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


def organizations(asked: Asked, today: date) -> QuerySet[Organization]:
    """With `listing_count`, how many of their listings meet what is asked; those with the most first."""
    services = matching(asked, today).order_by()
    own = services.filter(organization=OuterRef("pk")).values("organization")
    given = ServiceRole.objects.filter(
        service=OuterRef("service"), organization=OuterRef("organization"), role=ServiceRoleKind.CO_PROVIDER
    )
    together = RoleAcceptance.objects.filter(
        Exists(given),
        organization=OuterRef("pk"),
        role=ServiceRoleKind.CO_PROVIDER,
        service__in=services.values("pk"),
    ).order_by().values("organization")  # fmt: skip
    number = _number(own) + _number(together)
    found = Organization.objects.public().only("slug", "kind", "email", "languages", *NAMES)
    return (
        found.annotate(listing_count=number)
        .filter(listing_count__gt=0)
        .order_by("-listing_count", "name_fi", "pk")
    )


def _number(rows: QuerySet) -> Coalesce:
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


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
    sessions = Schedule.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=today), service=OuterRef("pk")
    ).order_by()
    without = ~Exists(sessions)
    if asked.area:
        without &= Exists(_places(asked.area, OuterRef("pk")))
        own_place = _in_area(asked.area) & Q(location__isnull=False)
        listings_place = Q(location=None) & Exists(_places(asked.area, OuterRef("service")))
        met = sessions.filter(own_place | listings_place)
    else:
        met = sessions
    if asked.language:
        without &= Q(pk__in=_speaking(Service.objects.order_by(), "languages", asked.language).values("pk"))
        own = _speaking(met, "languages", asked.language)
        of_listing = _speaking(met.filter(languages=[]), "service__languages", asked.language)
        return without | Exists(own) | Exists(of_listing)
    return without | Exists(met)


def _in_area(area: str) -> Q:
    """A district with all that is in it."""
    return Q(location__area__slug=area) | Q(location__area__parent__slug=area)


def _places(area: str, service: OuterRef) -> QuerySet[ServiceAtLocation]:
    return ServiceAtLocation.objects.filter(_in_area(area), service=service).order_by()


def _speaking(rows: QuerySet, field: str, language: str) -> QuerySet:
    """Rows whose list of languages has one: as a text, for SQLite knows no question about a list."""
    return rows.annotate(spoken_as_text=Cast(F(field), TextField())).filter(
        spoken_as_text__contains=f'"{language}"'
    )
