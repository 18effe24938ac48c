"""The banner of alerts: not a byte where there is none."""

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

from directory.reading.alerts import Concerns, alerts_now, shown_to
from directory.reading.cards import text_language_words
from directory.reading.texts import Text

register = template.Library()


@register.simple_tag(takes_context=True)
def alerts(context, about: object = None) -> str:
    """What is on now for readers of a page: `about` has `concerns`, which are asked for only if needed."""
    if not (on := alerts_now()):
        return ""
    # The newest first: what was put on now is news
    shown = shown_to(on[::-1], getattr(about, "concerns", Concerns()))
    if not shown:
        return ""
    lines = [_line(alert.text(get_language())) for alert in shown]
    return render_to_string("components/alerts.html", {"lines": lines}, request=context.get("request"))


def _line(text: Text) -> tuple[Text, str]:
    """A text, and in words which language it is in where that is not the reader's."""
    is_own = text.language_code == get_language()
    return text, "" if is_own else text_language_words(text.language_code)
