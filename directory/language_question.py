"""Asks whoever saved texts whether they are in the languages of their fields."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from directory.reading.wording import language_name
from directory.written_language import other_language


def ask_about_language(request: HttpRequest, texts: Mapping[str, str]) -> None:
    """`texts` are by language. They stay as they are: whoever wrote them knows better than a library."""
    for expected, text in texts.items():
        if found := other_language(text, expected):
            names = {"expected": language_name(expected), "found": language_name(found)}
            question = _("Is this the right language? Expected: %(expected)s. It looks like: %(found)s.")
            messages.warning(request, question % names)
