"""The sentence model itself, where there is one for this machine."""

import numpy as np
import pytest

from search.meaning.asking import Asking, query_vectors
from search.meaning.model import DIMENSIONS, get_model, is_installed
from search.meaning.vectors import pack, unpack
from search.meaning.weights import get_weights

pytestmark = pytest.mark.skipif(not is_installed(), reason="There is no model for this machine.")
SWIMMING = "Uimakoulu. Lapset oppivat uimaan altaassa ohjaajan kanssa."
DEBT = "Velkaneuvonta. Autamme, kun laskuja ei saa maksettua."


@pytest.mark.parametrize(
    "text", ["swimming lessons for my child", "уроки плавания для ребёнка", "học bơi cho con", "儿童游泳课"]
)
def test_a_query_is_nearest_to_what_answers_it_in_another_language(text):
    model, weights = get_model(), get_weights()
    near, far = (weights.centred_passage(model.passage(each)) for each in (SWIMMING, DEBT))

    asked = query_vectors([text], patience=None)[0]

    assert asked @ near > asked @ far


def test_the_regression_knows_the_topic_of_a_sentence():
    weights = get_weights()
    asked = query_vectors(["I cannot pay my bills and debts"], patience=None)[0]

    likely = weights.of_query(asked, weights.topics)

    assert likely.sum() == pytest.approx(1, abs=1e-4)
    best = [weights.topics[place] for place in np.argsort(-likely)[:3]]
    assert {"debt", "bills-payment-plan"} & set(best)


def test_a_story_is_read_by_a_layer_of_its_own():
    weights = get_weights()
    told = (
        "There are eleven letters with windows in the kitchen drawer. I stopped opening them in May, and"
        " yesterday a man called about the electricity one."
    )
    asked = query_vectors([told], patience=None)[0]

    alone, layered = (weights.of_query(asked, weights.topics, is_story=each) for each in (False, True))

    assert layered.sum() == pytest.approx(1, abs=1e-4)
    assert not np.allclose(alone, layered, atol=1e-3)
    best = [weights.topics[place] for place in np.argsort(-layered)[:3]]
    assert {"debt", "bills-payment-plan"} & set(best)


def test_a_topic_that_was_not_learned_is_not_likely():
    weights = get_weights()
    asked = query_vectors(["swimming"], patience=None)[0]

    assert weights.of_query(asked, ("no-such-topic", "swimming"))[0] == 0


def test_who_does_not_wait_goes_without_and_the_next_one_has_it():
    asking = Asking()

    assert asking.vectors(["a text that nobody asked before"], patience=0) is None
    assert asking.vectors(["a text  that nobody asked before"], patience=None)[0].shape == (DIMENSIONS,)
    assert asking.vectors(["a text that nobody asked before"], patience=0) is not None


def test_who_does_not_wait_for_the_second_text_has_the_first():
    asking, texts = Asking(), ["a text that is known", "and one that is not yet"]
    (first,) = asking.vectors(texts[:1], patience=None)

    (alone,) = asking.vectors(texts, patience=0)

    assert np.array_equal(alone, first)
    assert len(asking.vectors(texts, patience=None)) == 2


def test_a_packed_vector_points_the_same_way():
    vector = query_vectors(["kielikahvila"], patience=None)[0]

    packed = pack(vector)

    assert len(packed) == DIMENSIONS
    assert unpack(packed) @ vector > 0.999
