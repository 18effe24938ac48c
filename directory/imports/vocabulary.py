"""Loading the shipped vocabulary into the database: areas, taxonomies, terms, search words, neighbours."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby

from django.db import transaction
from django.utils import translation
from modeltranslation.utils import build_localized_fieldname

from directory.choices import AreaKind, TaxonomySlug
from directory.imports.columns import columns
from directory.imports.shipped import Shipped
from directory.imports.upserts import Tally, upsert
from directory.imports.vocabulary_files import (
    AreaEntry,
    TermEntry,
    read_districts,
    read_neighbourhoods,
    read_taxonomies,
    read_terms,
)
from directory.models import Area, RelatedTerm, SearchWords, Taxonomy, TaxonomyTerm
from directory.models.taxonomies import MOST_NEIGHBOURS
from directory.signals import vocabulary_changed

#: Filled by imports from other registers, not from here
WITHOUT_TERMS = (TaxonomySlug.KEYWORDS,)


@transaction.atomic
def load_vocabulary() -> dict[str, Tally]:
    """Bring what is new in the fixtures into the database's vocabulary.

    What people changed, added or deleted since it was last loaded stays; so do terms that are not in them.
    """
    # The columns without a language take the active one (DESIGN, trap 1)
    with translation.override("fi"):
        tallies = {"areas": _load_areas(), "taxonomies": _load_taxonomies()}
        for taxonomy in Taxonomy.objects.exclude(slug__in=WITHOUT_TERMS).filter(slug__in=TaxonomySlug.values):
            shipped = Shipped(taxonomy)
            terms = read_terms(taxonomy.slug)
            tallies[taxonomy.slug] = _load_terms(taxonomy, terms, shipped)
            words = _load_words(taxonomy, terms, shipped)
            tallies["search words"] = tallies.get("search words", Tally()) + words
            if taxonomy.slug == TaxonomySlug.TOPICS:
                tallies["neighbours"] = _load_neighbours(taxonomy, terms, shipped)
            shipped.write()
    if any(tally.added or tally.changed for tally in tallies.values()):
        vocabulary_changed.send(sender=TaxonomyTerm)
    return tallies


def _load_areas() -> Tally:
    tally = _upsert_areas(AreaKind.DISTRICT, read_districts(), parents={})
    parents = dict(Area.objects.filter(kind=AreaKind.DISTRICT).values_list("slug", "pk"))
    return tally + _upsert_areas(AreaKind.NEIGHBOURHOOD, read_neighbourhoods(), parents)


def _upsert_areas(kind: AreaKind, entries: Iterable[AreaEntry], parents: dict[str, int]) -> Tally:
    rows = (
        {
            "slug": entry.slug,
            "kind": kind,
            "parent_id": parents[entry.district] if entry.district else None,
            "latitude": entry.latitude,
            "longitude": entry.longitude,
            "postal_codes": list(entry.postal_codes),
            **columns("name", entry.names),
        }
        for entry in entries
    )
    return upsert(rows, into=Area.objects.all(), key=("slug",))


def _load_taxonomies() -> Tally:
    rows = ({"slug": t.slug, "uri": t.uri, **columns("name", t.names)} for t in read_taxonomies())
    return upsert(rows, into=Taxonomy.objects.all(), key=("slug",))


def _not_deleted(entries: Iterable[TermEntry], shipped: Shipped) -> list[TermEntry]:
    """Without terms that somebody deleted, and what would lie below them; parents come before children."""
    kept = {"": None}
    for entry in entries:
        if entry.parent in kept and not shipped.was_deleted(entry.code):
            kept[entry.code] = entry
    return [entry for entry in kept.values() if entry]


def _load_terms(taxonomy: Taxonomy, entries: list[TermEntry], shipped: Shipped) -> Tally:
    """Level by level, since a term needs its parent's row."""
    known = {term.code: vars(term) for term in taxonomy.terms.all()}
    order = {entry.code: number for number, entry in enumerate(entries)}
    parent_of = {entry.code: entry.parent for entry in entries}
    entries = _not_deleted(entries, shipped)
    tally = Tally()
    for _number, level in groupby(entries, key=lambda entry: _depth(entry.code, parent_of)):
        parents = dict(taxonomy.terms.values_list("code", "pk"))
        rows = [
            shipped.keeping(
                entry.code, _term_row(taxonomy, entry, parents, order[entry.code]), known.get(entry.code)
            )
            for entry in level
        ]
        tally += upsert(rows, into=taxonomy.terms.all(), key=("code",))
    return tally


