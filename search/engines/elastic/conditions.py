"""The conditions of a query in the words of Elasticsearch: values go into them as values, never as syntax."""

from datetime import date

from elasticsearch.dsl import query as dsl

from search.engines.elastic.fields import (
    ANY_PART,
    SERVICE,
    TEMPLATES,
    UNTIL,
    facet_field,
    last_end_field,
    open_field,
)
from search.engines.elastic.times import bounds, minute_of
from search.querying.queries import Condition, Query, TimeCondition


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
        return dsl.Nested(path=TEMPLATES, query=dsl.Bool(filter=self.sessions(time, without)))

    def sessions(self, time: TimeCondition, without: str = "") -> list[dsl.Query]:
        """Conditions on one template; those without dates count until a time is asked."""
        own = [_having(f"{TEMPLATES}.{each.key}", each) for each in self.query.session if each.key != without]
        return [*own, self.coming(time) if time else dsl.Range(**{UNTIL: {"gt": minute_of(self.query.now)}})]

    def coming(self, time: TimeCondition) -> dsl.Query:
        """Templates with a session that is not over and meets the condition."""
        if time.windows:
            parts, stretches = _distinct(time.parts) or [ANY_PART], bounds(time, self.query.now)
            ways = [_open(part, after, before) for part in parts for after, before in stretches]
        else:
            minute = minute_of(self.query.now)
            ways = [dsl.Range(**{last_end_field(part): {"gt": minute}}) for part in _distinct(time.parts)]
        return dsl.Bool(should=ways, minimum_should_match=1)


def is_listing() -> dsl.Query:
    return dsl.Term(record=SERVICE)


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


def _open(part: str, after: int, before: int) -> dsl.Query:
    """A session of this part of the day that ends after one minute and begins before another.

    It has to be running in some minute of both; or, where the first comes later, from the one to the other.
    """
    first, last, relation = after, before - 1, "intersects"
    if first > last:
        first, last, relation = last, first, "contains"
    return dsl.Range(**{open_field(part): {"gte": first, "lte": last, "relation": relation}})


def _distinct(parts: tuple[str, ...]) -> list[str]:
    return sorted(set(parts))
