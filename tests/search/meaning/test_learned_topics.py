"""Topics are learned from the vocabulary, from stories and from example listings with their queries."""

import hashlib

import numpy as np
import pytest

from search.meaning import story_layer
from search.meaning.examples import Asked, Example
from search.meaning.model import DIMENSIONS
from search.meaning.told import Story
from search.meaning.training import ALSO, Material, train, train_pieces
from search.meaning.vectors import unit
from search.meaning.weights import Weights
from search.understanding import Entry, Typed

TOPICS = ("swimming", "debt", "skating")
ENTRIES = [
    Entry("swimming", "fi", "label", "uinti"),
    Entry("swimming", "so", "term", "dabaal"),
    Entry("debt", "fi", "label", "velat"),
    Entry("debt", "so", "term", "dayn"),
    Entry("skating", "fi", "label", "luistelu"),
    Entry("skating", "so", "term", "baraf"),
]
STORIES = [
    Story("skating", "fi", "Kirje tuli taas. En avannut sitä."),
    Story("knitting", "fi", "Lanka loppui kesken."),
]
EXAMPLES = [
    Example("swimming", ("skating",), "Molskis. Altaassa vedessä.", (Asked("fi", "word", "räpylät"),)),
    Example("debt", (), "Apu. Laskut ja maksut.", (Asked("fi", "sentence", "ulosotto tulee"),)),
    Example("skating", (), "Jää. Kentällä talvella.", (Asked("fi", "word", "kaukalo"),)),
    Example("knitting", ("debt",), "Kerho. Kudotaan yhdessä.", (Asked("fi", "word", "puikot"),)),
]


class Words:
    """A sentence model that knows each word alone, queries and passages apart."""

    def query(self, text: str) -> np.ndarray:
        return self._made("query", text)

    def passage(self, text: str) -> np.ndarray:
        return self._made("passage", text)

    def _made(self, kind: str, text: str) -> np.ndarray:
        # As with the real one all vectors point nearly the same way
        return unit(3 * _direction(kind) + sum(map(_direction, text.lower().replace(".", "").split())))


def _direction(word: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest())
    return unit(np.random.default_rng(seed).normal(0, 1, DIMENSIONS).astype(np.float32))


@pytest.fixture(autouse=True)
def small_layer(monkeypatch):
    for name, number in {"UNITS": 16, "STEPS": 100, "BATCH": 16, "RATE": 0.01}.items():
        monkeypatch.setattr(story_layer, name, number)


def _trained(*, entries=ENTRIES, topics=TOPICS, examples=EXAMPLES, stories=STORIES) -> Weights:
    return train(Material(entries, examples, stories), topics, Words())


def _asked(weights: Weights, text: str, *, is_story: bool = False) -> np.ndarray:
    vector = weights.centred_query(Words().query(text))
    return weights.of_query(vector, weights.topics, is_story=is_story)


def _said(weights: Weights, text: str) -> dict[str, float]:
    vector = weights.centred_passage(Words().passage(text))
    return dict(zip(weights.topics, weights.of_listing(vector, weights.topics).tolist(), strict=True))


def _first(likely: np.ndarray) -> str:
    return TOPICS[int(likely.argmax())]


def test_topic_of_a_text_is_the_first_one():
    weights = _trained()

    assert {entry.text: _first(_asked(weights, entry.text)) for entry in ENTRIES} == {
        entry.text: entry.topic for entry in ENTRIES
    }
    assert _first(_asked(weights, "halvat räpylät")) == "swimming"
    assert _first(_asked(weights, "Kirje tuli. En avannut.", is_story=True)) == "skating"


def test_topic_of_an_example_is_the_first_one_of_a_listing_like_it():
    weights = _trained()
    said = [_said(weights, text) for text in ("Altaassa vedessä", "Laskut maksamatta", "Kentällä kylmä")]

    assert [max(each, key=each.get) for each in said] == list(TOPICS)


def test_pieces_of_listings_are_learned_as_those_of_what_is_asked():
    words = ("kissa", "pyörä", "kannel", "katto", "villa", "vero", "shakki", "leipä", "vaalit", "muutto")
    others = [Entry(word, "fi", "label", word) for word in words]
    material = Material([*ENTRIES, *others], EXAMPLES, STORIES)

    pieces = train_pieces(material, (*TOPICS, *words), lambda text, _language: Typed(text, text))

    for text, topic in (("maksu ja lasku", "debt"), ("räpylöitä", "swimming"), ("altaat", "swimming")):
        assert _first(pieces.of(Typed(text, text), TOPICS)) == topic


def test_what_else_an_example_serves_counts_beside_its_topic():
    said = _said(_trained(), "Altaassa vedessä")

    assert said["swimming"] == pytest.approx(1 / (1 + ALSO), abs=0.05)
    assert said["skating"] == pytest.approx(ALSO / (1 + ALSO), abs=0.05)


def test_vocabulary_without_a_topic_of_the_examples_is_learned():
    weights = _trained(examples=EXAMPLES[-1:], stories=STORIES[-1:])

    assert _first(_asked(weights, "uinti")) == "swimming"
    assert np.isfinite(list(_said(weights, "uinti").values())).all()


def test_vocabulary_without_finnish_texts_is_learned():
    weights = _trained(entries=[entry for entry in ENTRIES if entry.language != "fi"])

    assert _first(_asked(weights, "dabaal")) == "swimming"
    assert np.isfinite(weights.passage_centre).all()
    said = _said(weights, "Altaassa vedessä")
    assert max(said, key=said.get) == "swimming"
