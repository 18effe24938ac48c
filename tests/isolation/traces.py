"""Everything that a request could change, as one value to compare."""

from dataclasses import dataclass
from hashlib import sha256

from django.db import connection
from django.utils import timezone

from search.engines import IndexState, get_engine
from search.querying.parameters import Parameters
from search.querying.queries import build
from search.querying.results import Results

#: Signing in writes there
LEFT_OUT = {"django_session"}


@dataclass(frozen=True)
class Traces:
    """A digest of each table's rows, and what the index says of itself and finds."""

    tables: dict[str, str]
    state: IndexState | None
    found: Results

    @classmethod
    def take(cls) -> "Traces":
        query = build(Parameters(), now=timezone.now(), language="fi")
        names = set(connection.introspection.table_names()) - LEFT_OUT
        tables = {name: _digest(name) for name in names}
        return cls(tables, get_engine().state(), get_engine().search(query))

    def changed(self, other: "Traces") -> set[str]:
        """The tables, or "index", in which the two differ."""
        tables = {name for name, digest in self.tables.items() if other.tables[name] != digest}
        is_same_index = (self.state, self.found) == (other.state, other.found)
        return tables if is_same_index else {*tables, "index"}


def _digest(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        rows = sorted(map(repr, cursor.fetchall()))
    return sha256("".join(rows).encode()).hexdigest()
