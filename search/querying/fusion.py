"""What words, topics and the model say of a listing becomes one number: here alone, by search.weighing."""

from dataclasses import dataclass

import numpy as np

from search import weighing
from search.querying.sought import Sought
from search.weighing import TABLE, Table


@dataclass(frozen=True, slots=True)
class Channels:
    """What each channel says of all listings; zeros where it says nothing."""

    words: np.ndarray
    topics: np.ndarray
    nearness: np.ndarray


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the channels count in one query: what an engine needs that does the sum itself."""

    words: float
    topics: float
    meaning: float


def table_of(sought: Sought) -> Table:
    return weighing.TABLE_OF_STORIES if sought.is_story else TABLE


def counts(certainty: float, table: Table = TABLE) -> Counts:
    """`certainty` is how sure it is which topic is meant."""
    sure = min(1.0, certainty / table.sure)
    return Counts(
        table.words + table.unsure_words * (1 - sure),
        table.topics + table.sure_topics * sure,
        table.meaning + table.unsure_meaning * (1 - sure),
    )


def fuse(channels: Channels, certainty: float, table: Table = TABLE) -> np.ndarray:
    """One number for each listing, between 0 and about 1."""
    return sum(parts(channels, certainty, table))


def parts(channels: Channels, certainty: float, table: Table = TABLE) -> tuple[np.ndarray, ...]:
    """What words, topics and meaning give of it."""
    count = counts(certainty, table)
    nearness = np.maximum(channels.nearness - table.nearness_floor, 0)
    # All words whole in a name give 1, half of that is next to nothing: who types a name wants that listing
    named = table.name * channels.words**4
    return (
        count.words * _squashed(channels.words, table.words_half) + named,
        count.topics * _squashed(channels.topics, table.topics_half),
        count.meaning * _squashed(nearness, table.meaning_half),
    )


def nothing(sought: Sought) -> float:
    """The number that a listing has at most which has nothing to do with what is sought."""
    if not sought.certainty:
        return weighing.NOTHING_WITHOUT_TOPICS
    return weighing.NOTHING if sought.vector else weighing.NOTHING_BY_WORDS


def least(best: float, nothing: float = weighing.NOTHING) -> float:
    """The number from which on listings are found by what they mean, where the best one's is this."""
    return max(nothing, weighing.SHARE_OF_BEST * min(best, weighing.BEST_WITHOUT_NAME))


def near_enough(fused: np.ndarray, offered: np.ndarray, nothing: float = weighing.NOTHING) -> np.ndarray:
    """Which of the listings that are offered are found by what they mean."""
    values = np.where(offered, fused, 0)
    found = values >= least(float(values.max(initial=0)), nothing)
    if np.count_nonzero(found) > weighing.MOST_BY_MEANING:
        found &= values >= np.partition(values, -weighing.MOST_BY_MEANING)[-weighing.MOST_BY_MEANING]
    return found


def _squashed(values: np.ndarray, half: float) -> np.ndarray:
    return values / (values + half)
