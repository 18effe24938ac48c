"""The list of faults: what was asked for in the order asked for, each with what mends it."""

import datetime
from dataclasses import dataclass
from functools import reduce

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from desk.models import Finding
from desk.quality.asked import OLDEST, Asked
from desk.quality.asking import was_asked
from desk.quality.kinds import BY_JOB, Kind
from desk.quality.mending import Way, way_in, way_of
from desk.quality.saying import details_of, missing_languages
from desk.quality.sources import branches, counts
from directory.models import Organization, Service, TranslationState
from directory.reading.texts import text_columns

ON_A_PAGE = 50
NAMES = text_columns("name", languages=("fi", "en", "sv"))
#: What a finding is about but a listing or a partner
ELSEWHERE = ("location", "network", "page", "alert")
#: The names of what a finding leads to, so that one query has them all
NAMED = {
    "twin": ("slug", "original_language", *text_columns("name")),
    "other_partner": ("slug", *NAMES),
    "location": ("slug", *text_columns("name", languages=("fi",))),
    "network": ("slug", *text_columns("name", languages=("fi",))),
    "page": ("title", "draft_title", "url_path", "path", "depth", "content_type", "owner"),
    "alert": ("starts_at", *text_columns("text", languages=("fi",))),
}
BY_IMPORTANCE = ("importance", "since", "number")
BY_AGE = ("since", "importance", "number")


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. `partner` is whose it is: nobody's for a page, an alert or a network."""

    kind: Kind
    number: int
    since: datetime.datetime
    partner: Organization | None
    listing: Service | None
    finding: Finding | None
    #: Languages in which it is held and has no text
    missing: tuple[str, ...] = ()

    @property
    def about(self) -> Model:
        """A listing, an organisation, a place, a network, a page or an alert."""
        return self.listing or next(
            filter(None, (getattr(self.finding, each) for each in ELSEWHERE)), self.partner
        )

    @property
    def name(self) -> str:
        return str(self.about)

    @property
    def owner(self) -> Organization | None:
        """Whose it is, where that is somebody else than what it is about."""
        return None if self.about == self.partner else self.partner

    @property
    def way_in(self) -> str:
        return way_in(self)

    @property
    def details(self) -> list[str]:
        return details_of(self)

    @property
    def way(self) -> Way:
        return way_of(self)

    @property
    def asked_at(self) -> datetime.datetime | None:
        """When its people were asked, while one waits for their answer."""
        return self.finding.asked_at if was_asked(self.finding) else None


class Quality:
    """What is wrong and was asked for. As many queries for all listings of a city as for one."""

    def __init__(self, asked: Asked, number: str | None = "1"):
        self.asked, self.number = asked, number

    @cached_property
    def counts(self) -> dict[str, int]:
        return counts(self.asked, timezone.localdate())

    @property
    def kinds(self) -> list[tuple[Kind, int]]:
        return [(kind, self.counts[kind]) for kind in Kind]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @cached_property
    def page(self) -> Page:
        # Counted already: a paginator would look at all of it once more
        page = Paginator(range(self.counts[self.asked.kind] if self.asked.kind else self.total), ON_A_PAGE)
        page = page.get_page(self.number)
        first = max(page.start_index() - 1, 0)
        page.object_list = _filled(self._rows(first, first + len(page.object_list)))
        return page

    def _rows(self, first: int, last: int) -> list[dict]:
        found = dict(branches(self.asked, timezone.localdate()))
        if self.asked.order == OLDEST:
            return _slice(list(found.values()), BY_AGE, first, last)
        # One kind comes after the other, and it is known how many there are: only those of the page are asked
        chosen: list[QuerySet] = []
        before = 0
        for kind, rows in found.items():
            count = self.counts[kind]
            if not chosen and first >= count:
                first, last = first - count, last - count
                continue
            if count and before < last:
                chosen.append(rows)
            before += count
        return _slice(chosen, BY_IMPORTANCE, first, last) if chosen else []


def _slice(found: list[QuerySet], order: tuple[str, ...], first: int, last: int) -> list[dict]:
    rows = reduce(lambda some, more: some.union(more, all=True), (each.order_by() for each in found))
    return list(rows.order_by(*order)[first:last])


def find(kind: Kind, number: int) -> Fault | None:
    """One fault; None once it was mended, or was never there."""
    for _kind, rows in branches(Asked(kind=kind), timezone.localdate()):
        return next(iter(_filled(list(rows.filter(number=number)[:1]))), None)
    return None


def _filled(rows: list[dict]) -> list[Fault]:
    """The rows with what they are about: four queries for a page."""
    partners = Organization.objects.only("slug", *NAMES).in_bulk({row["partner"] for row in rows})
    columns = ("slug", "original_language", "languages", "organization_id", *text_columns("name"))
    listings = Service.objects.only(*columns).in_bulk({row["listing"] for row in rows if row["listing"]})
    findings = _findings(rows)
    missing = _missing([row for row in rows if row["what_kind"] == Kind.LANGUAGE], listings)
    return [
        Fault(
            kind=Kind(row["what_kind"]),
            number=row["number"],
            since=row["since"],
            partner=partners.get(row["partner"]),
            listing=listings.get(row["listing"]),
            finding=findings.get(_key(row)),
            missing=missing.get(row["listing"], ()),
        )
        for row in rows
        if row["partner"] is None or row["partner"] in partners
    ]


def _key(row: dict) -> tuple[str, int]:
    return row["what_kind"], row["number"]


def _findings(rows: list[dict]) -> dict[tuple[str, int], Finding]:
    """What a job wrote down, by its own number; whom was asked about a listing, by the listing's."""
    by_job = [row["number"] for row in rows if row["what_kind"] in BY_JOB]
    others = [row["number"] for row in rows if row["what_kind"] not in BY_JOB]
    kinds = [kind for kind in Kind if kind not in BY_JOB]
    found = Finding.objects.filter(pk__in=by_job) | Finding.objects.open().filter(
        kind__in=kinds, service__in=others
    )
    own = [field.attname for field in Finding._meta.fields]
    named = [f"{name}__{column}" for name, columns in NAMED.items() for column in columns]
    return {
        (each.kind, each.pk if each.kind in BY_JOB else each.service_id): each
        for each in found.select_related(*NAMED).only(*own, *named)
    }


def _missing(rows: list[dict], listings: dict[int, Service]) -> dict[int, tuple[str, ...]]:
    if not rows:
        return {}
    states = TranslationState.objects.filter(service__in=[row["listing"] for row in rows])
    there: dict[int, set[str]] = {}
    for service, code in states.values_list("service", "language_code"):
        there.setdefault(service, set()).add(code)
    return {
        row["listing"]: missing_languages(listings[row["listing"]], there.get(row["listing"], set()))
        for row in rows
    }
