"""From a search as it stands in an address to the query an engine answers: the one way for all pages."""

import datetime
from dataclasses import replace

from search.meaning.asking import MODEL_PATIENCE
from search.querying.parameters import Parameters
from search.querying.queries import Query, build
from search.querying.seeking import seek
from search.querying.sought import Sought
from search.topics import vocabulary
from search.understanding import Reading
from search.weighing import SURE_ENOUGH


def query_of(
    parameters: Parameters, *, now: datetime.datetime, language: str, patience: float | None = MODEL_PATIENCE
) -> Query:
    """The query of a search made at `now`, with what its words are understood to ask for.

    `patience` is how many seconds may be waited for the sentence model; None for as long as it takes.
    """
    reading = vocabulary.read(parameters.q, language)
    sought = None if parameters.only_words else seek(parameters.q, reading, patience=patience)
    return query_for(sought, parameters, reading, now=now, language=language)


def understood(query: Query, parameters: Parameters, *, language: str) -> Sought | None:
    """What the words of a query are understood to ask for, also where it asks for the words alone."""
    if not parameters.only_words:
        return query.sought
    return seek(parameters.q, vocabulary.read(parameters.q, language))


def query_for(
    sought: Sought | None, parameters: Parameters, reading: Reading, *, now: datetime.datetime, language: str
) -> Query:
    """The query of a search whose words were `reading`, once it is known what they ask for."""
    query = build(parameters, now=now, language=language, sought=sought)
    if sought is None:
        return query
    is_sure = sought.agreement >= SURE_ENOUGH
    return replace(query, words=reading.with_finnish(query.words, only_telling=is_sure))
