"""Which easy-language texts a listing has, on the page of its languages."""

from django import template
from django.utils.text import capfirst

from directory.models import Service
from directory.models.easy_texts import EASY_LANGUAGES
from directory.reading.wording import language_name
from workspace.forms.easy import easy_text

register = template.Library()


@register.simple_tag
def easy_lines(listing: Service) -> list[tuple[str, str, bool]]:
    """Code and name of each language that has an easy form, and whether the listing is written in it."""
    return [
        (code, capfirst(language_name(code)), easy_text(listing, code) is not None) for code in EASY_LANGUAGES
    ]
