"""Areas and languages by their codes and names, in the languages that statistics are written in."""

from collections.abc import Mapping
from itertools import chain

from django.conf import settings
from django.utils.translation import get_language, override

from directory.models import Area
from directory.reading import wording
from directory.reading.texts import text_columns
from search.analysis import fold

#: Besides the reader's own
STATISTICS_IN = ("fi", "sv", "en")
#: CLDR calls Chinese by another code than interface texts in it
CODES = {"zh": "zh-hans"}


def area_slugs() -> Mapping[str, str]:
    """Of districts before neighbourhoods of the same name; two queries."""
    found: dict[str, str] = {}
    for area in Area.objects.order_by("kind", "pk"):
        for name in (area.slug, *(getattr(area, column) for column in text_columns("name"))):
            if name:
                found.setdefault(folded(name), area.slug)
    return found


def language_codes() -> Mapping[str, str]:
    readers = list(dict.fromkeys((*STATISTICS_IN, get_language() or settings.LANGUAGE_CODE)))
    found = {code: code for code in (*settings.MODELTRANSLATION_LANGUAGES, *wording.OWN_LANGUAGE_NAMES)}
    for reader in readers:
        with override(reader):
            found |= {folded(wording.language_name(code)): code for code in set(found.values())}
    known = [wording.cldr_locale(reader).languages for reader in readers]
    # Of a language that is not one of ours, "pt-br" and its like are no mother tongue
    for code, name in chain.from_iterable(names.items() for names in known):
        if code.isalpha():
            for each in (code, name):
                found.setdefault(folded(each), CODES.get(code, code))
    return found


def folded(name: str) -> str:
    return " ".join(fold(name, settings.LANGUAGE_CODE).split())
