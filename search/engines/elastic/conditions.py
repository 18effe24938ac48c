"""The conditions of a query in the words of Elasticsearch: values go into them as values, never as syntax."""

from datetime import date, datetime

from elasticsearch.dsl import query as dsl

from search.engines.elastic.fields import OCCURRENCES, SERVICE, TEMPLATES, facet_field
from search.queries import Condition, Query, TimeCondition


class Conditions:
    """What listings and sessions have to meet, all of it or all but one facet: `without`."""

    def __init__(self, query: Query):
        self.query = query
        self.offered = [is_listing(), is_offered(query.today)]
        self.suited = _of_age(query.ages)

    def listings(self, without: str = "") -> list[dsl.Query]:
        """Conditions on listings alone."""
        return [_having(facet_field(each.key), each) for each in self.query.service if each.key != without]

    def session_exists(self, without: str = "") -> list[dsl.Query]:
        """That there is a session for all conditions on sessions; nothing where there are none."""
        if not self.query.time and not {each.key for each in self.query.session} - {without}:
            return []
        return [self.meeting(self.query.time, without)]

    def meeting(self, time: TimeCondition, without: str = "") -> dsl.Query:
        """A listing with a session for all conditions on sessions, and this one on its time."""
        path = self.path(time)
        return dsl.Nested(path=path, query=dsl.Bool(filter=self.sessions(path, time, without)))

    def path(self, time: TimeCondition) -> str:
        """Where sessions are looked for: those without dates count until a time is asked."""
        return OCCURRENCES if time else TEMPLATES

    def sessions(self, path: str, time: TimeCondition, without: str = "") -> list[dsl.Query]:
        """Conditions on one session below a path."""
        own = [_having(f"{path}.{each.key}", each) for each in self.query.session if each.key != without]
        return own + (self.coming(time) if path == OCCURRENCES else self._alive())

    def coming(self, time: TimeCondition) -> list[dsl.Query]:
        """Occurrences that are not over and meet the condition."""
        after, ranges = minute_of(self.query.now), []
        if time.window:
            after = max(after, minute_of(time.window.start))
            ranges.append(dsl.Range(**{f"{OCCURRENCES}.start": {"lt": minute_of(time.window.end)}}))
        ranges.append(dsl.Range(**{f"{OCCURRENCES}.end": {"gt": after}}))
        parts = [dsl.Terms(**{f"{OCCURRENCES}.part": sorted(set(time.parts))})] if time.parts else []
        return ranges + parts

    def _alive(self) -> list[dsl.Query]:
        """Templates that are not over: their last day is not past, or a session runs past midnight."""
        last_day, last_end = f"{TEMPLATES}.last_day", f"{TEMPLATES}.last_end"
        is_past = dsl.Range(**{last_day: {"lt": self.query.today.isoformat()}})
        is_running = dsl.Range(**{last_end: {"gt": minute_of(self.query.now)}})
        return [dsl.Bool(should=[dsl.Bool(must_not=[is_past]), is_running], minimum_should_match=1)]


def is_listing() -> dsl.Query:
    return dsl.Term(record=SERVICE)


def minute_of(moment: datetime) -> int:
    """Full minutes since 1970."""
    return int(moment.timestamp() // 60)


def is_offered(today: date) -> dsl.Query:
    """What has begun and is not over."""
    day = today.isoformat()
    return dsl.Bool(must_not=[dsl.Range(valid_from={"gt": day}), dsl.Range(valid_until={"lt": day})])


def _of_age(ages: tuple[int, ...]) -> list[dsl.Query]:
    """Listings that suit one of the ages."""
    if not ages:
        return []
    suited = [
        dsl.Bool(must_not=[dsl.Range(minimum_age={"gt": age}), dsl.Range(maximum_age={"lt": age})])
        for age in ages
    ]
    return [dsl.Bool(should=suited, minimum_should_match=1)]


def _having(field: str, condition: Condition) -> dsl.Query:
    return dsl.Terms(**{field: list(condition.values)})
