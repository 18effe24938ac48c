"""What the words of queries hold, measured over a corpus in each language: right, and seldom missed."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.utils.text import slugify

from directory.imports.vocabulary_files import read_districts, read_neighbourhoods
from search.understanding.conditions import Areas, read_conditions
from search.understanding.conditions.word_lists import LANGUAGES
from search.understanding.stories import is_story

CORPUS = Path(__file__).parent / "corpus"
STORIES = Path(__file__).parent / "corpus_stories"
PRECISION, RECALL = 0.97, 0.85
#: What is reached over the stories of all languages together
PRECISION_OF_STORIES, RECALL_OF_STORIES = 1.0, 0.93
PRECISION_WITHOUT_MARKS, RECALL_WITHOUT_MARKS = 0.95, 0.9
FEWEST_QUERIES, FEWEST_TRAPS, FEWEST_STORIES = 40, 15, 12
#: Language and text of what only looks like a condition: denied, of a day that is over, of work without pay,
#: of grown people at school, of danger online; or a word that begins or sounds like another one
TRAPS = [line.split("\t") for line in (Path(__file__).parent / "traps.tsv").read_text().splitlines()]
MARKS = re.compile(r"[.,!?¿،؟。，！？]")
AREAS = Areas(
    {entry.slug: list(entry.names.values()) for entry in [*read_neighbourhoods(), *read_districts()]}
)


def corpus(language: str, folder: Path = CORPUS) -> list[tuple[str, set[str]]]:
    """The queries of one language, each with the conditions it holds; a trap holds none."""
    lines = (folder / f"{language}.tsv").read_text().splitlines()
    return [(text, set(names.split())) for text, _tab, names in (line.partition("\t") for line in lines)]


def found_in(text: str, interface_language: str) -> set[str]:
    return {condition.name for condition in read_conditions(text, interface_language, AREAS).conditions}


def counted(texts: list[tuple[str, set[str]]], interface_language: str) -> Counter:
    counts = Counter()
    for text, expected in texts:
        found = found_in(text, interface_language)
        counts += Counter(
            right=len(found & expected), wrong=len(found - expected), missed=len(expected - found)
        )
    return counts


def without_marks(text: str) -> str:
    return MARKS.sub(" ", text).lower()


def precision(counts: Counter) -> float:
    return counts["right"] / (counts["right"] + counts["wrong"])


def recall(counts: Counter) -> float:
    return counts["right"] / (counts["right"] + counts["missed"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_corpus_has_enough_queries_and_traps(language):
    queries = corpus(language)

    assert len(queries) >= FEWEST_QUERIES
    assert sum(not names for _text, names in queries) >= FEWEST_TRAPS
    assert any(len(names) > 1 for _text, names in queries)


@pytest.mark.parametrize("interface", ["own", "fi", "en"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_conditions_are_right_and_seldom_missed(language, interface):
    counts = counted(corpus(language), language if interface == "own" else interface)

    assert precision(counts) >= PRECISION
    assert recall(counts) >= RECALL


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_trap_holds_no_condition(language, text):
    assert not found_in(text, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_stories_are_enough_and_half_of_them_hold_a_condition(language):
    stories = corpus(language, STORIES)

    assert len(stories) >= FEWEST_STORIES
    assert all(is_story(text) for text, _names in stories)
    assert sum(bool(names) for _text, names in stories) >= len(stories) / 2


@pytest.mark.parametrize("interface", ["own", "fi", "en"])
def test_what_stories_tell_is_no_condition(interface):
    counts = Counter()
    for language in LANGUAGES:
        counts += counted(corpus(language, STORIES), language if interface == "own" else interface)

    assert precision(counts) >= PRECISION_OF_STORIES
    assert recall(counts) >= RECALL_OF_STORIES


@pytest.mark.parametrize("interface", ["own", "fi", "en"])
def test_what_stories_tell_without_marks_is_seldom_a_condition(interface):
    counts = Counter()
    for language in LANGUAGES:
        stories = [(without_marks(text), names) for text, names in corpus(language, STORIES)]
        counts += counted(stories, language if interface == "own" else interface)

    assert precision(counts) >= PRECISION_WITHOUT_MARKS
    assert recall(counts) >= RECALL_WITHOUT_MARKS


def test_areas_of_the_corpus_are_those_of_the_product():
    known = {slugify(entry.slug) for entry in [*read_neighbourhoods(), *read_districts()]}

    named = {
        name.partition(".")[2]
        for language in LANGUAGES
        for _text, names in corpus(language)
        for name in names
        if name.startswith("area.")
    }

    assert named
    assert named <= known
