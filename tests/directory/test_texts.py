"""Texts in the reader's language or in another one that is named."""

import pytest
from django.template import Context, Template
from django.utils import translation

from directory.reading.cards import SpokenLanguage
from directory.reading.texts import Text, fallback_order, languages_of, read_text
from directory.templatetags.texts import phone_forms
from tests.factories import ServiceFactory


def shown(tag: str, **values) -> str:
    """What a tag writes on an English page."""
    with translation.override("en"):
        return Template("{% load texts %}{% " + tag + " %}").render(Context(values))


def test_order_begins_with_the_reader_and_the_original():
    order = fallback_order("so", "ar")

    assert order[:5] == ("so", "ar", "fi", "en", "sv")
    assert len(order) == len(set(order)) == 15


@pytest.mark.django_db
def test_text_is_read_in_the_readers_language_then_the_original_then_any():
    service = ServiceFactory(name_fi="Kahvila", name_ar="مقهى", original_language="ar", summary_vi="Tóm tắt")

    assert read_text(service, "name", "fi") == Text("Kahvila", "fi")
    assert read_text(service, "name", "so") == Text("مقهى", "ar")
    assert read_text(service, "summary", "so") == Text("Tóm tắt", "vi")
    assert read_text(service, "alert", "so") == Text("", "so")
    assert languages_of(service, "name") == ["fi", "ar"]


def test_text_in_the_readers_language_needs_no_mark():
    assert shown("in_language text", text=Text("Café & bar", "en")) == "Café &amp; bar"


@pytest.mark.parametrize(
    ("code", "attributes"),
    [("fi", 'lang="fi" dir="ltr"'), ("ckb", 'lang="ckb" dir="rtl"'), ("zh-hans", 'lang="zh-Hans" dir="ltr"')],
)
def test_text_in_another_language_is_marked(code, attributes):
    assert shown("in_language text", text=Text("<x>", code)) == f"<span {attributes}>&lt;x&gt;</span>"


def test_list_of_texts_marks_each_by_itself():
    texts = (Text("Talo", "fi"), Text("<b>", "en"))

    assert shown("in_languages texts", texts=texts) == '<span lang="fi" dir="ltr">Talo</span>, &lt;b&gt;'


def test_readers_own_language_is_set_off_in_a_list():
    languages = (SpokenLanguage("English", is_readers=True), SpokenLanguage("<Somali>", is_readers=False))

    assert shown("spoken_languages all", all=languages) == '<span class="mine">English</span>, &lt;Somali&gt;'


def test_paragraphs_keep_blank_lines_apart_and_line_ends():
    text = Text("Yksi\r\n\r\nkaksi\nkolme <b>", "en")

    assert shown("paragraphs text", text=text) == "<p>Yksi</p><p>kaksi<br>kolme &lt;b&gt;</p>"


def test_long_text_in_another_language_is_one_marked_block():
    text, block = (
        Text("أ\n\nب", "ar"),
        '<div class="foreign stack" lang="ar" dir="rtl"><p>أ</p><p>ب</p></div>',
    )

    assert shown("paragraphs text 'ar'", text=text) == block
    assert shown("paragraphs text", text=text).endswith(block)


def test_block_in_a_language_that_the_page_has_not_named_gets_a_mark():
    written = shown("paragraphs text 'fi'", text=Text("أ", "ar"))

    assert written.startswith('<p><span class="mark">Language of the text: Arabic</span></p>')


def test_attributes_stand_only_on_what_is_in_another_language():
    assert shown("lang_unless_readers text", text=Text("x", "en")) == ""
    assert shown("lang_unless_readers text", text=Text("x", "fa")) == ' lang="fa" dir="rtl"'


@pytest.mark.parametrize(
    ("written", "shown_as", "dialled"),
    [
        ("0401234567", "040 1234567", "+358401234567"),
        ("040 123 4567", "040 123 4567", "+358401234567"),
        ("٠٤٠ ١٢٣ ٤٥٦٧", "040 1234567", "+358401234567"),
        ("+46 8 123 456 00", "+46 8 123 456 00", "+46812345600"),
        ("09 000 1000", "09 000 1000", "+35890001000"),
        ("112", "112", "112"),
        ("116 117", "116 117", "116117"),
        ("116123", "116123", "116123"),
        ("abc", "abc", ""),
    ],
)
def test_number_is_shown_as_in_finland_and_dialled_from_anywhere(written, shown_as, dialled):
    assert phone_forms(written) == (shown_as, dialled)


def test_number_is_isolated_from_the_direction_around_it():
    link = shown("phone_link number", number="09 000 1000")

    assert link == '<a href="tel:+35890001000"><bdi>09 000 1000</bdi></a>'
