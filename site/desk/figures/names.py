"""What the values of a division are called, and in which order they stand where it is not by their number."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from desk.figures import ages
from desk.figures.offers import NEVER_CONFIRMED
from desk.figures.readers import NONE_NAMED
from desk.figures.subjects import By
from directory.choices import OrganizationKind
from directory.freshness import Freshness
from directory.models import Organization
from directory.reading import wording
from directory.reading.texts import text_columns
from directory.reading.vocabulary import vocabulary
from feedback.choices import Kind
from trays.choices import Answer

#: Divisions that have an order of their own
ORDERED = (By.AGE, By.STAGE)


def names(by: By, keys: Iterable[str]) -> dict[str, str]:
    """By their keys; those that are no more, or say nothing, are left out."""
    return NAMES[by](list(keys))


def _languages(keys: list[str]) -> dict[str, str]:
    return {code: wording.language_name(code) for code in keys}


def _areas(keys: list[str]) -> dict[str, str]:
    areas = vocabulary(get_language()).areas
    found = {slug: str(areas[slug].name) for slug in keys if slug in areas}
    return found | ({NONE_NAMED: _("The whole city")} if NONE_NAMED in keys else {})


def _themes(keys: list[str]) -> dict[str, str]:
    terms = vocabulary(get_language())
    return {code: term.name for code in keys if (term := terms.topic(code))}


def _partners(keys: list[str]) -> dict[str, str]:
    columns = text_columns("name", languages=("fi", "en", "sv"))
    found = Organization.objects.only("slug", *columns).in_bulk([int(key) for key in keys])
    return {str(pk): str(organization) for pk, organization in found.items()}


def _stages(_keys: list[str]) -> dict[str, str]:
    found = {
        Freshness.FRESH: pgettext("listings", "Confirmed lately"),
        Freshness.DUE: pgettext("listings", "Their people are asked to confirm them"),
        Freshness.LABELLED: pgettext("listings", "Readers are told that nobody has confirmed them"),
        Freshness.LOWERED: pgettext("listings", "They stand lower in the search"),
        Freshness.HIDDEN: pgettext("listings", "Hidden from readers"),
    }
    named = {stage.name.lower(): words for stage, words in found.items()}
    return named | {NEVER_CONFIRMED: pgettext("listings", "Never confirmed")}


def _ages(_keys: list[str]) -> dict[str, str]:
    return ages.names()


def _chosen_of(choices) -> Callable[[list[str]], dict[str, str]]:
    return lambda keys: {key: str(choices(key).label) for key in keys if key in choices.values}


NAMES: Mapping[By, Callable[[list[str]], dict[str, str]]] = {
    By.LANGUAGE: _languages,
    By.AREA: _areas,
    By.THEME: _themes,
    By.AGE: _ages,
    By.PARTNER: _partners,
    By.STAGE: _stages,
    By.PARTNER_KIND: _chosen_of(OrganizationKind),
    By.ANSWER: _chosen_of(Answer),
    By.FEEDBACK_KIND: _chosen_of(Kind),
}
