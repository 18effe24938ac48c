"""Looks through what listings and partners publish, in pieces: memory does not grow with their number."""

from collections.abc import Iterable, Iterator

from django.db import models
from django.db.models import QuerySet

from desk.models import Finding
from desk.quality.keeping import mend
from desk.quality.kinds import Kind
from desk.quality.personal import Published, personal_data
from directory.models import Organization, Service
from directory.text_fields import text_fields
from directory.text_places import RELATIONS

PIECE = 500
#: Parts of a listing that readers read
PARTS = (*RELATIONS, "contacts", "easy_texts")


def personal_findings() -> Iterator[Finding]:
    yield from personal_findings_of(Service.objects.in_force().order_by("pk"))
    for organization in _pieces(Organization.objects.public().order_by("pk"), ("phones",)):
        numbers = (phone.number for phone in organization.phones.all())
        published = Published.of([organization.email], list(numbers))
        if found := _codes(_texts(organization), published):
            key = f"personal:o{organization.pk}"
            yield Finding(key=key, kind=Kind.PERSONAL, organization=organization, details=found)


def personal_findings_of(listings: QuerySet[Service]) -> Iterator[Finding]:
    for listing in _pieces(listings.select_related("organization"), (*PARTS, "organization__phones")):
        parts = [part for name in PARTS for part in getattr(listing, name).all()]
        texts = [*_texts(listing), *(text for part in parts for text in _texts(part))]
        if found := _codes(texts, _published(listing)):
            yield Finding(key=f"personal:s{listing.pk}", kind=Kind.PERSONAL, service=listing, details=found)


def look_again(service_id: int) -> None:
    """End what was found in the texts of a listing and is not there any more."""
    row = Finding.objects.open().filter(kind=Kind.PERSONAL, service=service_id)
    if row.exists():
        found = next(personal_findings_of(Service.objects.filter(pk=service_id)), None)
        if found is None:
            mend(row)
        else:
            row.update(details=found.details)


def _pieces(rows: QuerySet, relations: Iterable[str]) -> Iterator:
    return rows.prefetch_related(*relations).iterator(chunk_size=PIECE)


def _published(listing: Service) -> Published:
    """What the listing and its partner give readers as a way to reach them."""
    contacts, partner = listing.contacts.all(), listing.organization
    phones = [phone.number for phone in (*listing.phones.all(), *partner.phones.all())]
    return Published.of(
        [listing.email, partner.email, *(contact.email for contact in contacts)],
        [*phones, *(contact.phone for contact in contacts)],
    )


def _texts(instance: models.Model) -> Iterator[tuple[str, str]]:
    """Texts with what names them: a column, and whose it is if not the object's own."""
    name = instance._meta.model_name
    own = "" if isinstance(instance, Service | Organization) else f"{name}."
    for field in text_fields(type(instance)):
        if text := getattr(instance, field.attname):
            yield f"{own}{field.attname}", text
    if name == "easylanguagetext":
        yield from ((f"{own}{column}", getattr(instance, column)) for column in ("summary", "description"))


def _codes(texts: Iterable[tuple[str, str]], published: Published) -> list[str]:
    return sorted({f"{what}:{place}" for place, text in texts for what in personal_data(text, published)})
