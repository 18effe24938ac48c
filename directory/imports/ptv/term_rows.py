"""Terms of imported services: found by code or address, made where they are new."""

from collections.abc import Iterable

from django.db.models import Q

from directory.choices import TaxonomySlug
from directory.imports.columns import columns
from directory.imports.ptv.terms import AREAS
from directory.imports.ptv.values import Remarks, TermValue
from directory.imports.vocabulary_files import read_taxonomies
from directory.models import Taxonomy, TaxonomyTerm

AREA_NAMES = {"fi": "Toiminta-alueet", "sv": "Verksamhetsområden", "en": "Areas served"}


class Terms:
    """The terms one import needs, each looked up once."""

    def __init__(self):
        self._found: dict[tuple[str, str], TaxonomyTerm] = {}
        self._taxonomies: dict[str, Taxonomy] = {}

    def forget(self) -> None:
        """After a rollback: what was made in it is gone."""
        self.__init__()

    def of(self, values: Iterable[TermValue], remarks: Remarks) -> list[TaxonomyTerm]:
        """The terms, each once: two codes of a payload may be one term here."""
        terms = [self._term(value, remarks) for value in values]
        return list({term.pk: term for term in terms}.values())

    def _term(self, value: TermValue, remarks: Remarks) -> TaxonomyTerm:
        key = (value.taxonomy, value.code)
        if key not in self._found:
            self._found[key] = _find(value) or self._make(value, remarks)
        return self._found[key]

    def _make(self, value: TermValue, remarks: Remarks) -> TaxonomyTerm:
        if not value.name:
            remarks.add(f"term {value.uri or value.code} has no name")
        taxonomy = self._taxonomy(value.taxonomy)
        parent = (
            taxonomy.terms.filter(code=value.code.rpartition(".")[0]).first() if "." in value.code else None
        )
        names = {code: name[:200] for code, name in value.name.items()}
        return TaxonomyTerm.objects.create(
            taxonomy=taxonomy, code=value.code, uri=value.uri, parent=parent, **columns("name", names)
        )

    def _taxonomy(self, slug: str) -> Taxonomy:
        if slug not in self._taxonomies:
            self._taxonomies[slug] = Taxonomy.objects.filter(slug=slug).first() or _make_taxonomy(slug)
        return self._taxonomies[slug]


def _find(value: TermValue) -> TaxonomyTerm | None:
    """A term by its code before its address: the register has changed addresses and kept codes."""
    same = Q(code=value.code)
    if value.uri:
        same |= Q(uri=value.uri)
    found = list(TaxonomyTerm.objects.filter(same, taxonomy__slug=value.taxonomy))
    return next((term for term in found if term.code == value.code), found[0] if found else None)


def _make_taxonomy(slug: str) -> Taxonomy:
    if slug == AREAS:
        return Taxonomy.objects.create(slug=slug, **columns("name", AREA_NAMES))
    shipped = next(taxonomy for taxonomy in read_taxonomies() if taxonomy.slug == slug)
    return Taxonomy.objects.create(slug=slug, uri=shipped.uri, **columns("name", shipped.names))


#: Taxonomies whose terms on a listing come from the register; topics and others are people's own
IMPORTED = (
    TaxonomySlug.TARGET_GROUPS.value,
    TaxonomySlug.SERVICE_CLASSES.value,
    TaxonomySlug.PTV_TARGET_GROUPS.value,
    TaxonomySlug.LIFE_EVENTS.value,
    TaxonomySlug.KEYWORDS.value,
    AREAS,
)
