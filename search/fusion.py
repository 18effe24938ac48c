"""What words, topics and the model say of a listing becomes one number: the only place that weighs them.

The numbers were found by chance steps uphill (500 of them, one to three numbers changed at a time) on the
halves `tune` of evaluation/clear and evaluation/hard together: success among the first five, plus 0.15 of
success at the first place. Where topics count half was set again by hand when the nearest three texts of a
topic came to count (search.understanding.recognising): better in both sets and either half of their needs.
So were the model's count and floor when queries came to be read in Finnish (search.seeking), one at a time.
"""

from dataclasses import dataclass

import numpy as np

from search.sought import Sought


@dataclass(frozen=True, slots=True)
class Table:
    """How much each channel counts. A channel's value x counts as x / (x + half): half of what it can."""

    #: Topics, when it is unsure which is meant, and what is added when it is sure
    topics: float = 0.42
    sure_topics: float = 0.15
    topics_half: float = 0.1
    #: The model, when it is sure which topic is meant, and what is added when it is unsure: topics give way
    meaning: float = 0.1
    unsure_meaning: float = 0.25
    meaning_half: float = 0.2
    #: Nearness that says nothing
    nearness_floor: float = 0.05
    #: Words, what is added when it is unsure which topic is meant, and for words that are a name (see below)
    words: float = 0.11
    unsure_words: float = 0.03
    name: float = 0.5
    words_half: float = 0.085
    #: A topic as likely as this is sure
    sure: float = 0.048


TABLE = Table()
#: Set by hand with the shares of search.seeking, on 750 stories of 50 needs (the halves `tune` of hard, hard2
#: and hard3). Chance steps of all numbers brought less to needs that they were not taken for
OF_STORIES = Table(words=0.08, meaning=0.03)
#: Listings found by meaning have at least this share of the best one's number, and there are at most so many.
#: On the halves `tune` no right listing among the first five is lost by it, and a sixth of all is found
SHARE_OF_BEST, MOST_BY_MEANING = 0.7, 200
#: A listing whose very name was typed stands above that: others are not to vanish beside it
BEST_WITHOUT_NAME = 0.6
#: What letters without meaning give at most; one in a hundred queries of the halves `tune` has 0.27 or less
NOTHING = 0.25
#: Without a vector of the query all numbers are less, and where no topic is known still less
NOTHING_BY_WORDS, NOTHING_WITHOUT_TOPICS = 0.12, 0.08


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
    return OF_STORIES if sought.is_story else TABLE


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
        return NOTHING_WITHOUT_TOPICS
    return NOTHING if sought.vector else NOTHING_BY_WORDS


def least(best: float, nothing: float = NOTHING) -> float:
    """The number from which on listings are found by what they mean, where the best one's is this."""
    return max(nothing, SHARE_OF_BEST * min(best, BEST_WITHOUT_NAME))


def near_enough(fused: np.ndarray, offered: np.ndarray, nothing: float = NOTHING) -> np.ndarray:
    """Which of the listings that are offered are found by what they mean."""
    values = np.where(offered, fused, 0)
    found = values >= least(float(values.max(initial=0)), nothing)
    if np.count_nonzero(found) > MOST_BY_MEANING:
        found &= values >= np.partition(values, -MOST_BY_MEANING)[-MOST_BY_MEANING]
    return found


def _squashed(values: np.ndarray, half: float) -> np.ndarray:
    return values / (values + half)
