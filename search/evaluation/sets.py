"""Reading a judgement set: listings, queries, and which listing answers which query."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from search.evaluation.doubts import unknown_names, unknown_values
from search.evaluation.fields import JUDGEMENT, JUDGEMENT_OF_NEED, LISTING, NEED, NEED_OF_HALF, QUERY
from search.evaluation.lines import Field, Line, read_lines


@dataclass(frozen=True, slots=True)
class Asked:
    """One query: what somebody typed, with the site in which language. Both kind and need may be empty."""

    qid: str
    language: str
    text: str
    kind: str
    need: str


@dataclass(frozen=True)
class JudgementSet:
    """`judgements` holds the grade of each listing that has one, by query; none without such a file.

    `doubts` say what of the files nothing is done with.
    """

    listings: list[dict[str, Any]]
    queries: list[Asked]
    judgements: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    doubts: Sequence[str] = ()


def read_set(folder: Path, *, half: str = "", sample: int = 0) -> JudgementSet:
    """Read a folder. `half` keeps the needs of one half, `sample` at most so many queries.

    Raises UnreadableSet.
    """
    listings, asked = read_lines(folder / "listings.jsonl", LISTING), _asked(folder)
    of_needs = _if_any(folder / "need_judgements.jsonl", JUDGEMENT_OF_NEED)
    of_queries = _if_any(folder / "judgements.jsonl", JUDGEMENT)
    kept = _needs_of(folder, half)
    queries = [each for each in asked if not half or each.need in kept]
    if sample and sample < len(queries):
        # By lot, always the same one: every so many-th would be of few languages or of one kind
        drawn = set(sorted(queries, key=_lot)[:sample])
        queries = [each for each in queries if each in drawn]
    return JudgementSet(
        [line.values for line in listings],
        queries,
        _by_query(_grades(of_needs, "need"), queries) | _grades(of_queries, "qid"),
        [*unknown_values(listings), *_unknown(listings, asked, of_needs, of_queries)],
    )


def read_intents(folder: Path) -> dict[str, str]:
    """What each need is, in English. Raises UnreadableSet."""
    rows = (line.values for line in _if_any(folder / "needs.jsonl", NEED))
    return {row["need"]: row["intent_en"] for row in rows if row.get("intent_en")}


def _asked(folder: Path) -> list[Asked]:
    rows = (line.values for line in read_lines(folder / "queries.jsonl", QUERY))
    return [
        Asked(row["qid"], row["lang"], row["text"], row.get("kind") or "", row.get("need") or "")
        for row in rows
    ]


def _lot(asked: Asked) -> bytes:
    return hashlib.blake2b(asked.qid.encode(), digest_size=8).digest()


def _needs_of(folder: Path, half: str) -> set[str]:
    if not half:
        return set()
    rows = (line.values for line in read_lines(folder / "needs.jsonl", NEED_OF_HALF))
    return {row["need"] for row in rows if row["half"] == half}


def _by_query(by_need: Mapping[str, dict[str, int]], queries: list[Asked]) -> dict[str, dict[str, int]]:
    """Grades of a need hold for each of its queries."""
    return {each.qid: by_need[each.need] for each in queries if each.need in by_need}


def _grades(lines: list[Line], key: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for line in lines:
        found.setdefault(line.values[key], {})[line.values["id"]] = line.values["grade"]
    return found


def _unknown(
    listings: list[Line], asked: list[Asked], of_needs: list[Line], of_queries: list[Line]
) -> Iterator[str]:
    ids, needs = {line.values["id"] for line in listings}, {each.need for each in asked}
    yield from unknown_names(of_needs, "need", needs, "need")
    yield from unknown_names(of_needs, "id", ids, "listing")
    yield from unknown_names(of_queries, "qid", {each.qid for each in asked}, "query")
    yield from unknown_names(of_queries, "id", ids, "listing")


def _if_any(path: Path, fields: Mapping[str, Field]) -> list[Line]:
    return read_lines(path, fields) if path.exists() else []
