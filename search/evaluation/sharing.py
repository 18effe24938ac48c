"""What words, topics and meaning each have in it that the right listings are found."""

import datetime
from collections.abc import Mapping, Sequence

from search.documents import ServiceDocument, build_documents
from search.engines import Engine
from search.evaluation.figures import FIRST, Shares, rank_of_right
from search.evaluation.running import Answered
from search.indexing.batches import batches
from search.querying.explaining import Explanation, explain


def shares_of(
    answers: Sequence[Answered],
    judgements: Mapping[str, Mapping[str, int]],
    engine: Engine,
    known: Mapping[int, str],
    *,
    today: datetime.date,
) -> dict[str, Shares]:
    """The shares in the score of the right listing, by query: of those that have it among the first five.

    Where all words of a query are conditions nothing has a share.
    """
    right = {each: _right_among_five(each, judgements.get(each.asked.qid, {})) for each in answers}
    documents = _documents({found for found in right.values() if found}, known, today)
    found = {
        each.asked.qid: _shares(each, documents[name], engine)
        for each, name in right.items()
        if name in documents
    }
    return {qid: shares for qid, shares in found.items() if shares}


def _right_among_five(answer: Answered, grades: Mapping[str, int]) -> str:
    rank = rank_of_right(answer.ids, grades) if grades else None
    return answer.ids[rank - 1] if rank and rank <= FIRST else ""


def _documents(names: set[str], known: Mapping[int, str], today: datetime.date) -> dict[str, ServiceDocument]:
    """By the ids of the set."""
    service_ids = [service_id for service_id, name in known.items() if name in names]
    return {
        known[document.id]: document
        for batch in batches(service_ids)
        for document in build_documents(batch, today=today)
    }


def _shares(answer: Answered, document: ServiceDocument, engine: Engine) -> Shares | None:
    [found] = explain(answer.query, engine.matching(answer.query), [document]).values()
    parts = _parts(found)
    return Shares(*(part / sum(parts) for part in parts)) if any(parts) else None


def _parts(found: Explanation) -> tuple[float, float, float]:
    by_words = sum(each.points for each in found.words)
    return (by_words, found.meant.by_topics, found.meant.by_meaning) if found.meant else (by_words, 0.0, 0.0)
