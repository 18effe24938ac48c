"""What was asked becomes our own query, which any engine can answer. No input or output."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from directory.dates import times
from directory.dates.times import Window
from search.analysis import QueryWord, query_words
from search.analysis.languages import read_as
from search.geography import Point
from search.querying.facets import Level, facets_of
from search.querying.parameters import Parameters, Sort, When
from search.querying.sought import Sought

MOST_WORDS = 24
SHORTEST_WITH_GRAMS = 5


@dataclass(frozen=True, slots=True)
class Condition:
    """A facet and the values of which at least one must be there."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeCondition:
    """When the session must be: in one of the windows, if any, and in one of the parts of the day, if any.

    Windows are in their order and apart from each other.
    """

    windows: tuple[Window, ...] = ()
    parts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.windows or self.parts)


@dataclass(frozen=True, slots=True)
class Query:
    """A search, ready to be answered. All must hold; `session` and `time` for one and the same session.

    `when` is the chosen time's name, or a day, and `named_times` are all that can be chosen by name, to be
    counted. `near` changes distances and nothing else. Where facets are not counted only the hits are wanted.
    """

    now: datetime
    language: str
    words: tuple[QueryWord, ...] = ()
    sought: Sought | None = None
    service: tuple[Condition, ...] = ()
    session: tuple[Condition, ...] = ()
    ages: tuple[int, ...] = ()
    when: str = ""
    time: TimeCondition = TimeCondition()
    named_times: tuple[tuple[str, tuple[Window, ...]], ...] = ()
    near: Point | None = None
    sort: str = Sort.BEST.value
    page: int = 1
    counts_facets: bool = True

    @property
    def today(self) -> date:
        return times.local_date(self.now)


def build(parameters: Parameters, *, now: datetime, language: str, sought: Sought | None = None) -> Query:
    """Build the query of a search made at `now` (aware) in the interface language `language`.

    `sought` is what its text was understood to ask for besides its words.
    """
    named = times_by_name(now)
    needs_place = parameters.sort == Sort.NEAREST and parameters.near is None
    return Query(
        now=now,
        language=language,
        words=_words(parameters.q, language),
        sought=sought,
        service=_conditions(parameters, Level.SERVICE),
        session=_conditions(parameters, Level.SESSION),
        ages=parameters.age,
        when=parameters.when,
        time=TimeCondition(_windows(parameters.when, named), parameters.part),
        named_times=named,
        near=parameters.near,
        sort=Sort.BEST.value if needs_place else parameters.sort,
        page=parameters.page,
    )


def times_by_name(now: datetime) -> tuple[tuple[str, tuple[Window, ...]], ...]:
    """The times that can be chosen by name. Sessions begin and end at full minutes: "now" is one."""
    minute = now.astimezone(UTC).replace(second=0, microsecond=0)
    return (
        (When.NOW.value, (Window(minute, minute + timedelta(minutes=1)),)),
        (When.TODAY.value, (times.today(minute),)),
        (When.TOMORROW.value, (times.tomorrow(minute),)),
        (When.WEEK.value, (times.this_week(minute),)),
        (When.WEEKDAYS.value, times.weekdays(minute)),
        (When.WEEKEND.value, (times.weekend(minute),)),
    )


def _windows(when: str, named: Iterable[tuple[str, tuple[Window, ...]]]) -> tuple[Window, ...]:
    if not when:
        return ()
    return dict(named).get(when) or (times.on_date(date.fromisoformat(when)),)


def _conditions(parameters: Parameters, level: Level) -> tuple[Condition, ...]:
    chosen = ((facet.key, parameters.values(facet.key)) for facet in facets_of(level))
    return tuple(Condition(key, values) for key, values in chosen if values)


def _words(text: str, language: str) -> tuple[QueryWord, ...]:
    """The words that are looked for: each as every language reads it.

    Function words of any of the languages are left out, as nobody knows in which one was typed; when nothing
    else remains, what the reader's own language leaves.
    """
    readings = [
        {word.word: word for word in query_words(text, each, limit=MOST_WORDS)} for each in read_as(language)
    ]
    own, *others = readings
    common = [word for word in own if all(word in other for other in others)]
    return tuple(
        _merged([reading[word] for reading in readings if word in reading]) for word in common or own
    )


def _merged(readings: list[QueryWord]) -> QueryWord:
    word = readings[0].word
    exact = dict.fromkeys(token for reading in readings for token in reading.exact)
    return QueryWord(word, tuple(exact), readings[0].grams if len(word) >= SHORTEST_WITH_GRAMS else ())
