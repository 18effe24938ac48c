"""Values of filters in the reader's words."""

import datetime
from collections.abc import Callable, Iterable

from django.db.models import QuerySet, TextChoices
from django.utils.functional import Promise, cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from directory.choices import Channel, Entry, Gender, OrganizationKind, ServiceKind
from directory.dates.times import PartOfDay
from directory.models import Location, Organization
from directory.reading import wording
from directory.reading.texts import Text, read_text, text_columns
from directory.reading.vocabulary import vocabulary
from search.querying.facets import ANYWHERE
from search.querying.parameters import Parameters, When

#: Values are few and have an order of their own
CHOICES = {
    "entry": Entry,
    "gender": Gender,
    "channel": Channel,
    "kind": ServiceKind,
    "organization_kind": OrganizationKind,
    "part": PartOfDay,
}
FLAGS = {
    "free": gettext_lazy("Free of charge"),
    "family_centre": gettext_lazy("At a family centre"),
    "step_free": gettext_lazy("No steps at the entrance"),
    "no_client_relation": gettext_lazy("You need not be a client"),
    "no_identity": gettext_lazy("No name, no papers"),
}


class ChosenLabels:
    """The chosen values of one search in words. Names are read all together, and once for a page."""

    def __init__(self, parameters: Parameters):
        self.parameters = parameters

    def of(self, key: str, value: str) -> Text:
        """A value in words, or itself when it is not known any more."""
        return self._label(key, value) or Text(value, get_language())

    def _label(self, key: str, value: str) -> Text | None:
        if key == "organization":
            return self._organizations.get(value)
        if key == "location":
            return self._locations.get(value)
        return label_of(key, value)

    @cached_property
    def _organizations(self) -> dict[str, Text]:
        return _names(Organization.objects.public(), self.parameters.organization)

    @cached_property
    def _locations(self) -> dict[str, Text]:
        return _names(Location.objects.public(), self.parameters.location)


def label_of(key: str, value: str) -> Text:
    """A value of a counted facet, or an age, a postal code or a time in words, with the language they are in.

    Empty for one that is not known any more: an index may be older than the code.
    """
    if named := NAMED.get(key):
        return named(value)
    return Text(WORDS[key](value), get_language())


def _names(rows: QuerySet, slugs: Iterable[str]) -> dict[str, Text]:
    found = rows.filter(slug__in=slugs).only("slug", *text_columns("name"))
    return {row.slug: read_text(row, "name", get_language()) for row in found}


def _area(slug: str) -> Text:
    if slug == ANYWHERE:
        return Text(_("The whole city"), get_language())
    area = vocabulary(get_language()).areas.get(slug)
    return area.name if area else Text("", get_language())


def _choice(choices: type[TextChoices]) -> Callable[[str], str]:
    return lambda value: str(choices(value).label) if value in choices.values else ""


def _flag(words: Promise) -> Callable[[str], str]:
    return lambda _value: str(words)


def _topic(code: str) -> Text:
    term = vocabulary(get_language()).topic(code)
    return term.label if term else Text("", get_language())


def _target_group(code: str) -> Text:
    term = vocabulary(get_language()).target_group(code)
    return term.label if term else Text("", get_language())


def _when(value: str) -> str:
    return _choice(When)(value) or wording.full_date(datetime.date.fromisoformat(value))


def _age(value: str) -> str:
    return _("Child of %(age)s years") % {"age": value} if value != "0" else _("Child under one year")


def _easy(code: str) -> str:
    return wording.colon().join([_("Easy language"), wording.language_name(code)])


def _written(code: str) -> str:
    return _("Language of the text: %(language)s") % {"language": wording.language_name(code)}


#: Those with a name in the database, which may be there in another language alone
NAMED: dict[str, Callable[[str], Text]] = {
    "area": _area,
    "theme": _topic,
    "topic": _topic,
    "whom": _target_group,
}
WORDS: dict[str, Callable[[str], str]] = {
    "spoken": wording.language_name,
    "easy": _easy,
    "written": _written,
    "postal_code": str,
    "when": _when,
    "age": _age,
    "only_words": lambda _value: _("These words alone"),
    **{key: _choice(choices) for key, choices in CHOICES.items()},
    **{key: _flag(words) for key, words in FLAGS.items()},
}
