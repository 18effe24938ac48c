"""What counts how much: in a query, and in what a listing is about; each number with how it was found.

*Steps*: found by chance steps uphill (500 of them, one to three numbers changed at a time) on the halves
`tune` of evaluation/clear and evaluation/hard together: success among the first five, plus 0.15 of success
at the first place. *By hand*: set, and kept as long as nothing better was found; where something was measured
it is told, or stands in evaluation/README.md.

How well words match is one with the sum of an engine (search.querying.scoring), and what a text counts that
is learned from with learning (search.meaning.training).
"""

from dataclasses import dataclass

# A query: which topics its words ask for


#: The languages a query is read in beside the reader's own, and how much what is found there counts. By hand
OTHER_LANGUAGES = {"fi": 0.8, "en": 0.7, "sv": 0.6}
#: How much counts what is found in any other language, of letters that do not tell yet in which they are.
#: By hand
OF_LETTERS = 0.5
#: How much the texts of a topic nearest to a query count, the nearest first: "free" and "food" may meet by
#: chance in one of them, hardly in three. By hand; with longer texts learned from, clear .914 to .925, hard
#: .796 to .810
NEAREST = (1.0, 0.5, 0.25)
#: A feature that the vocabulary does not have says less than one it has: people inflect and misspell. By hand
UNKNOWN_FEATURE = 0.8


# A query: which topics it asks for by words and model, and what it means


#: The likeness of a topic's nearest texts, raised to this, is how likely the topic is. Steps
LIKENESS_POWER = 2.6
#: How much pieces of words change how likely the model says that a topic is, and how likely words say it
#: is without the model: the logarithm of what it is multiplied by, for a standard deviation. By hand, on the
#: halves `tune`: .65 finds more of one set's stories and less of all others; without the model .5 finds more
#: stories and less of all other kinds
PIECES, PIECES_ALONE = 0.4, 0.3
#: How sharp the model's topics of a query are. Steps
QUERY_SHARPNESS = 1.13
#: How much the vector of what was typed counts, and that of what it is in Finnish. By hand; more of the
#: Finnish one where the model reads a language less well lost clear queries of Somali
AS_TYPED_AND_FINNISH = (1.0, 1.5)


@dataclass(frozen=True, slots=True)
class Shares:
    """How much topics of the model count, by words, and those on which both agree."""

    by_model: float
    by_words: float
    agreed: float


#: Steps; by hand how much words and both count, since the nearest three texts of a topic do
SHARES = Shares(0.23, 0.4, 0.4)
#: Most words of a story tell of something else than what it asks for. By hand, with TABLE_OF_STORIES
SHARES_OF_STORIES = Shares(0.23, 0.2, 0.6)
#: Where words and model agree on a topic as likely as this, Finnish words of many topics would add other
#: ones. By hand
SURE_ENOUGH = 0.07


#: So sure the model has to be of danger that people to call come first, where no word of danger is heard.
#: By hand, of the texts it learns from, a quarter held back at a time: .60 of danger are heard with the lists
#: (.16 without it) and .028 of what only sounds like it (.006); of the halves `tune` .005 of what asks for
#: something else. At .9 it would be .53 and .021, at .8 .64 and .038
SURE_OF_DANGER = 0.85


# A query: what a listing is worth for it


@dataclass(frozen=True, slots=True)
class Table:
    """How much each channel counts. A channel's value x counts as x / (x + half): half of what it can.

    Steps. By hand where topics count half, when the nearest three texts of a topic came to count: better in
    both sets and either half of their needs; and the model's count and floor, one at a time, when queries
    came to be read in Finnish.
    """

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
    #: Words, what is added when it is unsure which topic is meant, and for words that are a name
    words: float = 0.11
    unsure_words: float = 0.03
    name: float = 0.5
    words_half: float = 0.085
    #: A topic as likely as this is sure
    sure: float = 0.048


TABLE = Table()
#: By hand, with SHARES_OF_STORIES, on 750 stories of 50 needs (the halves `tune` of hard, hard2 and hard3).
#: Chance steps of all numbers brought less to needs that they were not taken for
TABLE_OF_STORIES = Table(words=0.08, meaning=0.03)
#: Listings found by meaning have at least this share of the best one's number, and there are at most so many.
#: By hand: on the halves `tune` no right listing among the first five is lost by it, a sixth of all is found
SHARE_OF_BEST, MOST_BY_MEANING = 0.7, 200
#: A listing whose very name was typed stands above that: others are not to vanish beside it. By hand
BEST_WITHOUT_NAME = 0.6
#: What letters without meaning give at most; one in a hundred queries of the halves `tune` has 0.27 or less.
#: By hand
NOTHING = 0.25
#: Without a vector of the query all numbers are less, and where no topic is known still less. By hand; the
#: first made clear .646 to .763 without a model, hard .451 to .621
NOTHING_BY_WORDS, NOTHING_WITHOUT_TOPICS = 0.12, 0.08
#: What a listing is worth that misses the only condition, or one of several: who names several means them.
#: By hand on the halves `tune`: clear .917 to .920, stories .698 to .711, no kind lost by it
MISSES_THE_ONE, MISSES_ONE_OF_SEVERAL = 0.8, 0.6
#: What is at no place stands before what misses the area where its number is at least this share of theirs.
#: By hand
ANYWHERE_NEAR_THE_BEST = 0.7


# A listing: how near it is to each topic


#: The texts a listing is known by, and how much each says. By hand
WEIGHED = {"name": 3.0, "summary": 2.0, "description": 1.0}
#: How much the keywords of an import say, among them. By hand
KEYWORDS_WEIGHED = 1.0
#: How much of a topic each kind of its texts says, where a listing is compared with all of them. By hand
IN_PROFILE = {"label": 3.0, "phrase": 1.0, "term": 2.0, "situation": 1.0}
#: Likeness by words, raised to a power and in this unit, becomes nearness. Steps
WORDS_POWER, WORDS_UNIT = 1.2, 0.46
#: How much pieces of words change how likely the model says that a listing speaks of a topic, and how sure
#: they are alone: as PIECES does. By hand, on example listings held back and on the halves `tune`
PIECES_OF_LISTING, PIECES_OF_LISTING_ALONE = 0.15, 0.5
#: How likely that is becomes nearness, added to that by words. By hand on the halves `tune`: others that were
#: tried stand in evaluation/README.md, "What was tried with examples"
LIKELY_POWER, LIKELY_SHARE = 0.28, 0.47
#: How near a listing is to a topic that somebody chose. By hand
CHOSEN = 0.8
#: How near a class of the national register, or a concept of an ontology, brings a listing to its topics, all
#: of them together: a class is wide, and words and the model decide among its topics. By hand
CLASSED = 0.4


# A listing: which topics it speaks of


@dataclass(frozen=True, slots=True)
class Limits:
    """Nearness beneath which a topic shares only what any listing has, and from which on it is sure.

    By hand: of those that are sure four in five are right, of the others one in five or four, measured on the
    listings of the demo, whose topics people chose.
    """

    least: float
    sure: float


#: Of a listing known by words of the vocabulary alone, and of one that pieces or the model tell of as well
BY_WORDS, BY_MORE = Limits(0.105, 0.17), Limits(0.2, 0.35)
#: How far behind the first one a topic is kept, or sure. By hand
NEAR_THE_FIRST, SURE_NEAR_THE_FIRST = 0.28, 0.44
#: Likeness from which on a single word speaks of a topic. By hand
WORD_SPEAKS = 0.08
