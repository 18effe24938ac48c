"""Rich text of editorial pages, marked with the language it is in."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from directory.reading.cards import text_language_words
from directory.reading.texts import Text
from directory.templatetags.texts import language_attributes
from pages.blocks.rich_text import shown_html

register = template.Library()


@register.simple_tag
def rich_text(text: Text, said: str = "") -> SafeString:
    """Stored rich text; one in another language as a block with its bar and its `lang` and `dir`.

    `said` is the language that the page has told the reader of already: any other one gets a mark of its own.
    """
    # Cleaned where it is shown, whatever way it came in
    body = mark_safe(shown_html(text.value))  # noqa: S308
    if not text or text.language_code == get_language():
        return body
    block = format_html('<div class="foreign stack" {}>{}</div>', language_attributes(text), body)
    if text.language_code == said:
        return block
    mark = text_language_words(text.language_code)
    return format_html('<p><span class="mark">{}</span></p>{}', mark, block)
