"""What an index says that the database does not, and the other way round."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from search.documents import public_service_ids
from search.engines import Engine
from search.indexing.building import build_all


@dataclass(frozen=True)
class Differences:
    """Ids of listings that the index lacks, that it should not have, and of which it has an old document.

    `unbuildable` are those whose document cannot be built: no repair helps them.
    """

    missing: frozenset[int] = frozenset()
    extra: frozenset[int] = frozenset()
    stale: frozenset[int] = frozenset()
    unbuildable: frozenset[int] = frozenset()

    @property
    def repairable(self) -> frozenset[int]:
        return self.missing | self.extra | self.stale

    def __and__(self, other: "Differences") -> "Differences":
        """What differs in both: a change between two looks is no difference."""
        both = self.repairable & other.repairable
        return Differences(other.missing & both, other.extra & both, other.stale & both, other.unbuildable)


@dataclass
class _Found:
    """What a look has found so far."""

    missing: set[int] = field(default_factory=set)
    extra: set[int] = field(default_factory=set)
    stale: set[int] = field(default_factory=set)
    unbuildable: set[int] = field(default_factory=set)

    def compare(self, wanted: dict[int, str], indexed: dict[int, str], failed: set[int]) -> None:
        self.missing |= wanted.keys() - indexed.keys()
        self.extra |= indexed.keys() - wanted.keys() - failed
        self.stale |= {each for each in wanted.keys() & indexed.keys() if wanted[each] != indexed[each]}
        self.unbuildable |= failed

    def differences(self) -> Differences:
        values = (self.missing, self.extra, self.stale, self.unbuildable)
        return Differences(*map(frozenset, values))


def find_differences(engine: Engine, *, today: date) -> Differences:
    """Compare every listing with its document in the index that serves, some hundreds at a time.

    Raises IndexMissing.
    """
    indexed, found = _Indexed(engine), _Found()
    for built in build_all(public_service_ids(today), today):
        wanted = {document.id: document.digest for document in built.documents}
        found.compare(wanted, indexed.up_to(built.service_ids[-1]), set(built.failed))
    found.compare({}, indexed.up_to(None), set())
    return found.differences()


class _Indexed:
    """The listings of an index, in pieces by their ids."""

    def __init__(self, engine: Engine):
        self.entries = iter(engine.entries())
        self.next = next(self.entries, None)

    def up_to(self, last: int | None) -> dict[int, str]:
        """The digests of those that come next, as far as an id, or all that are left."""
        return dict(self._taken(last))

    def _taken(self, last: int | None) -> Iterator[tuple[int, str]]:
        while self.next and (last is None or self.next.service_id <= last):
            yield self.next.service_id, self.next.digest
            self.next = next(self.entries, None)
