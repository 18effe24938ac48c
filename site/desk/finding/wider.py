"""Where nobody meets all that is asked: what is met by somebody without one of the conditions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from desk.finding.asked import Asked
from desk.finding.organizations import ranked


@dataclass(frozen=True)
class Wider:
    """The condition that is left out, how many organisations meet the others, and where they are."""

    name: str
    number: int
    query_string: str


def wider(asked: Asked, named: Mapping[str, str], today: date) -> list[Wider]:
    """The one that most meet first; three queries for each condition."""
    if len(named) < 2:
        return []
    without = ((words, replace(asked, **{condition: ""})) for condition, words in named.items())
    found = [Wider(words, len(ranked(less, today)), less.query_string()) for words, less in without]
    return sorted((each for each in found if each.number), key=lambda each: -each.number)
