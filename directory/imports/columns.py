"""A text in several languages as the columns of a translated field."""

from collections.abc import Mapping

from django.conf import settings
from modeltranslation.utils import build_localized_fieldname


def columns(field: str, texts: Mapping[str, str]) -> dict[str, str | None]:
    """Every language's column of a field; None where there is no text.

    Raises ValueError for a language that the database has no column for.
    """
    if unknown := texts.keys() - set(settings.MODELTRANSLATION_LANGUAGES):
        raise ValueError(f"{field}: no such language: {', '.join(sorted(unknown))}")
    return {
        build_localized_fieldname(field, code): texts.get(code) or None
        for code in settings.MODELTRANSLATION_LANGUAGES
    }
