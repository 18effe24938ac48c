"""What a text asks for is worked out by one state of the vocabulary, whatever happens to it meanwhile."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from weakref import ref

import pytest

from search.querying.seeking import seek, topics_by_words
from search.topics import vocabulary
from search.understanding import Entry, Lexicon, Reading, build
from tests.factories import TaxonomyTermFactory


@pytest.fixture
def states(search_index, settings) -> tuple[Lexicon, Lexicon]:
    """The vocabulary before and after a topic was added; the last one is in use."""
    settings.SEARCH_WITHOUT = ("dictionary",)
    theme = TaxonomyTermFactory(code="everything", name_fi="Kaikki")
    for code, name in (("debt", "Velkaneuvonta"), ("swimming", "Uinti")):
        TaxonomyTermFactory(code=code, parent=theme, name_fi=name)
    before = vocabulary.prepare()
    TaxonomyTermFactory(code="repairing-bicycles", parent=theme, name_fi="Pyörän korjaus")
    return before, vocabulary.prepare()


@pytest.fixture
def switch_to(settings) -> Callable[[Lexicon], object]:
    """Do what another process does once it has prepared the vocabulary."""
    pointer = Path(settings.SEARCH_INDEX_FOLDER) / "vocabulary" / "current"
    return lambda state: pointer.write_text(state.digest, encoding="ascii")


@pytest.mark.django_db
def test_vocabulary_that_changes_while_the_model_reads_is_asked_by_the_next_one(states, switch_to, model):
    before, after = states
    words, reading = "velkaneuvonta ja pyörän korjaus", Reading("fi")
    switch_to(before)
    model.occasion = staticmethod(lambda: switch_to(after))

    first = seek(words, reading, patience=None)
    next_one = seek(words, reading, patience=None)
    switch_to(before)
    last = seek(words, reading, patience=None)

    assert [len(each.topic_weights) for each in (first, next_one, last)] == [2, 3, 2]
    assert next_one.topic_weights[-1] > 0
    assert last == first


@pytest.mark.django_db
def test_page_whose_words_the_model_has_not_read_in_time_is_kept_by_nobody(
    states, search_index, model, reader
):
    search_index.drain()
    # Words that no other test asks for: their vectors are remembered
    words = "velkaneuvontaa kiireessä"
    is_read = threading.Event()
    model.occasion = staticmethod(is_read.wait)

    in_haste = reader(f"/fi/search/?q={words}").response
    is_read.set()
    seek(words, Reading("fi"), patience=None)
    again = reader(f"/fi/search/?q={words}").response

    assert "no-store" in in_haste["Cache-Control"]
    assert "Cache-Control" not in again


@pytest.mark.django_db
def test_page_waits_for_the_model_for_a_sixth_of_a_second_at_most(
    states, search_index, model, reader, monkeypatch
):
    search_index.drain()
    waits, wait, is_read = [], Future.result, threading.Event()
    model.occasion = staticmethod(is_read.wait)
    monkeypatch.setattr(Future, "result", lambda asked, most: waits.append(most) or wait(asked, most))

    reader("/fi/search/?q=velkaneuvontaa hetkessä")
    is_read.set()

    assert waits
    assert all(0 <= most <= 0.15 for most in waits)


def test_what_is_remembered_of_words_does_not_keep_an_old_vocabulary():
    lexicon = build([Entry("debt", "fi", "label", "Velkaneuvonta")], ["debt"], "digest")
    old = ref(lexicon)

    found = topics_by_words("velkaneuvonta", "fi", lexicon)
    del lexicon

    assert found.all()
    assert old() is None
