"""Readers wait for the sentence model a short while: what is late, too much or fails is gone without."""

import threading
from collections.abc import Iterator

import pytest

from search.meaning.asking import MODEL_PATIENCE, Asking


@pytest.fixture
def asking(model) -> Iterator[Asking]:
    """Asks the model of these tests, which has come to its end afterwards."""
    asking = Asking()
    yield asking
    asking.thread.shutdown()


@pytest.fixture
def let_read(model, asking) -> Iterator[threading.Event]:
    """The model reads nothing before this is set."""
    is_free = threading.Event()
    model.occasion = staticmethod(is_free.wait)
    yield is_free
    is_free.set()


def test_what_does_not_come_in_time_is_gone_without_and_there_for_the_next_one(asking, let_read):
    assert asking.vectors(["velkaneuvonta"], MODEL_PATIENCE) is None

    let_read.set()

    assert len(asking.vectors(["velkaneuvonta"], patience=None)) == 1
    assert len(asking.vectors(["velkaneuvonta"], patience=0)) == 1


def test_more_than_sixteen_texts_do_not_wait_for_the_model(asking, let_read):
    for number in range(20):
        asking.vectors([f"text {number}"], patience=0)

    assert list(asking.known) == [f"text {number}" for number in range(16)]
    # Who would wait for as long as it takes is not kept either
    assert asking.vectors(["text 19"], patience=None) is None
    let_read.set()
    assert len(asking.vectors(["text 15"], patience=None)) == 1
    assert len(asking.vectors(["text 19"], patience=None)) == 1


def test_text_that_the_model_failed_with_is_read_when_it_is_asked_again(asking, model, caplog):
    def fail():
        raise MemoryError

    model.occasion = staticmethod(fail)
    assert asking.vectors(["velkaneuvonta"], patience=None) is None
    model.occasion = staticmethod(lambda: None)

    assert len(asking.vectors(["velkaneuvonta"], patience=None)) == 1
    assert [each.message for each in caplog.records] == ["The sentence model failed"]
