"""A text in another language than its field's is noticed, and one in the right language never is."""

import pytest
from django.conf import settings

from directory.imports.vocabulary_files import read_terms
from directory.written_language import other_language

FINNISH = "Autamme laskujen ja kirjeiden kanssa. Ilta on tarkoitettu perheille."


def phrases(language: str) -> list[str]:
    """What parents say, one sentence for each topic."""
    return [term.phrases[language] for term in read_terms("topics") if language in term.phrases]


def test_finnish_in_the_field_for_swedish_is_noticed():
    assert other_language(FINNISH, "sv") == "fi"
    assert other_language(FINNISH, "fi") == ""


def test_nothing_is_said_of_a_name_or_an_address():
    assert other_language("Ilta, Kontulankaari 11", "sv") == ""
    assert other_language("", "sv") == ""


@pytest.mark.parametrize("language", settings.MODELTRANSLATION_LANGUAGES)
def test_no_sentence_in_its_own_language_raises_an_alarm(language):
    written = phrases(language)

    assert len(written) > 300
    assert [text for text in written if other_language(text, language)] == []


@pytest.mark.parametrize(
    ("language", "expected"), [("so", "fi"), ("ckb", "ar"), ("ar", "fa"), ("et", "fi"), ("uk", "fi")]
)
def test_neighbours_are_told_apart(language, expected):
    texts = [" ".join(pair) for pair in zip(phrases(language)[::2], phrases(language)[1::2], strict=True)]

    noticed = [other_language(text, expected) == language for text in texts]

    assert sum(noticed) >= 0.9 * len(texts)
