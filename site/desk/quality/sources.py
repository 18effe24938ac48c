"""Where faults come from: for each kind a queryset of rows with the same columns, and how many there are.

`what_kind` and `importance`; the `number` in its address (of the listing, or of the finding that a job wrote
down); `since`; the `partner` and the `listing` it is about.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateTimeField,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from desk.models import Finding
from desk.quality.asked import Asked
from desk.quality.conditions import CONDITIONS, is_wrong
from desk.quality.kinds import BY_JOB, IMPORTANCE, Kind
from directory.choices import Standing
from directory.models import Location, Service
from directory.querysets import ServiceQuerySet

COLUMNS = ("what_kind", "importance", "number", "since", "partner", "listing")


def branches(asked: Asked, today: date) -> Iterator[tuple[Kind, QuerySet]]:
    """The most important first."""
    for kind in Kind:
        if asked.kind in ("", kind):
            rows = findings(asked, kind) if kind in BY_JOB else listings(asked, kind, today)
            yield kind, rows.values(*COLUMNS)


def counts(asked: Asked, today: date) -> dict[str, int]:
    """By kind, whichever is asked for: two queries."""
    numbers = {kind.value: Count("pk", filter=is_wrong(kind, today)) for kind in CONDITIONS}
    found = _meant(asked).aggregate(**numbers)
    rows = _open_findings(asked).order_by().values_list("kind").annotate(number=Count("pk"))
    return {kind: found.get(kind, 0) for kind in Kind.values} | dict(rows)


def findings(asked: Asked, kind: Kind) -> QuerySet[Finding]:
    return _open_findings(asked).filter(kind=kind).annotate(
        **_what(kind),
        number=F("pk"),
        since=Cast("first_seen", DateTimeField()),
        partner=Coalesce("organization_id", "service__organization_id", "location__organization_id"),
        listing=F("service_id"),
    )  # fmt: skip


def listings(asked: Asked, kind: Kind, today: date) -> QuerySet[Service]:
    return _meant(asked).filter(is_wrong(kind, today)).annotate(
        **_what(kind),
        number=F("pk"),
        since=_since(kind),
        partner=F("organization_id"),
        listing=Cast(F("pk"), BigIntegerField()),
    )  # fmt: skip


def _meant(asked: Asked) -> QuerySet[Service]:
    # Without modeltranslation, which gives the columns of `values()` an order of its own
    return ServiceQuerySet(Service).in_force().filter(asked.listings()).order_by()


def _open_findings(asked: Asked) -> QuerySet[Finding]:
    """Of what is still public: a listing that was withdrawn wants no mending."""
    listings = Q(service__in=_meant(asked).values("pk")) & (Q(twin__isnull=True) | Q(twin__live=True))
    others = _of_partners() | _of_places() | Q(network__is_public=True) | Q(page__live=True)
    others |= Q(alert__ends_at__gt=timezone.now())
    found = Finding.objects.open().filter(listings | (others & asked.others()))
    return found.filter(kind__in=BY_JOB)


def _of_partners() -> Q:
    """Two that are the same are told of before one of them is admitted."""
    is_there = Q(other_partner__isnull=True) | ~Q(other_partner__standing=Standing.ENDED)
    applied = Q(kind=Kind.DUPLICATE, organization__standing__in=(Standing.APPLIED, Standing.SUSPENDED))
    return (Q(organization__standing=Standing.ADMITTED) | applied) & is_there


def _of_places() -> Q:
    return Q(location__in=Location.objects.public().order_by().values("pk"))


def _what(kind: Kind) -> dict[str, Value]:
    return {
        "what_kind": Value(kind.value, CharField()),
        "importance": Value(IMPORTANCE[kind], IntegerField()),
    }


def _since(kind: Kind):
    """Since when it is so, as far as anybody knows."""
    published = Coalesce("first_published_at", "last_published_at", Value(timezone.now(), DateTimeField()))
    return Cast("assurance__assured_date", DateTimeField()) if kind == Kind.STALE else published
