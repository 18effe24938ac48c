"""The numbers as a partner reads them: small ones stay unknown."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from directory.models import Organization, Service
from directory.reading import wording
from directory.reading.texts import Text, read_text, text_columns
from readership.models import FoundBy, PageCount

#: Below this a number might be one known person's
FEWEST = 5
MONTHS_SHOWN = 13
#: On how many days of a month a word has to come before anybody is shown it
FEWEST_DAYS = 3
#: Words of a listing that are shown
MOST_WORDS = 5


@dataclass(frozen=True)
class Word:
    """A word by which a listing was found, in the language it was searched in, and how often."""

    text: Text
    number: str


@dataclass(frozen=True)
class Row:
    """A listing with how often its page was shown, by language, the most first."""

    name: Text
    slug: str
    numbers: tuple[tuple[str, str], ...]
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Month:
    """`code` as in an address: "2026-03"."""

    code: str
    name: str
    is_shown: bool


def shown(number: int) -> str:
    return wording.grouped(number) if number >= FEWEST else f"< {FEWEST}"


def rows_of(organization: Organization, month: date, language: str) -> list[Row]:
    """Its listings that were shown in a month, the most shown first. Three queries."""
    counts = defaultdict(list)
    found = (
        PageCount.objects.of_organization(organization)
        .filter(month=month)
        .order_by("-number", "language_code")
    )
    for service_id, code, number in found.values_list("service_id", "language_code", "number"):
        counts[service_id].append((code, number))
    services = Service.objects.only("slug", "original_language", *text_columns("name")).in_bulk(counts)
    words = words_in_month(services, month)
    ordered = sorted(counts, key=lambda pk: (-sum(_known(counts[pk])), pk))
    return [
        Row(
            read_text(services[pk], "name", language),
            services[pk].slug,
            tuple((wording.language_name(code), shown(number)) for code, number in counts[pk]),
            words.get(pk, ()),
        )
        for pk in ordered
    ]


def read_in_month(services: Iterable[Service], month: date) -> dict[int, str]:
    """How often pages were shown in a month, in all languages together, by listing. One query."""
    counts = PageCount.objects.filter(service__in=services, month=month)
    totals = counts.values_list("service_id").annotate(Sum("number"))
    return {pk: shown(number) for pk, number in totals}


def words_in_month(services: Iterable, month: date) -> dict[int, tuple[Word, ...]]:
    """By which words listings, or those of these ids, were found most; only what came on several days.

    One query. The order does not tell the numbers that are not shown.
    """
    found = FoundBy.objects.filter(service__in=services, month=month, days__gte=FEWEST_DAYS)
    words: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for pk, code, word, number in found.values_list("service_id", "language_code", "word", "number"):
        words[pk].append((-number if number >= FEWEST else 0, word, code))
    return {
        pk: tuple(Word(Text(word, code), shown(-number)) for number, word, code in sorted(each)[:MOST_WORDS])
        for pk, each in words.items()
    }


def _known(numbers: list[tuple[str, int]]) -> list[int]:
    """Those that are shown: the order must not tell the others."""
    return [number for _code, number in numbers if number >= FEWEST]


def months_until(today: date, chosen: date) -> list[Month]:
    """The months one may look at, the newest first."""
    first = today.replace(day=1)
    months = [_before(first, number) for number in range(MONTHS_SHOWN)]
    return [Month(f"{month:%Y-%m}", wording.month_name(month), month == chosen) for month in months]


def month_of(text: str, today: date) -> date:
    """The month that an address names ("2026-03"), or this one."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return max(_before(today.replace(day=1), MONTHS_SHOWN - 1), min(month, today.replace(day=1)))


def _before(month: date, number: int) -> date:
    year, index = divmod(month.year * 12 + month.month - 1 - number, 12)
    return date(year, index + 1, 1)
