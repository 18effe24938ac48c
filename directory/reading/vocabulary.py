"""The terms and areas a page shows, in one language: kept for a minute in each process."""

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from django.conf import settings
from modeltranslation.utils import build_localized_fieldname

from directory.choices import AreaKind, TaxonomySlug
from directory.models import Area, RelatedTerm, TaxonomyTerm
from directory.reading.texts import Text, read_text, text_columns

SECONDS_KEPT = 60
SHOWN = (TaxonomySlug.TOPICS, TaxonomySlug.TARGET_GROUPS)


@dataclass(frozen=True)
class Term:
    """A topic, theme or target group as a reader sees it."""

    pk: int
    code: str
    name: str
    taxonomy: str
    theme: str  # code of the theme a topic belongs to, its own for a theme
    is_theme: bool
    is_sensitive: bool
    is_danger: bool
    language_code: str  # that the name is in
    neighbours: tuple[str, ...] = ()  # codes of topics, the nearest first

    @property
    def label(self) -> Text:
        return Text(self.name, self.language_code)

    @property
    def is_delicate(self) -> bool:
        """Nobody is led to it who did not ask for it."""
        return self.is_sensitive or self.is_danger


@dataclass(frozen=True)
class AreaName:
    """An area's name and kind; of a neighbourhood the centre, as far as known, and its district's slug.

    A district knows its postal codes.
    """

    name: Text
    is_district: bool
    centre: tuple[float, float] | None = None  # latitude and longitude
    district: str = ""
    postal_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """All shown terms in one language, in their order, and the areas of the city."""

    by_id: dict[int, Term]
    expires_at: float
    by_code: dict[tuple[str, str], Term] = field(default_factory=dict)
    areas: dict[str, AreaName] = field(default_factory=dict)

    @property
    def themes(self) -> list[Term]:
        return [term for term in self.by_id.values() if term.is_theme]

    def topic(self, code: str) -> Term | None:
        return self.by_code.get((TaxonomySlug.TOPICS, code))

    def target_group(self, code: str) -> Term | None:
        return self.by_code.get((TaxonomySlug.TARGET_GROUPS, code))


_kept: dict[str, Vocabulary] = {}


def vocabulary(language_code: str) -> Vocabulary:
    """The terms in a language; a change is seen within a minute."""
    kept = _kept.get(language_code)
    if kept is None or kept.expires_at < time.monotonic():
        kept = _kept[language_code] = _load(language_code)
    return kept


def forget() -> None:
    """Read the terms again at the next request of this process."""
    _kept.clear()


def _load(language_code: str) -> Vocabulary:
    languages = list(dict.fromkeys([language_code, *settings.FALLBACK_LANGUAGES]))
    rows = (
        TaxonomyTerm.objects.filter(taxonomy__slug__in=SHOWN)
        .select_related("parent", "taxonomy")
        .only(
            "code",
            "is_sensitive",
            "is_danger",
            "parent__code",
            "taxonomy__slug",
            *text_columns("name", languages=languages),
        )
        .order_by("sort_order", "pk")
    )
    neighbours = _neighbours()
    terms = [_term(row, languages, tuple(neighbours[row.pk])) for row in rows]
    return Vocabulary(
        by_id={term.pk: term for term in terms},
        by_code={(term.taxonomy, term.code): term for term in terms},
        areas=_areas(language_code),
        expires_at=time.monotonic() + SECONDS_KEPT,
    )


def _neighbours() -> Mapping[int, list[str]]:
    """Codes of those that may be offered, by the ids of the topics beside which they are."""
    neighbours = defaultdict(list)
    for pk, code in RelatedTerm.objects.offered().values_list("term_id", "related__code"):
        neighbours[pk].append(code)
    return neighbours


def _areas(language_code: str) -> dict[str, AreaName]:
    rows = list(Area.objects.order_by("kind", "name_fi"))
    slugs = {area.pk: area.slug for area in rows}
    return {
        area.slug: AreaName(
            read_text(area, "name", language_code),
            area.kind == AreaKind.DISTRICT,
            _centre(area),
            slugs.get(area.parent_id, ""),
            tuple(area.postal_codes),
        )
        for area in rows
    }


def _centre(area: Area) -> tuple[float, float] | None:
    return (area.latitude, area.longitude) if None not in (area.latitude, area.longitude) else None


def _term(row: TaxonomyTerm, languages: list[str], neighbours: tuple[str, ...]) -> Term:
    named = ((code, getattr(row, build_localized_fieldname("name", code))) for code in languages)
    language, name = next(filter(itemgetter(1), named), (languages[0], row.code))
    return Term(
        pk=row.pk,
        code=row.code,
        name=name,
        language_code=language,
        taxonomy=row.taxonomy.slug,
        theme=row.theme_code,
        is_theme=row.taxonomy.slug == TaxonomySlug.TOPICS and row.parent_id is None,
        is_sensitive=row.is_sensitive,
        is_danger=row.is_danger,
        neighbours=neighbours,
    )
