"""What a coordinator asks the log of acts for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.apps import apps
from django.utils import timezone

from audit.choices import Act
from audit.models import Entry
from desk.filters import Filters, is_number

MOST_DIGITS = 18
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Asked(Filters):
    """`older` is the place after which a page begins."""

    q: str = ""
    person: str = ""
    act: str = ""
    kind: str = ""
    number: str = ""
    first: str = ""
    last: str = ""
    older: str = ""

    @classmethod
    def readers(cls) -> Mapping[str, Callable[[str], bool]]:
        return {
            "person": is_number,
            "act": lambda text: text in Act.values,
            "kind": _is_kind,
            "number": is_number,
            "first": _is_day,
            "last": _is_day,
            "older": _is_place,
        }

    def filters(self) -> dict[str, str]:
        """What it is narrowed by, without what somebody typed."""
        names = ("person", "act", "kind", "number", "first", "last")
        return {name: value for name in names if (value := getattr(self, name))}


def place_of(entry: Entry) -> str:
    return f"{(entry.at - EPOCH) // timedelta(microseconds=1)}-{entry.pk}"


def read_place(text: str) -> tuple[datetime, int]:
    moment, number = text.split("-")
    return EPOCH + timedelta(microseconds=int(moment)), int(number)


def day_begins(text: str, *, days: int = 0) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text)) + timedelta(days=days)


def _is_day(text: str) -> bool:
    """Of a year that every calendar here knows, and written with a plain hyphen."""
    try:
        return len(text) == 10 and 2000 <= date.fromisoformat(text).year < 2200
    except ValueError:
        return False


def _is_place(text: str) -> bool:
    parts = text.split("-")
    return len(parts) == 2 and all(
        part.isascii() and part.isdecimal() and len(part) < MOST_DIGITS for part in parts
    )


def _is_kind(text: str) -> bool:
    return any(text == model._meta.label_lower for model in apps.get_models())
