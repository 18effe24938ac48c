"""Areas and languages to choose from, and names in headings, in the reader's language."""

from django.conf import settings

from directory.reading.vocabulary import vocabulary
from directory.reading.wording import language_name


def area_choices(language: str) -> list[tuple[str, str]]:
    return [(slug, str(area.name)) for slug, area in vocabulary(language).areas.items()]


def language_choices() -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in settings.MODELTRANSLATION_LANGUAGES]


def isolated(name: str) -> str:
    """A name in a heading that takes no tags: its direction is its own."""
    return f"\u2068{name}\u2069"
