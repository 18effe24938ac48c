"""What a reader asks, read from an address: never an error, whatever stands in it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from directory.choices import Channel, Entry, Gender, OrganizationKind, ServiceKind
from directory.dates.times import PartOfDay
from search.geography import Point

LONGEST_TEXT = 500
LONGEST_READ = 5_000
MOST_VALUES = 20
#: Organisations and places come from links, one at a time
MOST_NAMED = 5
OLDEST_AGE = 120
LAST_PAGE = 9_999
YEARS = range(2000, 2101)


class When(TextChoices):
    """Times a reader chooses by name; a date can stand in its place."""

    NOW = "now", pgettext_lazy("time", "Open now")
    TODAY = "today", pgettext_lazy("time", "Today")
    TOMORROW = "tomorrow", pgettext_lazy("time", "Tomorrow")
    WEEK = "week", pgettext_lazy("time", "This week")
    WEEKDAYS = "weekdays", pgettext_lazy("time", "Monday to Friday")
    WEEKEND = "weekend", pgettext_lazy("time", "At the weekend")


class Sort(TextChoices):
    BEST = "best", pgettext_lazy("order", "Best first")
    NEAREST = "nearest", pgettext_lazy("order", "Nearest first")
    SOONEST = "soonest", pgettext_lazy("order", "Soonest first")


@dataclass(frozen=True, slots=True)
class Parameters:
    """One search, named as in its address. Where several values may be chosen, any of them is to hold.

    Ages are in years, one for each child. `spoken` are languages spoken there, `when` is a value of `When` or
    a day (ISO 8601), `near` is the reader's place, already rounded. `easy` are languages with a text in their
    easy form. `as_words` are conditions in `q` that are to be no filters but words (see
    search.querying.from_words); with `only_words` they find what has them, and nothing by what they mean.
    `on_map` shows where the results are. `rejected` are pairs of key and text that a page should say
    something about: what was typed as a postal code or an age and is none.
    """

    q: str = ""
    theme: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    age: tuple[int, ...] = ()
    whom: tuple[str, ...] = ()
    gender: tuple[str, ...] = ()
    free: bool = False
    entry: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    postal_code: tuple[str, ...] = ()
    near: Point | None = None
    when: str = ""
    part: tuple[str, ...] = ()
    family_centre: bool = False
    step_free: bool = False
    no_client_relation: bool = False
    no_identity: bool = False
    easy: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    organization_kind: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    organization: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    as_words: tuple[str, ...] = ()
    only_words: bool = False
    on_map: bool = False
    sort: str = Sort.BEST.value
    page: int = 1
    rejected: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @classmethod
    def read(cls, get: Mapping[str, Any]) -> Self:
        """Read a QueryDict, or a mapping of keys to one or several values. What is no answer is left out."""
        rejected = tuple((key, text) for key, read in REFUSALS.items() for text in read(_texts(get, key)))
        return cls(**{key: read(_texts(get, key)) for key, read in READERS.items()}, rejected=rejected)

    def values(self, key: str) -> tuple[str, ...]:
        """The values of one key as they stand in the address; none for the default."""
        value = getattr(self, key)
        if value == DEFAULTS[key]:
            return ()
        if isinstance(value, bool):
            return ("1",)
        # A point is a tuple too
        return tuple(map(str, value)) if type(value) is tuple else (str(value),)

    def with_value(self, key: str, value: object) -> Self:
        """The same search with a value more, or another where there can be only one; from its first page."""
        kept = self.values(key) if type(DEFAULTS[key]) is tuple else ()
        return self._changed(key, (*kept, str(value)))

    def without_value(self, key: str, value: object = None) -> Self:
        """The same search without a value, or without any of this key; from its first page."""
        return self._changed(
            key, [each for each in self.values(key) if value is not None and each != str(value)]
        )

    def query_string(self) -> str:
        """The address of this search after the question mark: keys in a fixed order, defaults left out."""
        return urlencode([(key, value) for key in READERS for value in self.values(key)])

    def without_filters(self) -> Self:
        """The same words and topic alone: what is left when everything chosen is taken away."""
        return type(self).read({key: self.values(key) for key in UNDERSTOOD})

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """The filters that can be taken away, as pairs of key and value, in their order."""
        return tuple((key, value) for key in READERS if key not in NOT_FILTERS for value in self.values(key))

    def _changed(self, key: str, values: Iterable[str]) -> Self:
        read = READERS[key](_texts({key: tuple(values)}, key))
        return replace(self, **{"rejected": (), "page": 1, key: read})


#: Keys of what was asked for, which a page says in its heading
UNDERSTOOD = ("q", "theme", "topic")
#: Keys that narrow nothing
NOT_FILTERS = ("q", "near", "as_words", "on_map", "sort", "page")
DEFAULTS = {each.name: each.default for each in fields(Parameters)}

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,119}", re.ASCII)
_POSTAL_CODE = re.compile(r"\d{5}", re.ASCII)
#: "3-6" are two, "-1" is none
_NUMBERS = re.compile(r"(?<![\d-])\d+|(?<=\d-)\d+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
#: Latin, Arabic and Chinese
COMMAS = re.compile("[,،、，]")
_YES = ("1", "true", "on", "yes")


def _texts(get: Mapping[str, Any], key: str) -> list[str]:
    """All values of a key as text, without control characters and halves of surrogate pairs."""
    found = get.getlist(key) if hasattr(get, "getlist") else get.get(key, ())
    found = (found,) if isinstance(found, str) or not isinstance(found, Iterable) else found
    return [_printable(str(value)) for value in found]


def _printable(text: str) -> str:
    return _NOT_TEXT.sub(" ", text[:LONGEST_READ]).strip()


def _text(texts: list[str]) -> str:
    return texts[-1][:LONGEST_TEXT].strip() if texts else ""


def _codes(texts: list[str]) -> tuple[str, ...]:
    return _distinct(value for value in _listed(texts) if _CODE.fullmatch(value))


def _few_codes(texts: list[str]) -> tuple[str, ...]:
    return _codes(texts)[:MOST_NAMED]


def _postal_codes(texts: list[str]) -> tuple[str, ...]:
    return _distinct(code for value in _listed(texts) for code in _postal_codes_in(value))


def _no_postal_codes(texts: list[str]) -> tuple[str, ...]:
    return _distinct(
        value[:LONGEST_TEXT] for value in _listed(texts) if value and not _postal_codes_in(value)
    )


def _postal_codes_in(value: str) -> list[str]:
    """Several with spaces between them, or one with spaces in it, in the digits of any script."""
    parts = _western_digits(value).split()
    codes = parts if all(map(_POSTAL_CODE.fullmatch, parts)) else ["".join(parts)]
    return codes if all(map(_POSTAL_CODE.fullmatch, codes)) else []


def _western_digits(text: str) -> str:
    """The same text with the digits 0 to 9 for those of other scripts."""
    return "".join(str(unicodedata.digit(char, char)) if char.isdecimal() else char for char in text)


def _ages(texts: list[str]) -> tuple[int, ...]:
    """Numbers, whatever a person writes between them: "3, 9", "3 and 9", "3 iyo 9"."""
    numbers = (_number(digits) for text in texts for digits in _NUMBERS.findall(text))
    return _distinct(n for n in numbers if n is not None and n <= OLDEST_AGE)


def _no_ages(texts: list[str]) -> tuple[str, ...]:
    return _distinct(text[:LONGEST_TEXT] for text in texts if text and not _ages([text]))


def _flag(texts: list[str]) -> bool:
    return any(text.lower() in _YES for text in texts)


def _near(texts: list[str]) -> Point | None:
    try:
        latitude, longitude = map(float, (texts[-1] if texts else "").split(","))
    except ValueError:
        return None
    # Also false for what is not a number
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return Point.rounded(latitude, longitude)


def _when(texts: list[str]) -> str:
    text = texts[-1] if texts else ""
    return text if text in When.values or _is_day(text) else ""


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and date.fromisoformat(text).year in YEARS
    except ValueError:
        return False


def _sort(texts: list[str]) -> str:
    return texts[-1] if texts and texts[-1] in Sort.values else Sort.BEST.value


def _page(texts: list[str]) -> int:
    return min(max(1, _number(texts[-1]) or 1), LAST_PAGE) if texts else 1


class _OneOf:
    """Reads values out of a closed list."""

    def __init__(self, choices: type[TextChoices]):
        self.known = frozenset(choices.values)

    def __call__(self, texts: list[str]) -> tuple[str, ...]:
        return _distinct(value for value in _listed(texts) if value in self.known)


def _listed(texts: list[str]) -> Iterator[str]:
    """Several values may stand in one, with the commas of any keyboard: "3,9", "3، 9"."""
    return (part.strip() for text in texts for part in COMMAS.split(text))


def _distinct(values: Iterable) -> tuple:
    return tuple(dict.fromkeys(values))[:MOST_VALUES]


def _number(text: str) -> int | None:
    # Digits of other scripts are numbers too; longer ones than any page or age are not read at all
    return int(text) if text.isdecimal() and len(text) <= 9 else None


READERS = {
    "q": _text,
    "theme": _codes,
    "topic": _codes,
    "age": _ages,
    "whom": _codes,
    "gender": _OneOf(Gender),
    "free": _flag,
    "entry": _OneOf(Entry),
    "spoken": _codes,
    "channel": _OneOf(Channel),
    "area": _codes,
    "postal_code": _postal_codes,
    "near": _near,
    "when": _when,
    "part": _OneOf(PartOfDay),
    "family_centre": _flag,
    "step_free": _flag,
    "no_client_relation": _flag,
    "no_identity": _flag,
    "easy": _codes,
    "written": _codes,
    "organization_kind": _OneOf(OrganizationKind),
    "kind": _OneOf(ServiceKind),
    "organization": _few_codes,
    "location": _few_codes,
    "as_words": _codes,
    "only_words": _flag,
    "on_map": _flag,
    "sort": _sort,
    "page": _page,
}
#: What was typed into a field and cannot be read
REFUSALS = {"postal_code": _no_postal_codes, "age": _no_ages}
