"""Rich text: what editors may mark up, and nothing else, whatever way it came in (DESIGN, traps 4 and 11)."""

import html
import re

import nh3
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText, expand_db_html

from directory.cleaning import without_unseen

FEATURES = ["bold", "italic", "link", "ol", "ul"]
TAGS = {"p", "b", "strong", "i", "em", "a", "ol", "ul", "li", "br"}
#: A link inside the site is kept as the number of its page: `<a linktype="page" id="7">`
ATTRIBUTES = {"a": {"href", "linktype", "id"}}
SCHEMES = {"http", "https", "mailto", "tel"}
NOT_TEXT = re.compile(r"<[^>]*>|[\s\u200b\ufeff]")


def clean_rich_text(source: str) -> str:
    """The markup that is allowed; "" for what holds no letter."""
    cleaned = nh3.clean(source or "", tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    cleaned = without_unseen(cleaned)
    return cleaned if NOT_TEXT.sub("", html.unescape(cleaned)) else ""


def shown_html(source: str) -> str:
    """Stored rich text as HTML for a reader, with the addresses of pages in the active language."""
    return expand_db_html(clean_rich_text(source))


def words_of(source: str) -> str:
    """Stored rich text as plain text, a space between its parts."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", source or "")).split())


class CleanRichTextBlock(blocks.RichTextBlock):
    """Rich text of a few paragraphs: bold, italic, links and lists."""

    def __init__(self, **kwargs):
        super().__init__(features=FEATURES, **kwargs)

    def value_from_datadict(self, data, files, prefix):
        """Read what the editor posts. Anything that its script could not have made is kept as plain text."""
        posted = data.get(prefix, "")
        try:
            return super().value_from_datadict(data, files, prefix)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return RichText(f"<p>{html.escape(posted)}</p>")

    def clean(self, value):
        cleaned = RichText(clean_rich_text(value.source))
        if self.required and not cleaned.source:
            raise ValidationError(_("Write something here."))
        return super().clean(cleaned)
