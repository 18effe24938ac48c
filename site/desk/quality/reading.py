"""Looks for personal data in what partners write and readers see, in pieces: memory does not grow with it.

Looked through, in all languages: listings in force with their sessions and dates, places, phones, links,
pictures, people and texts in easy language; organisations and places that readers see, with their phones;
networks; and alerts that are on or to come. Not pages of the site, which the city's editors write, nor drafts
and what waits: a moderator reads these.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from desk.models import Finding
from desk.quality.keeping import mend
from desk.quality.kinds import Kind
from desk.quality.personal import Published, personal_data
from directory.models import Alert, EasyLanguageText, Location, Network, Organization, Service
from directory.text_fields import text_fields
from directory.text_places import RELATIONS

PIECE = 500
#: Parts with texts that readers read, by what they are parts of
PARTS = {
    "service": (*RELATIONS, "schedules__dates", "contacts", "easy_texts"),
    "organization": ("phones",),
    "location": ("phones",),
    "network": (),
    "alert": (),
}
EASY_TEXTS = ("name", "summary", "description")


def personal_findings() -> Iterator[Finding]:
    yield from personal_findings_of(Service.objects.in_force().order_by("pk"))
    yield from _findings("organization", Organization.objects.public(), _published_by_partner)
    yield from _findings("location", _places(), _published_by_place)
    yield from _findings("network", Network.objects.public(), _nothing)
    yield from _findings("alert", Alert.objects.to_come(timezone.now()), _nothing)


def personal_findings_of(listings: QuerySet[Service]) -> Iterator[Finding]:
    rows = listings.select_related("organization").prefetch_related("organization__phones")
    yield from _findings("service", rows, _published_by_listing)


def look_again(service_id: int) -> None:
    """End what was found in the texts of a listing and is not there any more."""
    row = Finding.objects.open().filter(kind=Kind.PERSONAL, service=service_id)
    if row.exists():
        found = next(personal_findings_of(Service.objects.filter(pk=service_id)), None)
        if found is None:
            mend(row)
        else:
            row.update(details=found.details)


def _findings(
    subject: str, rows: QuerySet, published_by: Callable[[models.Model], Published]
) -> Iterator[Finding]:
    for row in rows.prefetch_related(*PARTS[subject]).order_by("pk").iterator(chunk_size=PIECE):
        texts = chain(_texts(row), *(_texts(part, is_part=True) for part in _parts(row, PARTS[subject])))
        if found := _codes(texts, published_by(row)):
            key = f"personal:{subject[0]}{row.pk}"
            yield Finding(key=key, kind=Kind.PERSONAL, details=found, **{subject: row})


def _parts(row: models.Model, relations: Iterable[str]) -> Iterator[models.Model]:
    """Parts of a row, and parts of its parts ("schedules__dates")."""
    for relation in relations:
        name, _under, below = relation.partition("__")
        for part in getattr(row, name).all():
            yield from _parts(part, [below]) if below else (part,)


def _places() -> QuerySet[Location]:
    rows = Location.objects.public().select_related("organization")
    return rows.prefetch_related("organization__phones")


def _published_by_listing(listing: Service) -> Published:
    """What the listing and its partner give readers as a way to reach them."""
    contacts, partner = listing.contacts.all(), listing.organization
    phones = [phone.number for phone in (*listing.phones.all(), *partner.phones.all())]
    return Published.of(
        [listing.email, partner.email, *(contact.email for contact in contacts)],
        [*phones, *(contact.phone for contact in contacts)],
    )


def _published_by_partner(partner: Organization) -> Published:
    return Published.of([partner.email], [phone.number for phone in partner.phones.all()])


def _published_by_place(place: Location) -> Published:
    both = [place, *([place.organization] if place.organization else [])]
    phones = [phone.number for each in both for phone in each.phones.all()]
    return Published.of([each.email for each in both], phones)


def _nothing(_row: models.Model) -> Published:
    return Published()


def _texts(instance: models.Model, *, is_part: bool = False) -> Iterator[tuple[str, str]]:
    """Texts with what names them: a column, and whose it is if it is a part's."""
    owner = f"{instance._meta.model_name}." if is_part else ""
    own = EASY_TEXTS if isinstance(instance, EasyLanguageText) else ()
    for column in (*own, *(field.attname for field in text_fields(type(instance)))):
        if text := getattr(instance, column):
            yield f"{owner}{column}", text


def _codes(texts: Iterable[tuple[str, str]], published: Published) -> list[str]:
    return sorted({f"{what}:{place}" for place, text in texts for what in personal_data(text, published)})
