"""Reading a judgement set: listings, queries, and which listing answers which query."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: Kind of a query that names none
NO_KIND = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """One query: what somebody typed, with the site in which language."""

    qid: str
    language: str
    text: str
    kind: str
    need: str


@dataclass(frozen=True)
class JudgementSet:
    """`judgements` holds the grade of each listing that has one, by query; none without such a file."""

    listings: list[dict[str, Any]]
    queries: list[Asked]
    judgements: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def read_set(folder: Path, *, half: str = "", sample: int = 0) -> JudgementSet:
    """Read a folder. `half` keeps the needs of one half, `sample` at most so many queries."""
    kept = _needs_of(folder, half)
    rows = [row for row in _lines(folder / "queries.jsonl") if not half or row.get("need") in kept]
    queries = [_asked(row) for row in rows]
    if sample and sample < len(queries):
        # By lot, always the same one: every so many-th would be of few languages or of one kind
        drawn = set(sorted(queries, key=_lot)[:sample])
        queries = [each for each in queries if each in drawn]
    return JudgementSet(list(_lines(folder / "listings.jsonl")), queries, _judgements(folder, queries))


def read_intents(folder: Path) -> dict[str, str]:
    """What each need is, in English."""
    path = folder / "needs.jsonl"
    return {row["need"]: row["intent_en"] for row in _lines(path)} if path.exists() else {}


def _asked(row: Mapping[str, Any]) -> Asked:
    return Asked(row["qid"], row["lang"], row["text"], row.get("kind", NO_KIND), row.get("need", ""))


def _lot(asked: Asked) -> bytes:
    return hashlib.blake2b(asked.qid.encode(), digest_size=8).digest()


def _needs_of(folder: Path, half: str) -> set[str]:
    if not half:
        return set()
    return {row["need"] for row in _lines(folder / "needs.jsonl") if row["half"] == half}


def _judgements(folder: Path, queries: list[Asked]) -> dict[str, dict[str, int]]:
    """By query; grades of a need hold for each of its queries."""
    by_need = _grades(folder / "need_judgements.jsonl", "need")
    found = {each.qid: by_need[each.need] for each in queries if each.need in by_need}
    return found | _grades(folder / "judgements.jsonl", "qid")


def _grades(path: Path, key: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in _lines(path) if path.exists() else ():
        found.setdefault(row[key], {})[row["id"]] = row["grade"]
    return found


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
