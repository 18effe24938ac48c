"""From a search as it stands in an address to the query an engine answers: the one way for all pages."""

import datetime

from search.meaning.asking import PATIENCE
from search.parameters import Parameters
from search.queries import Query, build
from search.seeking import seek


def query_of(
    parameters: Parameters, *, now: datetime.datetime, language: str, patience: float | None = PATIENCE
) -> Query:
    """The query of a search made at `now`, with what its words are understood to ask for.

    `patience` is how many seconds may be waited for the sentence model; None for as long as it takes.
    """
    sought = seek(parameters.q, language, patience=patience)
    return build(parameters, now=now, language=language, sought=sought)
