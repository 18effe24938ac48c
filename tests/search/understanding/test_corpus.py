"""What the words of queries hold, measured over a corpus in each language: right, and seldom missed."""

from collections import Counter
from pathlib import Path

import pytest
from django.utils.text import slugify

from directory.imports.vocabulary_files import read_districts, read_neighbourhoods
from search.understanding.conditions import Areas, read_conditions
from search.understanding.conditions.word_lists import LANGUAGES

CORPUS = Path(__file__).parent / "corpus"
PRECISION, RECALL = 0.97, 0.85
FEWEST_QUERIES, FEWEST_TRAPS = 40, 15
AREAS = Areas(
    {entry.slug: list(entry.names.values()) for entry in [*read_neighbourhoods(), *read_districts()]}
)


def corpus(language: str) -> list[tuple[str, set[str]]]:
    """The queries of one language, each with the conditions it holds; a trap holds none."""
    lines = (CORPUS / f"{language}.tsv").read_text().splitlines()
    return [(text, set(names.split())) for text, _tab, names in (line.partition("\t") for line in lines)]


def found_in(text: str, interface_language: str) -> set[str]:
    return {condition.name for condition in read_conditions(text, interface_language, AREAS).conditions}


def counted(language: str, interface_language: str) -> Counter:
    counts = Counter()
    for text, expected in corpus(language):
        found = found_in(text, interface_language)
        counts += Counter(
            right=len(found & expected), wrong=len(found - expected), missed=len(expected - found)
        )
    return counts


@pytest.mark.parametrize("language", LANGUAGES)
def test_corpus_has_enough_queries_and_traps(language):
    queries = corpus(language)

    assert len(queries) >= FEWEST_QUERIES
    assert sum(not names for _text, names in queries) >= FEWEST_TRAPS
    assert any(len(names) > 1 for _text, names in queries)


@pytest.mark.parametrize("interface", ["own", "fi", "en"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_conditions_are_right_and_seldom_missed(language, interface):
    counts = counted(language, language if interface == "own" else interface)

    assert counts["right"] / (counts["right"] + counts["wrong"]) >= PRECISION
    assert counts["right"] / (counts["right"] + counts["missed"]) >= RECALL


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
