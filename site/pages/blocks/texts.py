"""A text of a block in several languages: all of them in the page, two of them in a form.

A block of a page exists once, with its picture and its live list; only its texts exist in fifteen languages.
"""

from collections.abc import Mapping

from django.conf import settings
from django.utils.functional import cached_property, lazy
from wagtail import blocks

from directory.cleaning import clean_line
from directory.reading.texts import Text, choose_text
from directory.reading.wording import language_name
from pages.blocks.rich_text import CleanRichTextBlock

ALL_LANGUAGES = settings.MODELTRANSLATION_LANGUAGES
lazy_language_name = lazy(language_name, str)


def key_of(language_code: str) -> str:
    """The name of a language inside a block, where dashes are not allowed."""
    return language_code.replace("-", "_")


class TranslatedBlock(blocks.StructBlock):
    """One text: a column for each language. Its value maps the key of a language to the text."""

    def __init__(self, text_blocks: Mapping[str, blocks.Block], **kwargs):
        kwargs.setdefault("form_classname", "struct-block texts-beside")
        super().__init__([(key_of(code), block) for code, block in text_blocks.items()], **kwargs)

    @cached_property
    def is_rich(self) -> bool:
        return any(isinstance(block, CleanRichTextBlock) for block in self.child_blocks.values())


def read_block_text(value: Mapping, language_code: str, original_language: str) -> Text:
    """The text of a TranslatedBlock for a reader; of rich text the stored markup."""
    return choose_text(lambda code: text_in(value, code), language_code, original_language)


def text_in(value: Mapping, language_code: str) -> str:
    """The text in one language, "" if there is none."""
    text = value.get(key_of(language_code))
    return getattr(text, "source", text) or ""


def attributes_of(language_code: str) -> dict[str, str]:
    """What the field around a text in a language says of it."""
    text = Text("", language_code)
    return {"lang": text.html_lang, "dir": text.direction}


class CleanLineBlock(blocks.CharBlock):
    """One line of plain text."""

    def clean(self, value):
        return super().clean(clean_line(value))


class Texts:
    """Makes the text blocks of a form or a page: in which languages, and which one has to be written."""

    def __init__(self, languages: tuple[str, ...] = ALL_LANGUAGES, original: str = ""):
        self.languages = languages
        self.original = original

    def line(self, label, *, required: bool = True, max_length: int = 200) -> TranslatedBlock:
        return self._block(CleanLineBlock, label, required, max_length=max_length)

    def rich(self, label, *, required: bool = True) -> TranslatedBlock:
        return self._block(CleanRichTextBlock, label, required)

    def _block(self, block_class, label, required: bool, **kwargs) -> TranslatedBlock:
        made = {
            code: block_class(
                required=required and code == self.original,
                label=lazy_language_name(code),
                form_attrs=attributes_of(code),
                **kwargs,
            )
            for code in self.languages
        }
        return TranslatedBlock(made, label=label)
