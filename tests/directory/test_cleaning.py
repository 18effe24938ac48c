"""Texts are plain, and what only looks like a text is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.cleaning import clean_line, clean_text


@pytest.mark.parametrize(
    "emptied",
    [
        "",
        None,
        "<p></p>",
        '<p data-block-key="a1b2c"></p>',
        "<p>&nbsp;</p>",
        "<p>\u200b</p>",
        "<p><br/></p>\n",
        " \t ",
    ],
)
def test_what_an_editor_leaves_of_an_emptied_text_is_nothing(emptied):
    """DESIGN, trap 4."""
    assert clean_text(emptied) == ""
    assert clean_line(emptied) == ""


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>Tule <b>mukaan</b>!</p>", "Tule mukaan!"),
        ("<p>Yksi</p><p>Kaksi</p>", "Yksi\nKaksi"),
        ("Yksi<br>Kaksi", "Yksi\nKaksi"),
        ("<script>alert(1)</script>Hei", "Hei"),
        ("<b>Kahvi &amp; tee</b>", "Kahvi & tee"),
        ("&lt;b&gt;<i>x</i>&lt;/b&gt;", "x"),
        ("Yksi  \n\n\n\nKaksi", "Yksi\n\nKaksi"),
    ],
)
def test_markup_goes_and_the_words_stay(written, kept):
    """DESIGN, trap 11."""
    assert clean_text(written) == kept


@pytest.mark.parametrize(
    "text",
    ["Lapset < 3 v. ja > 1 v.", "https://example.org/?a=1&region=2&copy=3", "5 <3", "</", "می‌خواهم", "A & B"],
)
def test_what_only_looks_like_markup_stays(text):
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Perhe\u202ekahvila", "Perhekahvila"),
        ("\u202bقهوة", "قهوة"),
        ("<b>x</b>&#x202e;y", "xy"),
        ("\u2067auki", "auki"),
        ("a\u2069b\u2066", "ab"),
        ("\u2067x\ny\u2069", "x\ny"),
        ("Nimi\x00\x07\x1b\x9f", "Nimi"),
    ],
)
def test_what_would_turn_or_break_other_texts_goes(written, kept):
    assert clean_text(written) == kept


@pytest.mark.parametrize("text", ["رقم \u2066+358 9 310\u2069 هنا", "می\u200cخواهم", "א\u200f!", "\u061c12"])
def test_marks_that_a_text_needs_stay(text):
    assert clean_text(text) == text


def test_a_line_has_no_line_ends():
    assert clean_line(" Perhe\n\tkahvila ") == "Perhe kahvila"


@given(st.text(alphabet=st.sampled_from("ab &;<>/!?=\"'\n\u00a0ptlg\u202e\u2067\u2069\x01"), max_size=40))
def test_a_clean_text_is_clean_already(text):
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)
