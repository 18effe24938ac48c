"""What the head of a page tells browsers, messengers and search engines."""

from functools import cache

from django import template
from django.conf import settings
from django.db.models import Model
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.addresses import after_language, language_in
from config.alternates import alternates, language_shown, language_url, languages_written, offered, public_url
from config.colours import read_colour
from config.tokens import Scheme, token_sheets, tokens

register = template.Library()

#: As messengers know them: https://developers.facebook.com/docs/internationalization
LOCALES = {
    **{"fi": "fi_FI", "sv": "sv_SE", "en": "en_GB", "ru": "ru_RU", "et": "et_EE", "uk": "uk_UA"},
    **{"so": "so_SO", "ar": "ar_AR", "fa": "fa_IR", "ckb": "cb_IQ", "tr": "tr_TR", "vi": "vi_VN"},
    **{"zh-hans": "zh_CN", "fr": "fr_FR", "es": "es_ES"},
}
#: What the top of a page stands on
TOP = "--ground-warm"


@register.simple_block_tag
def titled(content: str) -> SafeString:
    """The title of a page, for its window and for those it is sent to."""
    title = _one_line(content)
    window = f"<title>{title} – {settings.WAGTAIL_SITE_NAME}</title>"
    # A text in a block is escaped already
    return mark_safe(f'{window}\n  <meta property="og:title" content="{title}">')  # noqa: S308


@register.simple_block_tag
def described(content: str) -> SafeString:
    """What a page is about, for those who find it or get it sent; if it says nothing, what the site is."""
    site = _("Tarjotin gathers what the city and organisations offer to families.")
    text = _one_line(content.strip() or site)
    return mark_safe(f'<meta name="description" property="og:description" content="{text}">')  # noqa: S308


@register.simple_tag
def card_of_site() -> SafeString:
    """What messengers show beside the title: our word mark, and the language of the page."""
    return format_html(
        '<meta property="og:image" content="{}">\n  <meta property="og:locale" content="{}">',
        public_url("/share.png"),
        LOCALES[get_language()],
    )


@register.simple_tag
def theme_colours() -> SafeString:
    """The colour of the browser's own bars: that of the page's top, in dark and in light."""
    dark, light = _tops(settings.THEME_STYLESHEET)
    return format_html(
        '<meta name="theme-color" content="{}" media="(prefers-color-scheme:dark)">'
        '\n  <meta name="theme-color" content="{}">',
        dark,
        light,
    )


@register.simple_tag(takes_context=True)
def canonical(context) -> SafeString:
    """The address of a page that is not to be indexed: what was asked of it is left out."""
    return _link("canonical", public_url(context["request"].path))


@register.simple_tag(takes_context=True)
def addresses(context, of: Model | None = None, number: int = 1) -> SafeString:
    """The one address of this page, and where it is that of a page of its own, those in other languages.

    `of`: the row that the page shows, where only some languages have its texts; `number`: the page of a list.
    """
    path = context["request"].path
    language = language_in(path)
    if language is None:
        return SafeString("")
    rest = after_language(path) + (f"?page={number}" if number > 1 else "")
    shown = language_shown(of, language) if of else language
    told = _link("canonical", language_url(shown, rest))
    if shown != language:
        return told
    return told + _alternate_links(rest, languages_written(of) if of else offered())


def _alternate_links(rest: str, languages: list[str]) -> SafeString:
    links = ((each.hreflang, each.url) for each in alternates(rest, languages))
    return format_html_join("", '\n  <link rel="alternate" hreflang="{}" href="{}">', links)


def _link(relation: str, url: str) -> SafeString:
    return format_html('<link rel="{}" href="{}">', relation, url)


@cache
def _tops(theme: str) -> tuple[str, ...]:  # noqa: ARG001 - what the sheets depend on
    css = "".join(token_sheets())
    return tuple(_plain(tokens(css, scheme)) for scheme in (Scheme.DARK, Scheme.LIGHT))


def _plain(known: dict[str, str]) -> str:
    """The colour as numbers: outside a style sheet there are no other tokens to refer to."""
    colour = read_colour(known[TOP], known)
    return f"#{''.join(f'{round(part * 255):02x}' for part in colour)}" if colour else known[TOP]


def _one_line(content: str) -> str:
    """A rendered block as an attribute can hold it: texts of the interface are not escaped."""
    return " ".join(content.split()).replace('"', "&quot;")
