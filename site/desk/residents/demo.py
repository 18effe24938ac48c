"""Residents by mother tongue that never were, for the demo: the same each time, and marked as invented."""

import random
from collections.abc import Iterator
from datetime import date

from desk.models import Figure, Residents
from search.logbook.days import counted_as

#: Of a thousand people of a district, how many have it as their mother tongue
LANGUAGES = {
    "fi": 740, "sv": 55, "ru": 32, "so": 30, "ar": 20, "et": 18, "en": 15, "uk": 12, "ckb": 9,
    "fa": 8, "zh-hans": 8, "vi": 7, "tr": 6, "es": 6, "fr": 4,
}  # fmt: skip
#: In a district, as it would be in any of them
FEWEST_PEOPLE, MOST_PEOPLE = 9_000, 60_000
#: Statistics of a year come in the next one
YEARS_AGO = 1


def make_residents(today: date, *, seed: int = 1) -> int:
    """Of the districts where something is on offer. Returns how many numbers."""
    lot = random.Random(seed)  # noqa: S311 - no secret
    return len(Residents.objects.bulk_create(_rows(today.year - YEARS_AGO, lot)))


def _rows(year: int, lot: random.Random) -> Iterator[Residents]:
    used = Figure.objects.filter(what=Figure.What.SESSIONS, divided_by="a").order_by("area")
    for area in used.values_list("area", flat=True).distinct():
        people = lot.randint(FEWEST_PEOPLE, MOST_PEOPLE)
        for code, thousandths in LANGUAGES.items():
            number = round(people * thousandths / 1_000 * lot.uniform(0.4, 1.6))
            yield Residents(
                area=area, language_code=code, year=year, number=counted_as(number), is_invented=True
            )
