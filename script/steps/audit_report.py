"""The verdicts of an audit as one table, as lines that say what to mend, and as JSON."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from judges.verdicts import WHOLE_SITE, Verdict

MOST_LINES = 12  # of one judge; the JSON has all


def table(verdicts: Sequence[Verdict]) -> str:
    """Page × judge: in each cell the worst of all languages, with a * where the goal is missed."""
    of_pages = [verdict for verdict in verdicts if verdict.page != WHOLE_SITE]
    judges = list(dict.fromkeys(verdict.judge for verdict in of_pages))
    pages = list(dict.fromkeys(verdict.page for verdict in of_pages))
    rows = [
        ["page", *judges],
        *([page, *(_cell(of_pages, page, judge) for judge in judges)] for page in pages),
    ]
    whole = [
        f"{verdict.judge}: {verdict.shown}{_mark([verdict])}"
        for verdict in verdicts
        if verdict not in of_pages
    ]
    return "\n".join([*(_aligned(rows) if pages else []), *whole])


def complaints(verdicts: Iterable[Verdict]) -> list[str]:
    """Each problem once, with the pages and languages where it is."""
    places: dict[tuple[str, str], list[str]] = {}
    for verdict in verdicts:
        for problem in verdict.problems:
            places.setdefault((verdict.judge, problem), []).append(f"{verdict.page} {verdict.language}")
    by_judge: dict[str, list[str]] = {}
    for (judge, problem), where in places.items():
        by_judge.setdefault(judge, []).append(f"{judge}: {problem} [{_shortened(where)}]")
    return [line for lines in by_judge.values() for line in _first(lines)]


def as_json(verdicts: Sequence[Verdict], left_out: dict[str, str]) -> str:
    return json.dumps(
        {"verdicts": [asdict(verdict) for verdict in verdicts], "left_out": left_out},
        indent=1,
        ensure_ascii=False,
    )


def _cell(verdicts: Iterable[Verdict], page: str, judge: str) -> str:
    found = [verdict for verdict in verdicts if (verdict.page, verdict.judge) == (page, judge)]
    return min(found, key=lambda verdict: verdict.value).shown + _mark(found) if found else ""


def _mark(verdicts: Iterable[Verdict]) -> str:
    return "*" if any(verdict.problems for verdict in verdicts) else ""


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _first(lines: list[str]) -> list[str]:
    more = len(lines) - MOST_LINES
    return lines if more <= 0 else [*lines[:MOST_LINES], f"  … and {more} more: see --json"]


def _shortened(places: Sequence[str]) -> str:
    return ", ".join(places[:4]) + (f" and {len(places) - 4} more" if len(places) > 4 else "")
