"""Learning topics from the vocabulary's own texts and from stories: a softmax regression on their vectors."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from search.meaning import told
from search.meaning.model import DIMENSIONS, Model
from search.meaning.vectors import centred
from search.meaning.weights import SCALE, Weights
from search.understanding import Entry

#: What a text counts. Whole sentences are more like what people ask than single words are
WORTH = {"label": 1.5, "phrase": 2.0, "situation": 2.0, "term": 1.0}
#: A story, which is told in several sentences: there are fewer of them than of anything else
WORTH_OF_STORY = 6.0
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
    worth = np.array(
        [*(WORTH[entry.kind] for entry in entries), *(WORTH_OF_STORY for _ in stories)], np.float32
    )
    weights, bias = _fit(centred(found, centre) * SCALE, labels, worth, len(topics))
    return Weights(topics, weights, bias, centre, _passage_centre(entries, model))


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
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        chosen = chance.integers(0, len(vectors), min(BATCH, len(vectors)))
        slope = _slope(with_one[chosen], labels[chosen], worth[chosen], weights)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        rate = RATE * max(0.2, 1 - 0.8 * step / STEPS)
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights[:-1], weights[-1]


def _slope(vectors: np.ndarray, labels: np.ndarray, worth: np.ndarray, weights: np.ndarray) -> np.ndarray:
    logits = vectors @ weights
    logits -= logits.max(1, keepdims=True)
    wrong = np.exp(logits)
    wrong /= wrong.sum(1, keepdims=True)
    wrong[np.arange(len(labels)), labels] -= 1
    kept = weights.copy()
    kept[-1] = 0
    return vectors.T @ (wrong * worth[:, None]) / len(labels) + DECAY * kept
