"""What an import did, as lines for the person who ran it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from directory.imports.problems import Problem
from directory.imports.ptv.values import Remarks
from directory.imports.upserts import Tally


@dataclass
class Report:
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    without_place: Counter = field(default_factory=Counter)
    unknown: Counter = field(default_factory=Counter)
    outcomes: dict[tuple[str, str], str] = field(default_factory=dict)
    used_channels: set[str] = field(default_factory=set)
    kept: int = 0

    def remark(self, remarks: Remarks) -> None:
        self.say(*(f"{remarks.subject}: {line}" for line in remarks.lines))

    def say(self, *lines: str) -> None:
        self.remarks += [line for line in lines if line not in self.remarks]

    def count(self, kind: str, identifier: str, *, is_new: bool, is_changed: bool) -> None:
        """Count an object once: what it was first is what the import did."""
        outcome = "added" if is_new else "changed" if is_changed else "unchanged"
        self.outcomes.setdefault((kind, identifier), outcome)

    def tally(self, kind: str) -> Tally:
        return Tally(**Counter(outcome for (of_kind, _), outcome in self.outcomes.items() if of_kind == kind))

    def keep(self, remarks: Remarks, fields: Iterable[str]) -> None:
        """Count fields that a person changed here and the source says otherwise of."""
        if names := sorted(fields):
            self.kept += len(names)
            remarks.add(f"changed here, not overwritten: {', '.join(names)}")

    def lines(self) -> Iterator[str]:
        yield from self.remarks
        if self.without_place:
            yield "Without a place here:"
            yield from (f"  {what}: {count}" for what, count in sorted(self.without_place.items()))
        if self.unknown:
            yield "Fields this import does not know:"
            yield from (f"  {path}: {count}" for path, count in sorted(self.unknown.items()))
        for kind in ("organization", "place"):
            tally = self.tally(kind)
            yield f"{kind}s: {tally.added} new, {tally.changed} changed, {tally.unchanged} as before"
        if self.kept:
            yield f"kept {self.kept} local edits"
        tally = self.tally("service")
        yield f"added {tally.added}, changed {tally.changed}, unchanged {tally.unchanged}"