def _depth(code: str, parent_of: dict[str, str]) -> int:
    return 1 + _depth(parent_of[code], parent_of) if code else 0


def _term_row(taxonomy: Taxonomy, entry: TermEntry, parents: dict[str, int], sort_order: int) -> dict:
    return {
        "taxonomy_id": taxonomy.pk,
        "code": entry.code,
        "uri": entry.uri,
        "parent_id": parents[entry.parent] if entry.parent else None,
        "icon": entry.icon,
        "is_sensitive": entry.is_sensitive,
        "is_danger": entry.is_danger,
        "related_codes": list(entry.related_codes),
        "sort_order": sort_order,
        **columns("name", entry.names),
        **columns("phrase", entry.phrases),
    }


def _load_words(taxonomy: Taxonomy, entries: list[TermEntry], shipped: Shipped) -> Tally:
    terms = dict(taxonomy.terms.values_list("code", "pk"))
    into = SearchWords.objects.filter(term__taxonomy=taxonomy)
    known = {(row.term_id, row.language_code): row for row in into}
    rows = (
        _words_row(entry, code, shipped, known.get((terms[entry.code], code)))
        | {"term_id": terms[entry.code], "language_code": code}
        for entry in entries
        if entry.code in terms
        for code in entry.words
    )
    return upsert(rows, into=into, key=("term_id", "language_code"))


def _words_row(entry: TermEntry, language: str, shipped: Shipped, known: SearchWords | None) -> dict:
    """Lists are remembered by kind and language, like columns."""
    columns_of = {kind: build_localized_fieldname(kind, language) for kind in ("words", "situations")}
    lists = {
        columns_of["words"]: entry.words[language],
        columns_of["situations"]: entry.situations.get(language, []),
    }
    present = {column: getattr(known, kind) for kind, column in columns_of.items()} if known else None
    merged = shipped.keeping(entry.code, lists, present)
    return {kind: merged[column] for kind, column in columns_of.items()}


def _load_neighbours(taxonomy: Taxonomy, entries: list[TermEntry], shipped: Shipped) -> Tally:
    into = RelatedTerm.objects.filter(term__taxonomy=taxonomy)
    neighbours = _neighbours(taxonomy, entries, shipped)
    gone = [row.pk for row in into if row.related_id not in neighbours.get(row.term_id, [row.related_id])]
    into.filter(pk__in=gone).delete()
    rows = (
        {"term_id": term, "related_id": related, "sort_order": place}
        for term, all_related in neighbours.items()
        for place, related in enumerate(all_related)
    )
    return upsert(rows, into=into.all(), key=("term_id", "related_id")) + Tally(changed=len(gone))


def _neighbours(taxonomy: Taxonomy, entries: list[TermEntry], shipped: Shipped) -> dict[int, list[int]]:
    """The neighbours of each term, by ids: as shipped, but for what people changed."""
    terms = dict(taxonomy.terms.values_list("code", "pk"))
    present = defaultdict(list)
    known = RelatedTerm.objects.filter(term__taxonomy=taxonomy)
    for code, related in known.values_list("term__code", "related__code"):
        present[code].append(related)
    found = {}
    for entry in (entry for entry in entries if entry.code in terms):
        lists = {"neighbours": list(entry.neighbours)}, {"neighbours": present[entry.code]}
        codes = shipped.keeping(entry.code, *lists)["neighbours"]
        found[terms[entry.code]] = [terms[code] for code in codes if code in terms][:MOST_NEIGHBOURS]
    return found
