"""The periods of reports: the last twelve months, a year, a quarter of one."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from desk.figures.months import first_of, month_before, months_between
from directory.reading import wording

WRITTEN = re.compile(r"(\d{4})(?:-Q([1-4]))?", re.ASCII)
#: So many quarters and years one may look back to; figures of other periods are asked for by their names
QUARTERS, YEARS = 8, 3
#: A trend is at least so many months long
TREND = 12


@dataclass(frozen=True)
class Period:
    """`code` is its name in an address: "2026", "2026-Q3"; nothing for the last twelve months."""

    code: str
    first: date
    last: date

    @classmethod
    def read(cls, code: str, today: date) -> "Period":
        """The last twelve months, where it is no year and no quarter that has begun."""
        found = WRITTEN.fullmatch(code)
        if found and 2000 <= int(found[1]) <= today.year:
            year, quarter = int(found[1]), int(found[2] or 0)
            first = date(year, 3 * quarter - 2 if quarter else 1, 1)
            if first <= today:
                return cls(code, first, month_before(first, -2 if quarter else -11))
        last = first_of(today)
        return cls("", month_before(last, 11), last)

    @property
    def name(self) -> str:
        if not self.code:
            return _("The last twelve months")
        if self.is_year:
            return self.code
        return f"{wording.month_name(self.first)} – {wording.month_name(self.last)}"

    @property
    def is_year(self) -> bool:
        return self.code.isdecimal()

    @property
    def months(self) -> list[date]:
        return months_between(self.first, self.last)

    @property
    def before(self) -> "Period":
        """As long, and just before it."""
        length = len(self.months)
        return Period("before", month_before(self.first, length), month_before(self.last, length))

    def trend(self, today: date) -> list[date]:
        """Its months as far as they have begun, and some before where it is short."""
        last = min(self.last, first_of(today))
        return months_between(min(self.first, month_before(last, TREND - 1)), last)


def choices(today: date) -> list[tuple[str, str]]:
    """Those to choose from, with their names, the newest first."""
    quarters = []
    month = first_of(today)
    for _number in range(QUARTERS):
        quarters.append(f"{month.year}-Q{(month.month + 2) // 3}")
        month = month_before(month, 3)
    years = [str(today.year - number) for number in range(YEARS)]
    return [(code, Period.read(code, today).name) for code in ("", *years, *quarters)]
