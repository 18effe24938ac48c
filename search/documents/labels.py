"""Topics, areas, organisations and places become names that are suggested."""

from collections.abc import Iterable

from django.db.models import Model

from directory.choices import TaxonomySlug
from directory.models import Area, Location, Organization, TaxonomyTerm
from search.documents.shapes import LabelDocument
from search.documents.texts import columns, texts


def build_labels() -> list[LabelDocument]:
    """Return all topics and areas, public organisations and places; names of listings are in their documents.

    No place whose address is hidden. Of a topic only its name: the words people type for it are for matching,
    blunt ones are among them.
    """
    names = columns("name")
    terms = TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).only("code", "parent_id", *names)
    areas = Area.objects.only("slug", *names).order_by("pk")
    organizations = Organization.objects.public().only("slug", *names).order_by("pk")
    places = Location.objects.public().filter(is_address_hidden=False).only("slug", *names).order_by("pk")
    found = [
        LabelDocument("topic" if term.parent_id else "theme", term.code, texts(term, "name"))
        for term in terms
    ]
    return [
        *found,
        *_named("area", areas),
        *_named("organization", organizations),
        *_named("location", places),
    ]


def _named(kind: str, rows: Iterable[Model]) -> list[LabelDocument]:
    return [LabelDocument(kind, row.slug, texts(row, "name")) for row in rows]
