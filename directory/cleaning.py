"""Texts are plain: markup is taken out, and what only looks like a text is none (DESIGN, traps 4 and 11)."""

import html
import re

import nh3
from django.db import models

TAG = re.compile(r"</?[a-zA-Z]|<[!?]")
BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6]|tr|blockquote)\s*>", re.IGNORECASE)
#: Control characters that no browser shows, and marks that turn the direction of whatever follows them, other
#: texts of the page too. Marks for one place (U+200E, U+200F, U+061C) and joiners belong to the text.
UNSEEN = re.compile("[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e]")
#: Marks around a part with a direction of its own: kept where each one is closed on its line
ISOLATES, END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
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


def without_unseen(text: str) -> str:
    """A text that changes nothing outside itself."""
    lines = UNSEEN.sub("", text).splitlines(keepends=True)
    return "".join(line if _closes_isolates(line) else _without_isolates(line) for line in lines)


def clean_value(field: models.Field, value: str | None) -> str | None:
    """The value of a translated column as it is stored. A column that was never filled stays null."""
    if not value:
        return value
    return clean_text(value) if isinstance(field, models.TextField) else clean_line(value)


def _without_markup(text: str) -> str:
    for _layer in range(LAYERS):
        text = without_unseen(text)
        if not TAG.search(text):
            return text
        text = html.unescape(nh3.clean(BREAK.sub("\n", text), tags=set()))
    return text


def _closes_isolates(line: str) -> bool:
    depth = 0
    for character in line:
        depth += (character in ISOLATES) - (character == END_OF_ISOLATE)
        if depth < 0:
            return False
    return depth == 0


def _without_isolates(line: str) -> str:
    return re.sub(f"[{ISOLATES}{END_OF_ISOLATE}]", "", line)


def _trimmed(text: str) -> str:
    previous = None
    while previous != text:
        previous, text = text, text.strip().strip(INVISIBLE)
    return text
