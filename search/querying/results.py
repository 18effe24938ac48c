"""What a search answers: hits, counted facets and where one is in the pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

#: Hits on one page
PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class SessionHit:
    """The session that stands for a hit: of those that meet every condition the soonest, or the nearest.

    Without dates (`starts_at` is None) it says where, in which languages and how one gets in.
    """

    starts_at: datetime | None
    ends_at: datetime | None
    location_id: int | None
    languages: tuple[str, ...]
    entry: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A listing found; `distance_m` is from the reader's rounded place to that of its session."""

    service_id: int
    score: float
    session: SessionHit | None = None
    distance_m: int | None = None
    suited_ages: tuple[int, ...] = ()


@dataclass(frozen=True)
class Results:
    """One page of hits, how many there are in all, and how many listings each value of each facet would give.

    `page` is the page that is shown: the last one when a later one was asked for. `facets` holds, by the key
    of the facet, the values that give something and those that are chosen. `matched_all_words` is False
    when no listing has all words of the query and those with most of them are shown.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    page: int = 1
    pages: int = 1
    matched_all_words: bool = True
    #: The engine that answered, where it is another than usual
    reserve: str = ""

    @property
    def is_from_reserve(self) -> bool:
        return bool(self.reserve)

    @property
    def is_last_page(self) -> bool:
        return self.page == self.pages


@dataclass(frozen=True, slots=True)
class Matching:
    """How many listings an index has, and how many match each word of a query, in the order of the words.

    `with_long` tells, for each word, whether n-grams of long texts count.
    """

    listings: int
    words: tuple[int, ...] = ()
    with_long: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that begins like what was typed. `kind` is one of LABEL_KINDS, `code` its code or slug."""

    kind: str
    code: str
    label: str
    language: str
