"""Where readers meet a link: listings and partners, places, networks, and pages of the site."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from directory.models import Location, Network, Organization, Service, ServiceUrl
from pages.blocks.links import addresses_in
from pages.models import EditorialPage


@dataclass(frozen=True, order=True)
class Use:
    """`owner` is the field of a finding that says whose link it is."""

    owner: str
    number: int
    url: str


def uses() -> Iterator[Use]:
    """Of all links that readers meet; one may come several times."""
    for owner, column, rows in _sources():
        meant = rows.exclude(url="").order_by()
        for number, url in meant.values_list(column, "url").iterator():
            yield Use(owner, number, url)
    yield from _of_pages()


def _sources() -> Iterator[tuple[str, str, QuerySet]]:
    """Objects with a column of their own for it, and the number of whose it is."""
    listings = Service.objects.in_force()
    yield "service", "pk", listings
    yield "service", "service_id", ServiceUrl.objects.filter(service__in=listings.order_by().values("pk"))
    yield "organization", "pk", Organization.objects.public()
    yield "location", "pk", Location.objects.public()
    yield "network", "pk", Network.objects.public()


def _of_pages() -> Iterator[Use]:
    pages = EditorialPage.objects.live().only("body")
    for page in pages.iterator(chunk_size=20):
        for url in sorted(addresses_in(page.body)):
            yield Use("page", page.pk, url)
