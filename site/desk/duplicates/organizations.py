"""Organisations as they are compared, and those that one of them is likely the same as."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db.models import Field, Prefetch, Q, QuerySet

from desk.duplicates.partners import (
    PartnerCard,
    long_words,
    partner_keys,
    shared_by_partners,
    sound,
    spellings,
    without_form,
)
from desk.duplicates.ways import ways_of
from directory.choices import PUBLIC_KINDS, Standing
from directory.models import Location, Organization, OrganizationPhone
from directory.text_fields import translated_fields
from directory.validators import validate_business_id
from search.analysis import fold, words

PIECE = 500
NAMES = ("name", "alternate_name")
TEXTS = (*NAMES, "description")
FACTS = ("kind", "business_id", "url", "email", "parent")
LETTERS = re.compile(r"[^\W_]+")
BUSINESS_ID = re.compile(r"\b\d{7}-\d\b")


def partner_cards(which: Q | None = None) -> Iterator[PartnerCard]:
    """Of all that have not ended, or of some: two are told of before one of them is admitted."""
    columns = (each.attname for name in TEXTS for each in translated_fields(Organization)[name])
    rows = _there().filter(which or Q()).only(*FACTS, *columns).order_by("pk")
    phones = OrganizationPhone.objects.only("organization", "number")
    places = Location.objects.only("organization", "street_address", "postal_code")
    related = (Prefetch("phones", phones), Prefetch("locations", places))
    for row in rows.prefetch_related(*related).iterator(chunk_size=PIECE):
        yield partner_card(row)


def alike(pk: int) -> dict[int, tuple[str, ...]]:
    """Organisations that one is likely the same as, with what they share. Seven queries at most.

    Names alone are read of all; all else of those that have a word of its names or sound like one, name its
    business id, or have its e-mail address.
    """
    own = next(partner_cards(Q(pk=pk)), None)
    if own is None:
        return {}
    keys = set(partner_keys(own))
    mails = [Q(email__iexact=mail.removeprefix("mail:")) for mail, _page in own.contacts]
    named = reduce(or_, mails, Q(pk__in=_named_like(own)) | _naming(own.ids))
    cards = partner_cards(named & ~Q(pk=pk))
    near = (card for card in cards if not keys.isdisjoint(partner_keys(card)))
    return {card.pk: shared for card in near if (shared := shared_by_partners(own, card))}


def _there() -> QuerySet[Organization]:
    return Organization.objects.exclude(standing=Standing.ENDED)


def _named_like(card: PartnerCard) -> list[int]:
    """All that share a key of a name, and some that do not."""
    columns = [each for name in NAMES for each in translated_fields(Organization)[name]]
    rows = _there().values_list("pk", *(each.attname for each in columns))
    sought = {word for name in card.names.values() for word in long_words(name) or name}
    return [
        pk
        for pk, *texts in rows.iterator(chunk_size=PIECE)
        if any(_is_like(card, sought, written) for written in _folded(columns, texts))
    ]


def _folded(columns: Iterable[Field], texts: Iterable[str | None]) -> Iterator[str]:
    return (fold(text, column.language) for column, text in zip(columns, texts, strict=True) if text)


def _is_like(card: PartnerCard, sought: Iterable[str], written: str) -> bool:
    if any(word in written for word in sought):
        return True
    name = without_form(LETTERS.findall(written))
    return sound(name) in card.sounds or not card.spellings.isdisjoint(spellings(name))


def _naming(ids: Iterable[str]) -> Q:
    """Those that have one of these business ids, or name it in a text."""
    columns = translated_fields(Organization)["description"]
    named = (Q(**{f"{each.attname}__contains": own}) for own in ids for each in columns)
    return reduce(or_, named, Q(business_id__in=list(ids)))


def partner_card(row: Organization) -> PartnerCard:
    own_id = row.business_id or ""
    return PartnerCard(
        pk=row.pk,
        names=dict(_names(row)),
        own_id=own_id,
        ids=frozenset({own_id} - {""} | set(_ids_in_texts(row))),
        ways=frozenset(ways_of(row)),
        addresses=frozenset(_addresses(row)),
        parent=row.parent_id,
        is_authority=row.kind in PUBLIC_KINDS,
    )


def _names(row: Organization) -> Iterator[tuple[str, tuple[str, ...]]]:
    """By column: each language may have a name and another one. Without what says the form."""
    for name in NAMES:
        for column in translated_fields(Organization)[name]:
            found = words(getattr(row, column.attname) or "", column.language)
            if found:
                yield column.attname, without_form(found)


def _ids_in_texts(row: Organization) -> Iterator[str]:
    for column in translated_fields(Organization)["description"]:
        for found in BUSINESS_ID.findall(getattr(row, column.attname) or ""):
            with suppress(ValidationError):
                validate_business_id(found)
                yield found


def _addresses(row: Organization) -> Iterator[str]:
    """Where its own places are."""
    for place in row.locations.all():
        if place.street_address:
            yield " ".join([*words(place.street_address, "fi"), place.postal_code])
