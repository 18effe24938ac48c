"""A page that a proxy shows while the site is away: one file, in every offered language."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from config.languages import BY_CODE, Language


@dataclass(frozen=True)
class Sentence:
    language: Language
    words: str


def maintenance_page() -> str:
    sentences = [_sentence(code) for code, _name in settings.LANGUAGES]
    return render_to_string("maintenance.html", {"sentences": sentences})


def _sentence(code: str) -> Sentence:
    with override(code):
        return Sentence(BY_CODE[code], _("We are updating the site. Come back in a moment."))
