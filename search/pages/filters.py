"""The filters of a results page: groups of values in the reader's words, with the listings each gives."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy

from directory.choices import AreaKind
from directory.reading.texts import Text
from directory.reading.vocabulary import Vocabulary, vocabulary
from search.pages.filter_words import CHOICES, FLAGS, label_of
from search.querying.parameters import Parameters, When

#: Values shown of a long facet; chosen ones, and the reader's own language, are shown besides
MOST_SHOWN = 10


@dataclass(frozen=True)
class Option:
    """A value that can be chosen, with the number of listings it gives, if that is known."""

    key: str
    value: str
    label: Text
    count: int | None
    is_chosen: bool

    @property
    def kind(self) -> str:
        """The kind of field: only one time can be chosen, any number of the rest."""
        return "radio" if self.key == "when" else "checkbox"

    @property
    def shown_count(self) -> str:
        # As text: a template takes long to write out a number, and a page has a hundred of them
        return "" if self.count is None else str(self.count)


@dataclass(frozen=True)
class Group:
    """A question of the filter sheet with its values."""

    key: str
    title: str
    options: tuple[Option, ...]


#: The groups in their order: keys of facets that are asked together, and the question
GROUPS = (
    (("when",), gettext_lazy("When")),
    (("entry",), gettext_lazy("How one gets in")),
    (("spoken",), gettext_lazy("Language that is spoken")),
    (("whom", "gender"), gettext_lazy("Who it is for")),
    (
        ("free", "no_client_relation", "no_identity", "family_centre", "step_free", "easy", "written"),
        pgettext_lazy("filters", "Also"),
    ),
)
#: Asked further down, behind one more tap
MORE_GROUPS = (
    (("part",), gettext_lazy("Part of the day")),
    (("channel",), gettext_lazy("Way of meeting")),
    (("kind",), gettext_lazy("What kind")),
    (("organization_kind",), gettext_lazy("Who arranges it")),
)
#: Facets whose values keep the order of their list; the others go by count
ORDERED = (
    "when",
    "part",
    "entry",
    "gender",
    "free",
    "no_client_relation",
    "no_identity",
    "family_centre",
    "step_free",
)


def groups(questions, parameters: Parameters, facets: Mapping[str, Mapping[str, int]]) -> list[Group]:
    """The groups of GROUPS or MORE_GROUPS that have something to choose from."""
    made = (Group(keys[0], str(title), _options(keys, parameters, facets)) for keys, title in questions)
    return [group for group in made if group.options]


def area_groups(parameters: Parameters, facets: Mapping[str, Mapping[str, int]]) -> list[Group]:
    """Districts and neighbourhoods, as the two parts of one drop-down list: some have the same name."""
    areas = vocabulary(get_language()).areas
    counts = facets.get("area", {})
    chosen = parameters.values("area")
    made = []
    for kind in AreaKind:
        options = (
            Option("area", slug, area.name, counts.get(slug, 0), slug in chosen)
            for slug, area in areas.items()
            if area.is_district == (kind == AreaKind.DISTRICT) and (counts.get(slug) or slug in chosen)
        )
        made.append(Group("area", str(kind.label), tuple(options)))
    return [group for group in made if group.options]


def topic_options(
    parameters: Parameters, facets: Mapping[str, Mapping[str, int]], *, first: Iterable[str] = ()
) -> list[Option]:
    """Topics of the chosen themes, or all, the fullest first; before them those to be named first."""
    counts = facets.get("topic", {})
    near = {code: counts[code] for code in first if counts.get(code)}
    others = {code: n for code, n in counts.items() if code not in near}
    if parameters.theme:
        terms = vocabulary(get_language())
        others = {code: n for code, n in others.items() if _theme_of(terms, code) in parameters.theme}
    return [*_made("topic", parameters, near), *_options_of("topic", parameters, others)]


def _theme_of(terms: Vocabulary, code: str) -> str:
    topic = terms.topic(code)
    return topic.theme if topic else ""


def _options(keys: tuple[str, ...], parameters: Parameters, facets) -> tuple[Option, ...]:
    options = [option for key in keys for option in _options_of(key, parameters, facets.get(key, {}))]
    # A radio button cannot be taken back: another one does it
    return (*(_any_time() if parameters.when and "when" in keys else ()), *options)


def _any_time() -> tuple[Option]:
    return (Option("when", "", Text(pgettext("time", "Any time"), get_language()), None, is_chosen=False),)


def _options_of(key: str, parameters: Parameters, counts: Mapping[str, int]) -> list[Option]:
    chosen = parameters.values(key)
    if key == "written":
        counts = {code: counts[code] for code in counts if code in (*chosen, get_language())}
    kept = (*chosen, get_language()) if key == "spoken" else chosen
    shown = counts if key in ORDERED else _fullest(counts, kept)
    made = _made(key, parameters, {value: counts[value] for value in shown})
    if key in ORDERED:
        order = [str(value) for value in _values_in_order(key)]
        return sorted(
            made, key=lambda option: order.index(option.value) if option.value in order else len(order)
        )
    own = get_language() if key == "spoken" else None
    return sorted(made, key=lambda option: (option.value != own, -option.count, option.label.value))


def _made(key: str, parameters: Parameters, counts: Mapping[str, int]) -> list[Option]:
    """In their order, without values that have no name any more."""
    chosen = parameters.values(key)
    made = (Option(key, value, label_of(key, value), n, value in chosen) for value, n in counts.items())
    return [option for option in made if option.label]


def _fullest(counts: Mapping[str, int], kept: Iterable[str]) -> list[str]:
    """The values with most listings, and those kept whatever they give: of hundreds few get words."""
    fullest = sorted(counts, key=lambda value: (-counts[value], value))[:MOST_SHOWN]
    return list(dict.fromkeys([*fullest, *(value for value in kept if value in counts)]))


def _values_in_order(key: str) -> list[str]:
    if key in FLAGS:
        return ["1"]
    return When.values if key == "when" else CHOICES[key].values
