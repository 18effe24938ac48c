"""The banner of alerts: not a byte where there is none."""

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

from directory.reading.alerts import Concerns, alerts_now, shown_to

register = template.Library()


@register.simple_tag(takes_context=True)
def alerts(context, about: object = None) -> str:
    """What is on now for readers of a page: `about` has `concerns`, which are asked for only if needed."""
    if not (on := alerts_now()):
        return ""
    shown = shown_to(on, getattr(about, "concerns", Concerns()))
    if not shown:
        return ""
    texts = [alert.text(get_language()) for alert in shown]
    return render_to_string("components/alerts.html", {"texts": texts}, request=context.get("request"))
