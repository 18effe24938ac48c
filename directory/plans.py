"""Schedules read as plans: with what they take from their listing, ready to be expanded into sessions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import groupby
from operator import itemgetter

from django.conf import settings
from django.db.models import FilteredRelation, Max, Min, OuterRef, Q, QuerySet, Subquery
from modeltranslation.utils import build_localized_fieldname

from directory.choices import Channel, ScheduleDateKind
from directory.models import Schedule, ScheduleDate, Service, ServiceAtLocation
from directory.prepared import Prepared

LANGUAGES = settings.MODELTRANSLATION_LANGUAGES
#: What a plan is made of, in the order in which `_plan` takes it
PLAN_FIELDS = (
    *("pk", "service_id", "location_id", "languages", "service__languages", "entry", "service__entry"),
    *("rrule", "dtstart", "opens_at", "closes_at", "skips_holidays"),
    *("valid_from", "service__valid_from", "valid_to", "service__valid_until"),
    *("service__closed_from", "service__closed_until"),
    *("service__channels", "least_place", "greatest_place"),
)
STATED_FIELDS = (
    *("stated__date", "stated__kind"),
    *(f"stated__{build_localized_fieldname('reason', code)}" for code in LANGUAGES),
)
NOTE_FIELDS = tuple(build_localized_fieldname("description", code) for code in LANGUAGES)
STATED_AT = slice(len(PLAN_FIELDS), len(PLAN_FIELDS) + len(STATED_FIELDS))
#: Language and text
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date added or cancelled by hand, with the reason as pairs of language and text."""

    day: date
    is_cancelled: bool = False
    reasons: Pairs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that decides about a schedule's sessions; `rule` to `skips_holidays` are those of `Schedule`.

    Languages and entry are the listing's where the schedule has none. `first_day` and `last_day`
    hold for both, `closed` is the listing's break with both its days: until further notice is `date.max`.
    `own_places` are up to two of the places named for the whole listing, `is_on_site` says that it is met in
    no other way: a session without a place is then at the listing's only one. `notes` are what is written of
    the schedule, where they were asked for.
    """

    schedule_id: int
    service_id: int
    location_id: int | None = None
    languages: tuple[str, ...] = ()
    entry: str = ""
    rule: str = ""
    start: date
    opens_at: time
    closes_at: time
    skips_holidays: bool = True
    first_day: date = date.min
    last_day: date = date.max
    closed: tuple[date, date] | None = None
    stated: tuple[StatedDate, ...] = ()
    own_places: frozenset[int] = frozenset()
    is_on_site: bool = False
    notes: Pairs = ()


def plans_of(
    services: Iterable[Service], first: date, last: date, *, extra: tuple[str, ...] = ()
) -> dict[int, list[Plan]]:
    """The plans of each listing by its id, in its order, with the dates stated in a period. One query.

    `extra` may be NOTE_FIELDS: few pages show the notes, and for many listings they are much to read.
    """
    plans = {service.pk: [] for service in services}
    if not plans:
        return {}
    found = _rows(plans, first, last, extra=extra)
    for _pk, rows in groupby(found, key=itemgetter(0)):
        plan = _plan(list(rows))
        plans[plan.service_id].append(plan)
    return {service_id: _placed(found) for service_id, found in plans.items()}


def plans_of_version(listing: Service) -> list[Plan]:
    """The plans of a listing in memory, such as an edit that waits: its parts need no rows. No query."""
    own_places = frozenset(at.location_id for at in listing.service_at_locations.all())
    return _placed([_plan_in_memory(listing, each, own_places) for each in listing.schedules.all()])


def _plan_in_memory(listing: Service, schedule: Schedule, own_places: frozenset[int]) -> Plan:
    return Plan(
        schedule_id=schedule.pk or 0,
        service_id=listing.pk or 0,
        location_id=schedule.location_id,
        languages=tuple(schedule.languages or listing.languages),
        entry=schedule.entry or listing.entry,
        rule=schedule.rrule,
        start=schedule.dtstart,
        opens_at=schedule.opens_at,
        closes_at=schedule.closes_at,
        skips_holidays=schedule.skips_holidays,
        first_day=max(schedule.valid_from or date.min, listing.valid_from or date.min),
        last_day=min(schedule.valid_to or date.max, listing.valid_until or date.max),
        closed=(listing.closed_from, listing.closed_until or date.max) if listing.closed_from else None,
        stated=tuple(_stated_in_memory(each) for each in schedule.dates.all()),
        own_places=own_places,
        is_on_site=listing.channels == [Channel.ON_SITE],
    )


def _stated_in_memory(stated: ScheduleDate) -> StatedDate:
    texts = (getattr(stated, build_localized_fieldname("reason", code)) for code in LANGUAGES)
    return _stated(stated.date, stated.kind, *texts)


def _placed(plans: list[Plan]) -> list[Plan]:
    """The plans of one listing: what is met on site is at its only place, if it says no other and has one."""
    places = {plan.location_id for plan in plans if plan.location_id}.union(*(p.own_places for p in plans))
    if len(places) != 1:
        return plans
    (only,) = places
    return [
        replace(plan, location_id=only) if plan.is_on_site and plan.location_id is None else plan
        for plan in plans
    ]


@Prepared
def _rows(ids: list[int], first: date, last: date, *, extra: tuple[str, ...]) -> QuerySet:
    """Every column is named by itself, so there is nothing to rewrite to the active language."""
    return (
        Schedule.objects.rewrite(False)
        .filter(service__in=ids)
        .annotate(
            stated=FilteredRelation("dates", condition=Q(dates__date__range=(first, last))),
            least_place=_place_of_listing(Min),
            greatest_place=_place_of_listing(Max),
        )
        .order_by("sort_order", "pk")
        .values_list(*PLAN_FIELDS, *STATED_FIELDS, *extra, named=True)
    )


def _place_of_listing(which: type[Min | Max]) -> Subquery:
    """The first or the last place named for the whole listing: the same where there is only one."""
    named = ServiceAtLocation.objects.rewrite(False).filter(service=OuterRef("service")).order_by()
    return Subquery(named.values("service").annotate(place=which("location")).values("place"))


def _plan(rows: list[tuple]) -> Plan:
    """A plan from its schedule's rows: one for each stated date, or a single one without."""
    pk, service_id, place, languages, service_languages, entry, service_entry, *rest = rows[0]
    rule, start, opens_at, closes_at, skips_holidays, *rest = rest
    valid_from, service_from, valid_to, service_until, closed_from, closed_until, *rest = rest
    channels, least_place, greatest_place, *_stated_date = rest
    return Plan(
        schedule_id=pk,
        service_id=service_id,
        location_id=place,
        languages=tuple(languages or service_languages),
        entry=entry or service_entry,
        rule=rule,
        start=start,
        opens_at=opens_at,
        closes_at=closes_at,
        skips_holidays=skips_holidays,
        first_day=max(valid_from or date.min, service_from or date.min),
        last_day=min(valid_to or date.max, service_until or date.max),
        closed=(closed_from, closed_until or date.max) if closed_from else None,
        stated=tuple(_stated(*row[STATED_AT]) for row in rows if row[STATED_AT.start]),
        own_places=frozenset({least_place, greatest_place} - {None}),
        is_on_site=channels == [Channel.ON_SITE],
        notes=_pairs(rows[0][STATED_AT.stop :]),
    )


def _stated(day: date, kind: str, *texts: str | None) -> StatedDate:
    return StatedDate(day, kind == ScheduleDateKind.CANCELLED, _pairs(texts))


def _pairs(texts: Iterable[str | None]) -> Pairs:
    """The texts of all languages, or none, with the languages they are in."""
    return tuple((code, text) for code, text in zip(LANGUAGES, texts, strict=False) if text)
