"""Languages to choose from, and names in headings, in the reader's language."""

from django.conf import settings

from directory.reading.wording import language_name


def language_choices() -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in settings.MODELTRANSLATION_LANGUAGES]


def isolated(name: str) -> str:
    """A name in a heading that takes no tags: its direction is its own."""
    return f"\u2068{name}\u2069"
