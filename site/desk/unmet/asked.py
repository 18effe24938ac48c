"""What a coordinator asks the board of unmet need for: read from an address, never an error."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from urllib.parse import urlencode

from django.conf import settings

from directory.reading.vocabulary import vocabulary

#: How many months back one may look
MONTHS = 24


@dataclass(frozen=True)
class Asked:
    """A month, or the last twelve of them (None), and what the numbers are narrowed to."""

    month: date | None
    language: str = ""
    area: str = ""
    theme: str = ""

    @classmethod
    def read(cls, get: Mapping[str, str], today: date) -> Self:
        terms, language = vocabulary(settings.LANGUAGE_CODE), get.get("language", "")
        theme = terms.topic(get.get("theme", ""))
        return cls(
            month=_month(get.get("month", ""), today),
            language=language if language in settings.MODELTRANSLATION_LANGUAGES else "",
            area=get.get("area", "") if get.get("area", "") in terms.areas else "",
            theme=theme.code if theme and theme.is_theme else "",
        )

    def query_string(self) -> str:
        values = {
            "month": f"{self.month:%Y-%m}" if self.month else "year",
            "language": self.language,
            "area": self.area,
            "theme": self.theme,
        }
        return urlencode({name: value for name, value in values.items() if value})

    def narrowed(self, **values: str) -> str:
        """The address of the same board, narrowed further."""
        return f"?{replace(self, **values).query_string()}"


def months_until(today: date) -> list[date]:
    """The months one may look at, the newest first."""
    first = today.replace(day=1)
    return [month_before(first, number) for number in range(MONTHS)]


def month_before(month: date, number: int) -> date:
    year, index = divmod(month.year * 12 + month.month - 1 - number, 12)
    return date(year, index + 1, 1)


def _month(text: str, today: date) -> date | None:
    """ "2026-03"; nothing for "year"; this month for anything else."""
    if text == "year":
        return None
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return month if month in months_until(today) else today.replace(day=1)
