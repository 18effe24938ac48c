"""Parts of a page that Jinja draws: `{% card %}`, and `{% drawn %}` for any template ending in `.jinja`."""

from functools import cache, partial

from django import template
from django.conf import settings
from django.utils.safestring import SafeString
from jinja2 import Environment, FileSystemLoader

from config.jinja import environment
from config.templatetags import look
from directory.reading.cards import Card
from trays.templatetags import trays

register = template.Library()


@register.simple_tag(takes_context=True)
def drawn(context, name: str, **values) -> SafeString:
    """Draw a template of values: `{% drawn "components/marks.jinja" marks=page.marks %}`."""
    of_page = {"icon": partial(look.icon, context), "is_in_tray": partial(trays.is_in_tray, context)}
    return SafeString(_environment().get_template(name).render(of_page, **values))


@register.simple_tag(takes_context=True)
def card(context, card: Card, level: str, *, is_in_tray: bool = False) -> SafeString:
    """Draw a listing on a page of many, under a heading of a level; one that is in a tray has no button."""
    has_button = bool(card.url) and not is_in_tray
    return drawn(context, "components/card.jinja", card=card, level=level, has_button=has_button)


@cache
def _environment() -> Environment:
    return environment(FileSystemLoader(settings.ROOT / "templates"))
