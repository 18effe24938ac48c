"""Learning topics from the vocabulary's texts, from stories and from example listings with their queries."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

import numpy as np

from search.meaning import alarm, regression, story_layer
from search.meaning.alarm import Alarm
from search.meaning.examples import Example
from search.meaning.likely import likely_topics
from search.meaning.model import Model
from search.meaning.regression import Pace, Regression
from search.meaning.told import Story
from search.meaning.vectors import centred
from search.meaning.weights import SCALE, Weights
from search.understanding import Entry, Reading, Typed, is_story
from search.understanding.pieces import Pieces, Told, learn
from search.understanding.reading import FINNISH

#: What a text counts. Whole sentences are more like what people ask than single words are
WORTH = {
    "label": 1.5,
    "phrase": 2.0,
    "situation": 2.0,
    "term": 1.0,
    "sentence": 2.0,
    "professional": 1.5,
    "word": 1.0,
    "noisy": 1.0,
}
#: A story, which is told in several sentences: to the regression, which is to know short queries as well, and
#: to the layer. On the halves `tune` 6 and 6 found as many stories and less of what professionals ask
WORTH_OF_STORY, WORTH_TO_LAYER = 3.0, 6.0
#: A listing to pieces, as a story: of listings held back they have the topic first for .51 (.46 without), of
#: stories held back as often as without
WORTH_OF_LISTING = 3.0
OF_QUERIES = Pace(steps=500, batch=3_000, rate=0.03, decay=5e-5)
#: Examples are few: what is learned of listings stays near what is known of queries, which is less sure of
#: listings, as they speak of several things. Of listings held back (two of six for each topic) the topic is
#: the first one for .59 (.57 by the regression of queries alone) and among three for .81 (.77)
OF_LISTINGS, LISTING_SHARPNESS = Pace(steps=150, batch=1_000, rate=0.01, decay=1e-3), 0.6
#: Kinds of texts that say what a topic is about, as listings do
SHORT = ("label", "phrase", "situation")
#: What stories of other topics count to the alarm, all together, where the texts written for it count 1; and
#: of how many one is read, drawn by lot: each then counts more, and those written for it are seen more often
STORIES_TO_ALARM = 1.0, 3
#: The same of sentences of other topics
SENTENCES_TO_ALARM = 0.2, 6
#: What another topic of a listing counts beside its own
ALSO = 0.4


#: A text, and on the site in which language it was typed, with what is known of it in Finnish
Read = Callable[[str, str], Typed]


class Text(NamedTuple):
    topic: str
    language: str
    kind: str
    text: str


class Material(NamedTuple):
    """What is learned from."""

    entries: Sequence[Entry]
    examples: Sequence[Example]
    stories: Sequence[Story]

    def asked(self) -> list[Text]:
        """What people may ask for topics with: first the vocabulary's texts."""
        texts = [Text(entry.topic, entry.language, entry.kind, entry.text) for entry in self.entries]
        texts += [Text(story.topic, story.language, "story", story.text) for story in self.stories]
        return texts + [Text(each.topic, *query) for each in self.examples for query in each.queries]


def train(material: Material, topics: tuple[str, ...], model: Model) -> Weights:
    """Learn from texts of topics in all languages; examples and stories of other topics are left out."""
    places = {topic: place for place, topic in enumerate(topics)}
    known = [example for example in material.examples if example.topic in places]
    texts = [text for text in material.asked() if text.topic in places]
    found = np.array([model.query(text.text) for text in texts], np.float32)
    # Stories lie elsewhere: where the other texts lie is where short queries are
    centre = found[: len(material.entries)].mean(0)
    vectors, labels = centred(found, centre) * SCALE, np.array([places[text.topic] for text in texts])
    queries = regression.fit(
        vectors, labels, _worth(texts, WORTH_OF_STORY), Regression.new(len(topics)), OF_QUERIES
    )
    layer = story_layer.fit(vectors, labels, _worth(texts, WORTH_TO_LAYER), queries.of(vectors))
    passage_centre = _passage_centre(material.entries, model)
    listings = _of_listings(known, places, model, passage_centre, queries.times(LISTING_SHARPNESS))
    return Weights(topics, queries, listings, centre, passage_centre, layer)


