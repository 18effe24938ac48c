"""Organisations that are likely the same one written down twice: by name, business id, phone and address."""

import re
from collections.abc import Hashable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db.models import Field, Prefetch, Q, QuerySet

from desk.duplicates.blocking import SHORTEST_WORD
from desk.duplicates.likeness import dice, grams
from desk.duplicates.ways import ways_of
from directory.choices import Standing
from directory.models import Location, Organization, OrganizationPhone
from directory.text_fields import translated_fields
from directory.validators import validate_business_id
from search.analysis import fold, words

PIECE = 500
NAMES = ("name", "alternate_name")
TEXTS = (*NAMES, "description")
FACTS = ("business_id", "url", "email", "parent")
#: A name alone is enough where it is the same; one that is nearly so wants a phone or an address as well
LIKELY, SIMILAR_NAME = 0.62, 0.7
NAME, WAY, ADDRESS = 0.62, 0.2, 0.15
#: What a name says of the form alone, in Finnish, Swedish and English
FORMS = frozenset(
    words("ry rf rp oy ab oyj sr säätiö stiftelse yhdistys förening association foundation", "fi")
)
BUSINESS_ID = re.compile(r"\b\d{7}-\d\b")
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class PartnerCard:
    """What is compared of an organisation; `ids` are its business id and those that its texts name."""

    pk: int
    names: dict[str, tuple[str, ...]]
    own_id: str = ""
    ids: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    parent: int | None = None

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(word for name in self.names.values() for word in name if NUMBER.fullmatch(word))


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

    Names alone are read of all; all else of those that have a word of its names, or name its business id.
    """
    own = next(partner_cards(Q(pk=pk)), None)
    if own is None:
        return {}
    keys = set(partner_keys(own))
    cards = partner_cards((Q(pk__in=_with_a_word_of(own)) | _naming(own.ids)) & ~Q(pk=pk))
    near = (card for card in cards if not keys.isdisjoint(partner_keys(card)))
    return {card.pk: shared for card in near if (shared := shared_by_partners(own, card))}


def _there() -> QuerySet[Organization]:
    return Organization.objects.exclude(standing=Standing.ENDED)


def _with_a_word_of(card: PartnerCard) -> list[int]:
    """All that share a key of a name, and some that do not."""
    sought = {word for name in card.names.values() for word in _long_words(name) or name}
    columns = [each for name in NAMES for each in translated_fields(Organization)[name]]
    rows = _there().values_list("pk", *(each.attname for each in columns))
    return [pk for pk, *texts in rows.iterator(chunk_size=PIECE) if _has_one(columns, texts, sought)]


def _has_one(columns: Iterable[Field], texts: Iterable[str | None], sought: Iterable[str]) -> bool:
    """Whether one of the words stands in one of the texts."""
    written = (fold(text, column.language) for column, text in zip(columns, texts, strict=True) if text)
    return any(word in text for text in written for word in sought)


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
    )


def partner_keys(card: PartnerCard) -> Iterator[Hashable]:
    for name in card.names.values():
        yield "name", " ".join(sorted(name))
        yield from (("word", word) for word in _long_words(name))
    yield from (("id", each) for each in card.ids)


def _long_words(name: Iterable[str]) -> list[str]:
    return [word for word in name if len(word) >= SHORTEST_WORD]


def shared_by_partners(a: PartnerCard, b: PartnerCard) -> tuple[str, ...]:
    """What two that are likely the same have in common; nothing where they are not."""
    if a.ids & b.ids:
        return ("id", *_shared(a, b))
    name = name_likeness(a, b)
    if name < SIMILAR_NAME or _are_told_apart(a, b):
        return ()
    score = NAME * name + WAY * bool(a.ways & b.ways) + ADDRESS * bool(a.addresses & b.addresses)
    return _shared(a, b) if round(score, 3) >= LIKELY else ()


def name_likeness(a: PartnerCard, b: PartnerCard) -> float:
    """Of all names in all languages the two that are most alike: one writes Somali where Finnish belongs."""
    return max(
        (dice(grams(one), grams(other)) for one in set(a.names.values()) for other in set(b.names.values())),
        default=0,
    )


def _are_told_apart(a: PartnerCard, b: PartnerCard) -> bool:
    """By two business ids, by a number in the name, or as a part and the whole."""
    if (a.own_id and b.own_id) or a.numbers != b.numbers:
        return True
    return a.pk == b.parent or b.pk == a.parent


def _shared(a: PartnerCard, b: PartnerCard) -> tuple[str, ...]:
    parts = {
        "name": name_likeness(a, b) >= SIMILAR_NAME,
        "way": a.ways & b.ways,
        "address": a.addresses & b.addresses,
    }
    return tuple(part for part, is_shared in parts.items() if is_shared)


def _names(row: Organization) -> Iterator[tuple[str, tuple[str, ...]]]:
    """By column: each language may have a name and another one. Without what says the form."""
    for name in NAMES:
        for column in translated_fields(Organization)[name]:
            found = words(getattr(row, column.attname) or "", column.language)
            if found:
                yield column.attname, tuple(word for word in found if word not in FORMS) or tuple(found)


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
