"""What the blocks let editors choose from: the vocabulary of the directory, in the editor's language."""

from django.conf import settings
from django.utils.translation import get_language

from directory.models import Helpline
from directory.reading.areas import area_groups
from directory.reading.texts import read_text
from directory.reading.vocabulary import vocabulary
from directory.reading.wording import language_name

Choices = list[tuple[str, str]]


def theme_choices() -> Choices:
    return [(term.code, term.name) for term in vocabulary(get_language()).themes]


def topic_choices() -> list[tuple[str, Choices]]:
    """Topics in groups, one for each theme."""
    terms = vocabulary(get_language())
    topics = [term for (_kind, _code), term in terms.by_code.items() if term.theme and not term.is_theme]
    return [
        (theme.name, [(topic.code, topic.name) for topic in topics if topic.theme == theme.code])
        for theme in terms.themes
    ]


def area_choices() -> list[tuple[str, Choices]]:
    groups = area_groups(get_language())
    return [(kind, [(slug, name.value) for slug, name in areas]) for kind, areas in groups]


def spoken_language_choices() -> Choices:
    """The languages of the site; a listing's own may be others."""
    return [(code, language_name(code)) for code in settings.MODELTRANSLATION_LANGUAGES]


def helpline_choices() -> Choices:
    return [(row.slug, read_text(row, "name", get_language()).value) for row in Helpline.objects.all()]
