"""The layer for stories learns what a regression cannot tell; what was learned is saved."""

import numpy as np

from search.meaning import story_layer
from search.meaning.model import DIMENSIONS
from search.meaning.regression import Regression
from search.meaning.weights import Weights


def _two_moods(number: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Texts of two topics that no line parts: their first two numbers agree or not."""
    chance = np.random.default_rng(seed)
    vectors = np.zeros((number, DIMENSIONS), np.float32)
    vectors[:, :2] = chance.choice([-1, 1], (number, 2)) * chance.uniform(0.5, 1, (number, 2))
    return vectors, (vectors[:, 0] * vectors[:, 1] > 0).astype(int)


def test_layer_tells_apart_what_no_line_does(monkeypatch):
    # So little is learned in less time
    monkeypatch.setattr(story_layer, "STEPS", 250)
    monkeypatch.setattr(story_layer, "BATCH", 512)
    vectors, topics = _two_moods(400, seed=1)
    silent = np.zeros((400, 2), np.float32)

    layer = story_layer.fit(vectors, topics, np.ones(400, np.float32), silent)

    others, meant = _two_moods(200, seed=2)
    assert (layer.of(others).argmax(1) == meant).mean() > 0.95


def _weights(layer: story_layer.StoryLayer, *, queries: float = 0, listings: float = 0) -> Weights:
    centre = np.zeros(DIMENSIONS, np.float32)
    regressions = map(_leaning, (queries, listings))
    return Weights(("debt", "swimming"), *regressions, centre, centre, layer)


def _leaning(bias: float) -> Regression:
    return Regression(np.zeros((DIMENSIONS, 2), np.float32), np.array([bias, 0], np.float32))


def test_layer_is_read_as_it_was_saved(tmp_path):
    chance = np.random.default_rng(3)
    layer = story_layer.StoryLayer.new(2, chance)
    layer.outward[:] = chance.normal(0, 1, layer.outward.shape)
    _weights(layer, queries=1, listings=2).save(tmp_path / "topics.npz")

    read = Weights.read(tmp_path / "topics.npz")

    vector = chance.normal(0, 0.05, DIMENSIONS).astype(np.float32)
    assert np.allclose(read.story_layer.of(vector), layer.of(vector), atol=0.02)
    assert (read.queries.bias.tolist(), read.listings.bias.tolist()) == ([1, 0], [2, 0])


def test_listings_are_stale_after_what_they_are_read_by_has_changed_and_nothing_else():
    layers = [story_layer.StoryLayer.new(2, np.random.default_rng(seed)) for seed in (1, 2)]
    before = _weights(layers[0]).of_listings

    assert _weights(layers[1], queries=1).of_listings == before
    assert _weights(layers[0], listings=1).of_listings != before
