"""What a judgement set says that nothing is done with: often a slip, and left out of what is measured."""

from collections.abc import Collection, Iterator, Sequence

from directory.choices import Gender
from search.evaluation.lines import Line
from search.evaluation.listings import CHANNELS

#: Examples of each
MOST_NAMED = 3


def unknown_values(listings: Sequence[Line]) -> Iterator[str]:
    """Values of listings that the directory has no word for."""
    for field, known in {"for": Gender.values, "channels": CHANNELS}.items():
        found = ((line, each) for line in listings for each in line.values.get(field) or ())
        unknown = [(line, each) for line, each in found if each not in known]
        yield from _said(f"unknown values of {field!r} left out", unknown)


def unknown_names(lines: Sequence[Line], field: str, known: Collection[str], what: str) -> Iterator[str]:
    """Judgements of what the set does not have."""
    unknown = [(line, line.values[field]) for line in lines if line.values[field] not in known]
    yield from _said(f"judgements of an unknown {what}", unknown)


def _said(what: str, found: Sequence[tuple[Line, str]]) -> Iterator[str]:
    if found:
        named = ", ".join(f"{value!r} (line {line.number})" for line, value in found[:MOST_NAMED])
        yield f"{found[0][0].path}: {what}: {len(found)}, such as {named}"