def train_pieces(material: Material, topics: tuple[str, ...], read: Read) -> Pieces:
    """Learn from the same texts, and from the listings themselves, what pieces of words tell."""
    asked = (
        Told(text.topic, _worth_of(text, WORTH_OF_STORY), read(text.text, text.language))
        for text in material.asked()
    )
    finnish = Reading(FINNISH)
    listings = (Told(each.topic, WORTH_OF_LISTING, finnish.typed(each.passage)) for each in material.examples)
    return learn(chain(asked, listings), topics)


def train_alarm(
    material: Material, weights: Weights, pieces: Pieces, dangers: tuple[str, ...], model: Model, read: Read
) -> Alarm:
    """Learn what sounds like danger: from texts written for it, and from what is asked of other topics."""
    told = texts_of_alarm(dangers, entries=material.entries, stories=material.stories)
    vectors = [weights.centred_query(model.query(each.text)) for each in told]
    likely = [
        likely_topics(read(each.text, each.language), vector, weights, pieces, is_told=is_story(each.text))
        for each, vector in zip(told, vectors, strict=True)
    ]
    learned = alarm.learn(told, vectors, likely, weights.topics, dangers)
    return replace(learned, pieces=pieces.digest)


def texts_of_alarm(
    dangers: tuple[str, ...], *, entries: Iterable[Entry], stories: Iterable[Story]
) -> list[alarm.Example]:
    """What was written for it, and some of what is asked of other topics."""
    written, chance = list(alarm.texts()), np.random.default_rng(regression.SEED)
    of_others = [each for each in stories if each.topic not in dangers]
    sentences = [each for each in entries if each.kind in SHORT and each.topic not in dangers]
    found = [*written]
    for texts, (count, one_of) in ((of_others, STORIES_TO_ALARM), (sentences, SENTENCES_TO_ALARM)):
        drawn = [each for each in texts if chance.random() < 1 / one_of]
        worth = count * len(written) / max(len(drawn), 1)
        found += [alarm.Example(each.language, each.text, is_danger=False, worth=worth) for each in drawn]
    return found


def _worth(texts: Iterable[Text], of_story: float) -> np.ndarray:
    return np.array([_worth_of(text, of_story) for text in texts], np.float32)


def _worth_of(text: Text, of_story: float) -> float:
    return of_story if text.kind == "story" else WORTH[text.kind]


def _passage_centre(entries: Sequence[Entry], model: Model) -> np.ndarray:
    """Where listings lie: near short Finnish texts about everything a listing may be about.

    Of a vocabulary without any it is all there is, in its other languages.
    """
    finnish = [each for each in entries if each.language == "fi" and each.kind in SHORT]
    texts: dict[tuple[str, str], list[str]] = {}
    for entry in finnish or entries:
        texts.setdefault((entry.topic, entry.language), []).append(entry.text)
    return np.mean([model.passage(". ".join(each)) for each in texts.values()], axis=0)


def _of_listings(
    known: Sequence[Example], places: dict[str, int], model: Model, centre: np.ndarray, begin: Regression
) -> Regression:
    """What listings speak of; one of several topics is told as one of each, which count less.

    A vocabulary without any topic of the examples knows of listings what it knows of queries.
    """
    if not known:
        return begin
    found = np.array([model.passage(example.passage) for example in known], np.float32)
    rows = [
        (row, places[topic], share)
        for row, example in enumerate(known)
        for topic, share in _shares(example).items()
        if topic in places
    ]
    chosen, labels, worth = (np.array(column) for column in zip(*rows, strict=True))
    vectors = centred(found, centre)[chosen] * SCALE
    return regression.fit(vectors, labels, worth.astype(np.float32), begin, OF_LISTINGS)


def _shares(example: Example) -> dict[str, float]:
    counted = {example.topic: 1.0, **dict.fromkeys(example.also, ALSO)}
    return {topic: count / sum(counted.values()) for topic, count in counted.items()}
