"""The queue: all that waits in one order, the oldest first."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from desk.models import Assignment, Submission
from desk.queue.asked import Asked
from desk.queue.kinds import REVIEW, WHAT, Kind
from desk.queue.sources import COLUMNS, SOURCES
from directory.models import Organization, Schedule, Service, ServiceAtLocation
from directory.reading.texts import text_columns

ON_A_PAGE = 50
#: As many as one import or one daily run leaves waiting since the very same moment and are still told apart
MOST_AT_ONCE = 200
ORDER = ("since", "what_kind", "number")
NAMES = text_columns("name", languages=("fi", "en", "sv"))


@dataclass(frozen=True)
class Waiting:
    """One thing that waits. `partner` and `listing` are names, empty where there is none."""

    kind: Kind
    number: int
    since: datetime.datetime
    partner: str
    listing: str
    assigned_to: str

    @property
    def what(self) -> str:
        return WHAT[self.kind]

    @property
    def name(self) -> str:
        """How the form of the list names it."""
        return f"{self.what}-{self.number}"

    @property
    def address(self) -> str:
        return reverse("desk_item", args=[self.what, self.number])

    @property
    def deadline(self) -> datetime.datetime:
        return self.since + time_to_decide()

    @property
    def is_late(self) -> bool:
        return self.deadline < timezone.now()


def time_to_decide() -> datetime.timedelta:
    return datetime.timedelta(days=settings.MODERATION_DAYS)


class Queue:
    """What waits and was asked for, for a coordinator."""

    def __init__(self, asked: Asked, user, number: str | None = "1"):
        self.asked, self.user, self.number = asked, user, number

    @cached_property
    def page(self) -> Page:
        rows = _union(self._branches()).order_by(*ORDER)
        page = Paginator(rows, ON_A_PAGE).get_page(self.number)
        page.object_list = _named(list(page.object_list))
        return page

    def count(self) -> int:
        return _union(self._branches()).count()

    def partners(self) -> list[tuple[str, str]]:
        """Numbers and names of those of whom something waits, and of the one that was asked for."""
        of_each = (source().values("partner").order_by() for _kinds, source in SOURCES)
        first, *others = of_each
        numbers = {row["partner"] for row in first.union(*others)} | {self.asked.partner or None}
        found = Organization.objects.only("slug", *NAMES).filter(pk__in=numbers - {None})
        return sorted(((str(row.pk), str(row)) for row in found), key=lambda pair: pair[1].casefold())

    def next_after(self, item: Waiting) -> str:
        """The address of what waits next under the same filters; of the queue where nothing does."""
        later = (rows.filter(since__gte=item.since) for rows in self._branches())
        asked = f"?{self.asked.query_string()}" if self.asked.is_anything else ""
        for row in _union(later).order_by(*ORDER)[:MOST_AT_ONCE]:
            if tuple(row[name] for name in ORDER) > (item.since, item.kind, item.number):
                return reverse("desk_item", args=[WHAT[row["what_kind"]], row["number"]]) + asked
        return reverse("desk_queue") + asked

    def _branches(self) -> Iterator[QuerySet]:
        for kinds, source in SOURCES:
            if self.asked.kind in ("", *kinds):
                yield self._narrowed(source(), WHAT[kinds[0]]).values(*COLUMNS)

    def _narrowed(self, rows: QuerySet, what: str) -> QuerySet:
        asked = self.asked
        if asked.kind:
            rows = rows.filter(what_kind=asked.kind)
        if asked.language:
            rows = rows.filter(_in_language(asked.language, what))
        if asked.partner:
            rows = rows.filter(partner=asked.partner)
        if asked.area:
            rows = rows.filter(_in_area(asked.area, what))
        if asked.late:
            rows = rows.filter(since__lt=timezone.now() - time_to_decide())
        if asked.mine:
            mine = Assignment.objects.filter(what=what, user=self.user)
            rows = rows.filter(number__in=mine.values("number"))
        return rows


def find(what: str, number: int) -> Waiting | None:
    """One thing that waits; None once it was decided, or was never there."""
    for kinds, source in SOURCES:
        if WHAT[kinds[0]] == what:
            return next(iter(_named(list(source().filter(number=number).values(*COLUMNS)[:1]))), None)
    return None


def _named(rows: list[dict]) -> list[Waiting]:
    """The rows with names: three queries for a page."""
    partners = Organization.objects.only("slug", *NAMES).in_bulk({row["partner"] for row in rows})
    listings = _names(rows)
    assigned = _assigned(rows)
    return [
        Waiting(
            kind=Kind(row["what_kind"]),
            number=row["number"],
            since=row["since"],
            partner=str(partners.get(row["partner"], "")),
            listing=listings.get(row["listing"], ""),
            assigned_to=assigned.get((WHAT[row["what_kind"]], row["number"]), ""),
        )
        for row in rows
    ]


def _union(branches: Iterable[QuerySet]) -> QuerySet:
    first, *others = branches
    return first.order_by().union(*(each.order_by() for each in others), all=True) if others else first


def _in_language(code: str, what: str) -> Q:
    """What is in a language, and edits that change texts in it."""
    found = Q(language=code)
    if what == REVIEW:
        changing = Submission.objects.filter(languages__contains=f" {code} ")
        found |= Q(task__in=changing.values("task_state"))
    return found


def _in_area(slug: str, what: str) -> Q:
    """Listings with a place in an area, or in a neighbourhood of a district, and edits with one."""
    is_there = Q(location__area__slug=slug) | Q(location__area__parent__slug=slug)
    of_places = ServiceAtLocation.objects.filter(is_there).values("service")
    of_sessions = Schedule.objects.filter(is_there).values("service")
    found = Q(listing__in=of_places) | Q(listing__in=of_sessions)
    if what == REVIEW:
        of_edits = Q(locations__area__slug=slug) | Q(locations__area__parent__slug=slug)
        found |= Q(task__in=Submission.objects.filter(of_edits).values("task_state"))
    return found


def _names(rows: list[dict]) -> dict[int, str]:
    """What listings are called; one that was never public as the version that waits calls it."""
    found = Service.objects.select_related("latest_revision").only(
        "slug", "original_language", *text_columns("name"), "latest_revision__object_str"
    )
    new = {row["listing"] for row in rows if row["what_kind"] == Kind.LISTING}
    listings = found.in_bulk({row["listing"] for row in rows if row["listing"]})
    return {
        pk: each.latest_revision.object_str if pk in new and each.latest_revision else str(each)
        for pk, each in listings.items()
    }


def _assigned(rows: list[dict]) -> dict[tuple[str, int], str]:
    found = Assignment.objects.filter(number__in={row["number"] for row in rows}).select_related("user")
    return {(each.what, each.number): each.user.get_short_name() for each in found}
