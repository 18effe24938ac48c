"""What was measured as a page of the documentation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from search.evaluation.figures import Shares
from search.evaluation.misses import NOT_FOUND, Miss, Missed
from search.evaluation.report import Report

Row = Mapping[str, Any]


@dataclass
class Measured:
    """What was measured of one judgement set. Misses alone come from the half that search is tuned on.

    `topics` are the names of the vocabulary's topics.
    """

    name: str
    listings: Mapping[str, Row]
    intents: Mapping[str, str]
    report: Report
    without: dict[str, Report] = field(default_factory=dict)
    struck: Report | None = None
    buried: Report | None = None
    misses: Sequence[Miss] = ()
    topics: Sequence[str] = ()
    missed: Sequence[Missed] = ()


def document(sets: Sequence[Measured], *, bury: int) -> str:
    return "\n".join(_lines(sets, bury)) + "\n"


def _lines(sets: Sequence[Measured], bury: int) -> Iterator[str]:
    yield from (
        "# How well search finds",
        "",
        f"Written by `manage.py evaluate_search {' '.join(f'evaluation/{each.name}' for each in sets)}"
        f"{f' --bury {bury}' if bury else ''} --write-docs docs/search-quality.md`: do not edit.",
        "",
        "Every figure is of the reporting halves of the judgement sets, over Finnish-only listings without"
        " any chosen topic; what the sets are and what they cannot say stands in"
        " [evaluation/README.md](../evaluation/README.md). Nobody has looked at the queries of these halves"
        " while tuning. The misses at the end are therefore of the other half, the one that search is tuned"
        " on: whoever reads the misses of a half has tuned on it.",
        "",
        "Under words, topics and meaning stands what each of them gives of the scores of the right listings"
        " among the first five.",
    )
    for each in sets:
        yield from ("", f"## {each.name}", "", *_figures(each.report), "", *_matrix(each.report))
        buried = ", and listings buried" if each.buried else ""
        yield from ("", f"### Ways of finding left out{buried}", "", *_compared(each, bury))
    for each in sets:
        yield from ("", f"## Worst misses of {each.name}, tuning half", "", *_misses(each))
    for each in sets:
        yield from ("", f"## Worst misses of {each.name} in each language, tuning half", "", *_missed(each))


def _figures(report: Report) -> Iterator[str]:
    yield from _head("", "queries", "first place", "among five", "MRR", "nDCG@10", *Shares._fields)
    for name, each in [*report.by_kind.items(), ("**all**", report.all)]:
        values = (each.success_1, each.success_5, each.mrr, each.ndcg_10, *each.shares)
        yield _row(name, each.queries, *map(_share, values))


def _matrix(report: Report) -> Iterator[str]:
    """Among the first five, by language and kind."""
    yield from _head("among five", *report.by_kind, "all")
    for language, own in report.by_language.items():
        cells = (report.cells.get(f"{language} {kind}") for kind in report.by_kind)
        yield _row(
            language, *(_share(each.success_5) if each else "" for each in cells), _share(own.success_5)
        )


def _compared(measured: Measured, bury: int) -> Iterator[str]:
    kinds = list(measured.report.by_kind)
    yield from _head("", *kinds, "all", "first place")
    rows = {"everything": measured.report}
    rows |= {f"without {channel}": each for channel, each in measured.without.items()}
    if measured.struck:
        rows["the topic of the need struck out"] = measured.struck
    if measured.buried:
        rows[f"among {bury} more listings"] = measured.buried
    for name, report in rows.items():
        by_kind = (_share(report.by_kind[kind].success_5) for kind in kinds)
        yield _row(name, *by_kind, _share(report.all.success_5), _share(report.all.success_1))


def _misses(measured: Measured) -> Iterator[str]:
    yield from _head("Need", "missed", "the right one", "its place", "what stands first")
    for miss in measured.misses:
        yield _row(
            measured.intents.get(miss.need, miss.need),
            f"{miss.missed} of {miss.asked}",
            _name(measured.listings, miss.right),
            _place(miss.place),
            _name(measured.listings, miss.instead),
        )


def _missed(measured: Measured) -> Iterator[str]:
    """Each with what shows the reason: the topic it was taken for beside that of the right listing."""
    yield from _head(
        "", "typed", "the right one", "its place", "taken for", "it is about", "found without"
    )  # fmt: skip
    for missed in measured.missed:
        asked = missed.answered.asked
        yield _row(
            asked.language,
            asked.text,
            _name(measured.listings, missed.right),
            _place(missed.place),
            _topic(measured.topics, missed.taken_for),
            _topic(measured.topics, missed.about),
            ", ".join(missed.found_without),
        )


def _topic(names: Sequence[str], place: int | None) -> str:
    return "" if place is None else names[place]


def _place(place: int) -> str:
    return str(place) if place < NOT_FOUND else "not found"


def _name(listings: Mapping[str, Row], key: str) -> str:
    return listings[key]["name"] if key in listings else "a generated listing" if key else "nothing"


def _head(*names: str) -> tuple[str, str]:
    return _row(*names), "|" + "---|" * len(names)


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _share(value: float) -> str:
    return f"{value:.3f}"
