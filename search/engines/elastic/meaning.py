"""Words, topics and meaning become one number inside Elasticsearch, as search.querying.fusion has it."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from search.engines.elastic.fields import MOST_TOPICS
from search.engines.elastic.words import Words, Written
from search.meaning.model import DIMENSIONS
from search.meaning.vectors import MOST_NEAR
from search.querying import fusion, scoring
from search.querying.sought import Sought
from search.weighing import MOST_BY_MEANING

#: In and out are whole units (see search.querying.scoring). `_score` is what the words give; what is not
#: known of a listing counts nothing. A reader's own language lifts a listing, but makes it none that is
#: meant; nor is one that nobody confirms less meant
SOURCE = """
double words = _score / params.most_units;
double near = params.topics.length == 0 || doc['near_topics'].size() == 0
    ? 0 : dotProduct(params.topics, 'near_topics') * params.topic_unit;
double like = params.direction.length == 0 || doc['vector'].size() == 0
    ? 0 : Math.max(cosineSimilarity(params.direction, 'vector') - params.floor, 0);
double fused = params.words * words / (words + params.words_half) + params.name * Math.pow(words, 4)
    + params.near * near / (near + params.near_half) + params.like * like / (like + params.like_half);
double units = Math.rint(fused * params.units);
units = doc['text_language'].contains(params.language) ? Math.rint(units * params.boost) : units;
return doc['is_faded'].value ? Math.rint(units * params.faded) : units;
"""
#: No language has this code: nobody's listings are lifted. And by this nobody's rank is lowered
NO_LANGUAGE, NOT_FADED = "", 1.0


@dataclass(frozen=True)
class Meaning:
    """What a query seeks besides its words, for one index."""

    sought: Sought
    words: Words

    def look(self, offered: list[Written]) -> Written:
        """Ask for the listings that come nearest to what is meant."""
        return {
            "query": self.scored(offered, NO_LANGUAGE, faded=NOT_FADED),
            "_source": False,
            "docvalue_fields": ["id"],
            "size": MOST_BY_MEANING,
            "min_score": float(scoring.in_units(fusion.nothing(self.sought))),
            "track_total_hits": False,
        }

    def found(self, answer: Any) -> tuple[int, ...]:
        """The ids of those that are near enough, from the answer to `look`."""
        hits = answer["hits"]["hits"]
        best = hits[0]["_score"] / scoring.UNITS_PER_POINT if hits else 0.0
        least = fusion.least(best, fusion.nothing(self.sought)) * scoring.UNITS_PER_POINT
        return tuple(hit["fields"]["id"][0] for hit in hits if hit["_score"] >= least)

    def scored(self, chosen: list[Written], language: str, *, faded: float = scoring.FADED) -> Written:
        """All chosen listings with their numbers, lifted in the reader's language, lowered if faded."""
        by_words = {"bool": {"should": self.words.scored(), "minimum_should_match": 0, "filter": chosen}}
        params = self._params | {"language": language, "faded": faded}
        return {"script_score": {"query": by_words, "script": {"source": SOURCE, "params": params}}}

    @property
    def _params(self) -> dict[str, Any]:
        table = fusion.table_of(self.sought)
        count = fusion.counts(self.sought.certainty, table)
        return {
            "most_units": max(self.words.most_units, 1e-9),
            "topics": _numbers(self.sought.topic_weights, MOST_TOPICS),
            "topic_unit": MOST_NEAR / 255,
            "direction": _numbers(self.sought.direction, DIMENSIONS),
            "floor": table.nearness_floor,
            "words": count.words,
            "words_half": table.words_half,
            "name": table.name,
            "near": count.topics,
            "near_half": table.topics_half,
            "like": count.meaning,
            "like_half": table.meaning_half,
            "units": scoring.UNITS_PER_POINT,
            "boost": scoring.OWN_LANGUAGE,
        }


def fitted(numbers: np.ndarray, length: int) -> np.ndarray:
    """As many numbers as a field has: the rest are zeros, and those that are too many are left out."""
    return np.pad(numbers[:length], (0, max(0, length - len(numbers))))


def _numbers(values: np.ndarray, length: int) -> list[float]:
    return fitted(values, length).tolist() if values.any() else []
