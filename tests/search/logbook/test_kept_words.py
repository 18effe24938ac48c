"""Of what people type only terms of the city's own vocabulary are kept; nothing that could be a person's."""

import pytest

from directory.models import SearchWords, TaxonomyTerm
from search.logbook.kept_words import MOST_KEPT, kept_words
from search.logbook.known_terms import KnownTerms, digests_of, terms_of_vocabulary
from tests.search.logbook.private import NAMES, OTHERS


@pytest.fixture(scope="module")
def known(loaded_vocabulary):
    """The shipped vocabulary: 390 topics with their words in fifteen languages."""
    return KnownTerms(digests_of(terms_of_vocabulary()))


def few(*terms: str, language: str = "fi") -> KnownTerms:
    return KnownTerms(digests_of((language, term) for term in terms))


@pytest.mark.parametrize("language", NAMES)
def test_no_name_is_kept_alone_or_beside_a_term(known, language):
    term = next(iter(SearchWords.objects.filter(language_code=language).values_list("words", flat=True)))[0]

    alone = {name: kept_words(name, language, known).terms for name in NAMES[language]}
    beside = {name: kept_words(f"{term} {name}", language, known).terms for name in NAMES[language]}

    own = set(kept_words(term, language, known).terms)
    assert {name: found for name, found in alone.items() if found} == {}
    assert {name: found for name, found in beside.items() if set(found) - own} == {}


@pytest.mark.parametrize("language", NAMES)
def test_no_number_no_address_and_no_identity_number_is_kept(known, language):
    found = {text: kept_words(text, language, known) for text in OTHERS}

    assert {text: kept.terms for text, kept in found.items() if kept.terms} == {}
    assert all(kept.has_other for kept in found.values())


def test_terms_of_the_vocabulary_are_kept_in_every_language(known):
    topic = TaxonomyTerm.objects.get(code="homework-help", taxonomy__slug="topics")
    labels = {code: getattr(topic, f"name_{code.replace('-', '_')}") for code in NAMES}

    kept = {code: kept_words(label, code, known) for code, label in labels.items() if label}

    assert len(kept) == len(NAMES)
    assert [code for code, words in kept.items() if not words.terms] == []


def test_inflected_word_is_the_same_term():
    assert kept_words("Kirjastossa", "fi", few("kirjasto")).terms == ("kirjastossa",)


def test_everything_around_a_term_is_only_said_to_be_there():
    kept = kept_words("tarvitsen läksyapu itäkeskus pojalleni Omarille", "fi", few("läksyapu itäkeskus"))

    assert kept.terms == ("laksyapu itakeskus",)
    assert kept.has_other


def test_single_word_beside_an_unknown_one_may_be_a_name():
    known = few("onni", "ilo")

    assert kept_words("onni ja ilo", "fi", known).terms == ("ilo", "onni")
    assert kept_words("onni virtanen", "fi", known) == kept_words("onni 0401234567", "fi", known)
    assert kept_words("onni virtanen", "fi", known).terms == ()


def test_digit_or_at_sign_parts_what_stands_around_it():
    known = few("perhe kahvila")

    assert kept_words("perhe 3 kahvila", "fi", known).terms == ()
    assert kept_words("perhe a@b kahvila", "fi", known).terms == ()
    assert kept_words("perhe kahvila", "fi", known).terms == ("perhe kahvila",)


def test_capital_letter_within_a_search_is_a_name():
    known = few("onni", "ilo")

    assert kept_words("ilo Onni", "fi", known).terms == ()
    assert kept_words("Onni", "fi", known).terms == ("onni",)


def test_no_sentence_can_be_read_out_of_what_is_kept():
    words = ["gamma", "beta", "delta", "alfa", "zeta", "eeta", "teeta", "kappa"]

    kept = kept_words(" ".join(words), "fi", few(*words))

    assert list(kept.terms) == sorted(kept.terms)
    assert len(kept.terms) == MOST_KEPT
    assert kept.has_other


@pytest.mark.parametrize("text", ["", " ", "\x00", "\u202e", "a" * 5_000, "@" * 500, "🙂 " * 300, "ﷺ" * 500])
def test_strange_text_is_no_error(text):
    assert kept_words(text, "ar", few("apua")).terms == ()
