"""Guides among the results of a search: found by their words in every language, and only public ones."""

import pytest

from directory.reading.texts import Text
from pages.finding import find_guides
from tests.factories import TaxonomyTermFactory
from tests.pages.trees import block, edit, theme_path

pytestmark = pytest.mark.django_db


def headings(text: str, language: str = "fi", themes=()) -> list[str]:
    return [guide.title.value for guide in find_guides(text, language, themes)]


def test_a_guide_is_found_by_a_word_of_its_text_in_another_form():
    theme_path(block("text", text={"fi": "<p>Neuvola auttaa imetyksessä.</p>"}), heading_fi="Vauva")
    theme_path(slug="other", heading_fi="Harrastus")

    assert headings("neuvolan") == ["Vauva"]


def test_a_word_in_another_language_finds_the_guide_and_shows_it_in_the_readers():
    theme_path(heading_fi="Vauva tulee kotiin", heading_so="Ilmaha guriga", introduction_fi="Alku")

    (guide,) = find_guides("ilmaha", "so", ())

    assert guide.title == Text("Ilmaha guriga", "so")
    assert guide.summary == Text("Alku", "fi")


def test_a_heading_counts_more_than_a_text():
    theme_path(block("text", text={"fi": "<p>Kesällä uimaan.</p>"}), slug="text", heading_fi="Kesä")
    theme_path(slug="heading", heading_fi="Uimaan")

    assert headings("uimaan") == ["Uimaan", "Kesä"]


def test_words_that_no_guide_has_find_none():
    theme_path(heading_fi="Vauva")

    assert headings("verovirasto") == []


def test_a_theme_alone_finds_its_guides():
    TaxonomyTermFactory(code="babies")
    theme_path(heading_fi="Vauva", theme="babies")
    theme_path(slug="other", heading_fi="Muu")

    assert headings("", themes=("babies",)) == ["Vauva"]


def test_what_is_published_or_withdrawn_is_known_at_once(django_assert_num_queries):
    path = theme_path(heading_fi="Vauva")
    assert headings("lapsi") == []

    path = edit(path, heading_fi="Lapsi")
    assert headings("lapsi") == ["Lapsi"]
    path.unpublish()
    assert headings("lapsi") == []


def test_a_second_search_asks_the_database_once(django_assert_num_queries):
    theme_path(heading_fi="Vauva")
    headings("vauva")

    with django_assert_num_queries(1):
        headings("vauva")
