"""Finding what an entry refers to by its id, name or code."""

from collections.abc import Callable

from django.db import models
from django.utils.functional import cached_property

from directory.choices import AreaKind, TaxonomySlug
from directory.imports.problems import RefusedError
from directory.models import Area, Location, Organization, Picture, TaxonomyTerm


class References:
    """Everything an entry may name, read once; each question raises RefusedError for what is not there."""

    def __init__(self):
        self._organizations = {row.slug: row for row in Organization.objects.all()}
        self._locations = {row.slug: row for row in Location.objects.all()}

    def organization(self, slug: str) -> Organization:
        return _found(self._organizations.get, "organisation", slug)

    def location(self, slug: str) -> Location:
        return _found(self._locations.get, "location", slug)

    def picture(self, title: str) -> Picture:
        return _found(lambda key: Picture.objects.filter(title=key).first(), "picture", title)

    def neighbourhood(self, name: str) -> Area:
        return _found(self._areas(AreaKind.NEIGHBOURHOOD).get, "neighbourhood", name)

    def district(self, name: str) -> Area:
        return _found(self._areas(AreaKind.DISTRICT).get, "major district", name)

    def topic(self, code: str) -> TaxonomyTerm:
        return _found(self._terms.get, "topic", (TaxonomySlug.TOPICS.value, code))

    def target_group(self, code: str) -> TaxonomyTerm:
        return _found(self._terms.get, "target group", (TaxonomySlug.TARGET_GROUPS.value, code))

    def add(self, instance: Organization | Location) -> None:
        known = self._organizations if isinstance(instance, Organization) else self._locations
        known[instance.slug] = instance

    def _areas(self, kind: AreaKind) -> dict[str, Area]:
        return {area.name_fi: area for area in self._all_areas if area.kind == kind}

    @cached_property
    def _all_areas(self) -> list[Area]:
        return list(Area.objects.all())

    @cached_property
    def _terms(self) -> dict[tuple[str, str], TaxonomyTerm]:
        """Topics without the themes above them: a listing belongs to needs."""
        rows = TaxonomyTerm.objects.select_related("taxonomy").exclude(
            taxonomy__slug=TaxonomySlug.TOPICS, parent__isnull=True
        )
        return {(row.taxonomy.slug, row.code): row for row in rows}


def _found(get: Callable[[object], models.Model | None], what: str, key) -> models.Model:
    if instance := get(key):
        return instance
    raise RefusedError(f"no such {what}: {key if isinstance(key, str) else key[-1]}")
