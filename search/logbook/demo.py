"""Two years of searches that never were, for the demo: believable, the same each time, and with a story.

Of the last two months each search is in the log, of the months before only how many there were.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from directory.choices import TaxonomySlug
from directory.models import Schedule, Service, ServiceAtLocation, ServiceAttribute, TaxonomyTerm
from search.logbook.days import FEW_HITS, count_days, count_year, counted_as
from search.logbook.kept_words import KeptWords
from search.logbook.said import Said
from search.models import NextStep, SearchLog, SearchMonth

MONTHS, MONTHS_IN_LOG = 24, 2
A_MONTH = 1_300
#: By how many people of Helsinki's families search in it
LANGUAGES = {
    "fi": 44, "en": 12, "ru": 10, "so": 9, "ar": 8, "uk": 5, "et": 3, "sv": 3,
    "fa": 2, "ckb": 2, "tr": 1, "vi": 1, "zh-hans": 1, "fr": 1, "es": 1,
}  # fmt: skip
#: Topics that are asked for often, the first most; others are asked for now and then
OFTEN = (
    "homework-help", "language-cafe", "parent-exhaustion", "debt", "toddler-clubs", "job-search",
    "home-help-family", "learning-difficulties", "peer-groups", "support-person", "emergency-grants",
)  # fmt: skip
AREAS = {"": 60, "vartiokyla": 9, "mellunkyla": 8, "malmi": 6, "kallio": 5, "kaarela": 4}
#: From January to December: schools begin in August, July is empty
SEASON = (13, 11, 10, 10, 9, 7, 5, 12, 13, 12, 12, 9)
#: The story: from so many months ago to this one
STORY = ("so", "vartiokyla", "homework-help")
STORY_MONTHS = (6, 9, 14, 19, 26, 33, 40)

Cell = tuple[str, str, str]  # language, area, topic


@dataclass(frozen=True)
class Offer:
    """What public listings there are, to tell how much each search finds."""

    by_topic: dict[str, set[int]]
    by_area: dict[str, set[int]]
    by_language: dict[str, set[int]]

    def hits(self, cell: Cell, *, spoken: bool) -> int:
        language, area, topic = cell
        found = self.by_topic.get(topic, set())
        if area:
            found = found & self.by_area.get(area, set())
        return len(found & self.by_language.get(language, set()) if spoken else found)


def make_searches(today: date, *, seed: int = 1) -> int:
    """Make them in tables that are empty; returns how many searches are in the log."""
    lot, offer = random.Random(seed), _offer()  # noqa: S311 - no secret
    topics = _topics()
    for ago in range(MONTHS - 1, -1, -1):
        month = _month_before(today, ago)
        searches = list(_searches_of(month, ago, topics, lot))
        if ago < MONTHS_IN_LOG:
            _log(month, min(today, _last_of(month)), searches, offer, lot)
        else:
            _count(month, searches, offer, lot)
    counted = count_days()
    count_year(today)
    return counted


def _searches_of(month: date, ago: int, topics: dict[str, int], lot: random.Random) -> Iterator[Cell]:
    number = A_MONTH * SEASON[month.month - 1] // 10 * (2 * MONTHS - ago) // (2 * MONTHS)
    languages, areas, codes = (
        lot.choices(list(weights), list(weights.values()), k=number) for weights in (LANGUAGES, AREAS, topics)
    )
    yield from (cell for cell in zip(languages, areas, codes, strict=True) if cell != STORY)
    yield from [STORY] * (STORY_MONTHS[-1 - ago] if ago < len(STORY_MONTHS) else 2)


def _log(month: date, last: date, searches: list[Cell], offer: Offer, lot: random.Random) -> None:
    days = [month + timedelta(days=n) for n in range((last - month).days + 1)]
    rows = (_row(lot.choice(days), cell, offer, lot) for cell in searches)
    SearchLog.objects.bulk_create(sorted(rows, key=lambda row: row.day), batch_size=1_000)


def _row(day: date, cell: Cell, offer: Offer, lot: random.Random) -> SearchLog:
    language, area, topic = cell
    spoken = lot.random() < 0.4
    said = Said(language, KeptWords(), area, topic, (f"spoken={language}",) if spoken else ())
    hits = offer.hits(cell, spoken=spoken)
    return SearchLog(
        day=day, key=said.key, language_code=language, area=area, topic=topic, filters=list(said.filters),
        hits=hits, next_step=_next_step(hits, lot),
    )  # fmt: skip


def _next_step(hits: int, lot: random.Random) -> str:
    if not hits:
        return lot.choices([NextStep.NOTHING, NextStep.REFINED, NextStep.HELP], [6, 3, 1])[0]
    steps = [NextStep.OPENED, NextStep.NOTHING, NextStep.REFINED, NextStep.HELP]
    return lot.choices(steps, [60, 22, 15, 3])[0]


def _count(month: date, searches: list[Cell], offer: Offer, lot: random.Random) -> None:
    rows = [_row(month, cell, offer, lot) for cell in searches]
    all_, few, gave_up = Counter(), Counter(), Counter()
    for row, cell in zip(rows, searches, strict=True):
        all_[cell] += 1
        few[cell] += row.hits <= FEW_HITS
        gave_up[cell] += row.next_step == NextStep.NOTHING
    SearchMonth.objects.bulk_create(
        SearchMonth(
            month=month, language_code=cell[0], area=cell[1], topic=cell[2],
            searches=number, few=few[cell], gave_up=gave_up[cell],
            shown_searches=counted_as(number), shown_few=counted_as(few[cell]),
            shown_gave_up=counted_as(gave_up[cell]),
        )
        for cell, number in sorted(all_.items())
    )  # fmt: skip


def _topics() -> dict[str, int]:
    """All topics with how often they are asked for."""
    terms = TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).filter(parent__isnull=False).order_by("pk")
    weights = dict.fromkeys(terms.values_list("code", flat=True)[::9], 1)
    often = {code: 400 // (place + 3) for place, code in enumerate(OFTEN)}
    return weights | {code: weight for code, weight in often.items() if terms.filter(code=code).exists()}


def _offer() -> Offer:
    # Ids, not a subquery: PostgreSQL, which knows nothing of tables just filled, would ask it for each row
    live = dict(Service.objects.public().values_list("pk", "languages"))
    offer = Offer({}, {}, {})
    attributes = ServiceAttribute.objects.filter(service__in=live, term__taxonomy__slug=TaxonomySlug.TOPICS)
    for service, code in attributes.values_list("service", "term__code"):
        offer.by_topic.setdefault(code, set()).add(service)
    for model in (ServiceAtLocation, Schedule):
        places = model.objects.filter(service__in=live, location__area__isnull=False)
        for service, slug in places.values_list("service", "location__area__slug"):
            offer.by_area.setdefault(slug, set()).add(service)
    for service, codes in live.items():
        for code in codes:
            offer.by_language.setdefault(code, set()).add(service)
    return offer


def _month_before(today: date, ago: int) -> date:
    year, index = divmod(today.year * 12 + today.month - 1 - ago, 12)
    return date(year, index + 1, 1)


def _last_of(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1) - timedelta(days=1)
