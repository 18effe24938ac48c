"""Texts are plain: markup is taken out, and what only looks like a text is none (DESIGN, traps 4 and 11)."""

import html
import re

import nh3
from django.db import models

TAG = re.compile(r"</?[a-zA-Z]|<[!?]")
BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6]|tr|blockquote)\s*>", re.IGNORECASE)
#: Trimmed at both ends beside what Python knows as space: editors leave them in emptied paragraphs
INVISIBLE = "\u200b\ufeff"
#: Markup inside escaped markup comes out layer by layer; nobody writes deeper than this
LAYERS = 5


def clean_text(text: str | None) -> str:
    """A text of several lines without markup, spaces at line ends or more than one blank line in a row."""
    lines = [line.rstrip() for line in _without_markup(text or "").splitlines()]
    return re.sub(r"\n{3,}", "\n\n", _trimmed("\n".join(lines)))


def clean_line(text: str | None) -> str:
    """A text of one line without markup: every run of spaces and line ends is one space."""
    return _trimmed(" ".join(_without_markup(text or "").split()))


def clean_value(field: models.Field, value: str | None) -> str | None:
    """The value of a translated column as it is stored. A column that was never filled stays null."""
    if not value:
        return value
    return clean_text(value) if isinstance(field, models.TextField) else clean_line(value)


def _without_markup(text: str) -> str:
    for _layer in range(LAYERS):
        if not TAG.search(text):
            return text
        text = html.unescape(nh3.clean(BREAK.sub("\n", text), tags=set()))
    return text


def _trimmed(text: str) -> str:
    previous = None
    while previous != text:
        previous, text = text, text.strip().strip(INVISIBLE)
    return text
