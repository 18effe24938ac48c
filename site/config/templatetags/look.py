"""Style sheets and pictograms of a page: `stylesheet`, `icon` and `sprite`."""

import logging
from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from config.icons import symbols
from config.static import SELDOM, SELDOM_MEDIA, bundle_names, bundle_path

register = template.Library()
logger = logging.getLogger(__name__)


@register.simple_tag
def stylesheet(name: str) -> str:
    """Link a bundle of config.stylesheets: `{% stylesheet "results" %}`; "seldom" once for all pages."""
    if name not in bundle_names():
        raise template.TemplateSyntaxError(f"There is no bundle {name!r} in config.stylesheets.")
    media = mark_safe(f' media="{",".join(SELDOM_MEDIA)}"' if name == SELDOM else "")  # noqa: S308
    return format_html('<link rel="stylesheet" href="{}"{}>', static(bundle_path(name)), media)


@register.simple_tag(takes_context=True)
def icon(context, name: str, classes: str = "") -> str:
    """Show a pictogram that stands beside its word: `{% icon "i-next" "icon--flip" %}`."""
    if name not in symbols():
        # A topic's pictogram is data: one that is not drawn must not take the page away
        logger.warning("There is no pictogram %r in icons.svg.", name)
        return ""
    _shown(context).add(name)
    return _use(name, classes)


@cache
def _use(name: str, classes: str) -> str:
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="#{}"/></svg>', f"icon {classes}".strip(), name
    )


@register.simple_tag
def pictogram(name: str) -> str:
    """Draw a pictogram where no sprite can be below it: in a fragment that is put into a page."""
    symbol = symbols().get(name, "")
    drawn = symbol.replace(f'<symbol id="{name}"', '<svg class="icon" aria-hidden="true"').replace(
        "</symbol>", "</svg>"
    )
    return mark_safe(drawn)  # noqa: S308


@register.simple_tag(takes_context=True)
def sprite(context) -> str:
    """Hold the symbols of every `icon` above it: last in the body, and last in a fragment sent by itself."""
    shown = _shown(context)
    drawn = "".join(symbol for name, symbol in symbols().items() if name in shown)
    if not drawn:
        return ""
    return mark_safe(f'<svg class="sprite" aria-hidden="true">{drawn}</svg>')  # noqa: S308


def _shown(context) -> set[str]:
    """The pictograms of this page so far: kept on the request, which every included template shares."""
    holder = getattr(context, "request", None) or context
    if not hasattr(holder, "shown_icons"):
        holder.shown_icons = set()
    return holder.shown_icons
