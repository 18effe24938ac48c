"""Templates that Jinja draws: the parts that a page has dozens of.

They take values alone and end in `.jinja`; `{% drawn %}` and `{% card %}` put them into a page (decision 18).
"""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from jinja2 import BaseLoader, Environment, StrictUndefined

from directory.reading.wording import DOT
from directory.templatetags.texts import (
    in_language,
    in_languages,
    lang_unless_readers,
    lines,
    paragraphs,
    phone_link,
    spoken_languages,
)


def environment(loader: BaseLoader) -> Environment:
    """What a template can call: Django's translations, and the tags for texts under their own names."""
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,  # a misspelt name is an error, not a gap in the page
        trim_blocks=True,
        auto_reload=settings.DEBUG,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(
        translation.gettext,
        translation.ngettext,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    made.globals.update(
        _=translation.gettext,  # the extension's own takes twice as long
        dot=DOT,
        in_language=in_language,
        in_languages=in_languages,
        lang_unless_readers=lang_unless_readers,
        lines=lines,
        paragraphs=paragraphs,
        phone_link=phone_link,
        spoken_languages=spoken_languages,
        url=reverse,
    )
    return made
