"""Learning topics from the vocabulary's texts and from stories: a regression on vectors, and a layer."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from search.meaning import story_layer, told
from search.meaning.learning import Adam, softmax
from search.meaning.model import DIMENSIONS, Model
from search.meaning.vectors import centred
from search.meaning.weights import SCALE, Weights
from search.understanding import Entry

#: What a text counts. Whole sentences are more like what people ask than single words are
WORTH = {"label": 1.5, "phrase": 2.0, "situation": 2.0, "term": 1.0}
#: A story, which is told in several sentences: to the regression, which is to know short queries as well, and
#: to the layer. On the halves `tune` 6 and 6 found as many stories and less of what professionals ask
WORTH_OF_STORY, WORTH_TO_LAYER = 3.0, 6.0
STEPS, BATCH, RATE, DECAY = 500, 3_000, 0.03, 5e-5
SEED = 1

Vectorize = Callable[[str], np.ndarray]


def train(entries: Sequence[Entry], topics: tuple[str, ...], vector_of: Vectorize, model: Model) -> Weights:
    """Learn from texts of topics in all languages; `vector_of` gives the vector of a text as a query."""
    places = {topic: place for place, topic in enumerate(topics)}
    stories = [(topic, text) for topic, text in told.stories() if topic in places]
    found = np.array([vector_of(text) for text in _texts(entries, stories)], np.float32)
    # Stories lie elsewhere: where the other texts lie is where short queries are
    centre = found[: len(entries)].mean(0)
    labels = np.array(
        [places[entry.topic] for entry in entries] + [places[topic] for topic, _text in stories]
    )
    vectors = centred(found, centre) * SCALE
    weights, bias = _fit(vectors, labels, _worth(entries, stories, WORTH_OF_STORY), len(topics))
    worth = _worth(entries, stories, WORTH_TO_LAYER)
    layer = story_layer.fit(vectors, labels, worth, vectors @ weights + bias)
    return Weights(topics, weights, bias, centre, _passage_centre(entries, model), layer)


def _worth(entries: Iterable[Entry], stories: Iterable[tuple[str, str]], of_story: float) -> np.ndarray:
    return np.array([*(WORTH[entry.kind] for entry in entries), *(of_story for _ in stories)], np.float32)


def _texts(entries: Iterable[Entry], stories: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from (entry.text for entry in entries)
    yield from (text for _topic, text in stories)


def _passage_centre(entries: Iterable[Entry], model: Model) -> np.ndarray:
    """Where listings lie: near short Finnish texts about everything a listing may be about."""
    texts: dict[str, list[str]] = {}
    for entry in entries:
        if entry.language == "fi" and entry.kind in ("label", "phrase", "situation"):
            texts.setdefault(entry.topic, []).append(entry.text)
    return np.mean([model.passage(". ".join(each)) for each in texts.values()], axis=0)


def _fit(vectors: np.ndarray, labels: np.ndarray, worth: np.ndarray, topics: int):
    """Adam on samples of the texts, always the same ones."""
    chance = np.random.default_rng(SEED)
    weights = np.zeros((DIMENSIONS + 1, topics), np.float32)
    with_one = np.hstack([vectors, np.ones((len(vectors), 1), np.float32)])
    adam = Adam((weights,))
    for step in range(1, STEPS + 1):
        chosen = chance.integers(0, len(vectors), min(BATCH, len(vectors)))
        slope = _slope(with_one[chosen], labels[chosen], worth[chosen], weights)
        adam.step((slope,), RATE * max(0.2, 1 - 0.8 * step / STEPS))
    return weights[:-1], weights[-1]


def _slope(vectors: np.ndarray, labels: np.ndarray, worth: np.ndarray, weights: np.ndarray) -> np.ndarray:
    wrong = softmax(vectors @ weights)
    wrong[np.arange(len(labels)), labels] -= 1
    kept = weights.copy()
    kept[-1] = 0
    return vectors.T @ (wrong * worth[:, None]) / len(labels) + DECAY * kept
