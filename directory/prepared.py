"""Questions to the database that nearly every page asks, each written once.

Django takes ten times as long to write such a question in SQL as the database to answer it. What it writes is
the same for all listings and days, so it is kept, and only the values are put in anew.
"""

from collections import namedtuple
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

#: Numbers of ids for which a question is written. Fewer are filled up, more are asked for without keeping it
SIZES = (8, 32)
#: Stand in a question for its values while it is written: no id is negative, no listing is that old
MARKED_ID, MARKED_YEAR = -1_000_000_000, 1000

#: A named tuple of columns, from which texts are read as from an instance
Row = Any
Value = int | date | datetime


class Prepared:
    """A function from ids, and from days and moments, to a queryset of `values_list(…, named=True)`.

    Called, it answers with the rows. What is given by name shapes the question: it is written for each anew.
    """

    def __init__(self, ask: Callable[..., QuerySet]):
        self.ask = ask
        self._written: dict[tuple[Hashable, ...], _Written] = {}

    def __call__(self, ids: Iterable[int], *days: date, **shape: Hashable) -> list[Row]:
        ids = list(ids)
        size = next((size for size in SIZES if len(ids) <= size), None)
        if not ids or size is None:
            return list(self.ask(ids, *days, **shape)) if ids else []
        filled = [*ids, *ids[-1:] * (size - len(ids))]
        return self._question(size, days, shape).answer([*filled, *days])

    def _question(self, size: int, days: Sequence[date], shape: dict[str, Hashable]) -> "_Written":
        key = (connection.vendor, size, *shape.items())
        if key not in self._written:
            self._written[key] = _write(self.ask, size, days, shape)
        return self._written[key]


@dataclass(frozen=True)
class _Written:
    """SQL, and for each of its parameters which value it takes (a slot), or what it always is.

    `converters` are Django's, from what the database says of a column to what Python knows it as.
    """

    sql: str
    parameters: tuple[tuple[int | None, Any], ...]
    columns: int
    converters: dict[int, tuple[list[Callable], Any]]
    row: type

    def answer(self, values: Sequence[Value]) -> list[Row]:
        adapted = [_adapted(value) for value in values]
        given = [always if slot is None else adapted[slot] for slot, always in self.parameters]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, given)
            return [self._row(found) for found in cursor.fetchall()]

    def _row(self, found: Sequence[Any]) -> Row:
        row = list(found[: self.columns])
        for place, (converters, column) in self.converters.items():
            for convert in converters:
                row[place] = convert(row[place], column, connection)
        return self.row._make(row)


def _write(ask: Callable[..., QuerySet], size: int, days: Sequence[date], shape: dict) -> _Written:
    """What `results_iter` of Django's compiler does, up to where the database is asked."""
    marks = [*(MARKED_ID - place for place in range(size)), *map(_marked, days, range(1, len(days) + 1))]
    query = ask(marks[:size], *marks[size:], **shape).query
    compiler = query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    adapted = [_adapted(mark) for mark in marks]
    return _Written(
        sql,
        tuple((adapted.index(each), None) if each in adapted else (None, each) for each in parameters),
        compiler.col_count,
        compiler.get_converters([column for column, *_more in compiler.select[: compiler.col_count]]),
        namedtuple("Row", query.selected),
    )


def _marked(value: date, place: int) -> date:
    if isinstance(value, datetime):
        return datetime(MARKED_YEAR, 1, place, tzinfo=UTC)
    return date(MARKED_YEAR, 1, place)


def _adapted(value: Value) -> Any:
    """As the database is given it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
