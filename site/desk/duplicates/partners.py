"""How likely two organisations are the same: what they share, and what tells them apart."""

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from django.utils.functional import cached_property

from desk.duplicates.blocking import SHORTEST_WORD
from desk.duplicates.likeness import dice, grams
from search.analysis import words

Name = tuple[str, ...]  # its words, folded

#: From here on two words are one, in two forms or with a slip of the pen
SAME_WORD = 0.65
#: What a name says of the form alone, in Finnish, Swedish and English
FORMS = frozenset(
    words("ry rf rp oy ab oyj sr säätiö stiftelse yhdistys förening association foundation", "fi")
)
#: What says that it is a part of another one
PARTS = frozenset(words("osasto alaosasto paikallisosasto piiri jaosto avdelning distrikt branch", "fi"))
NUMBER = re.compile(r"\d+")
DOUBLE = re.compile(r"(.)\1+")
VOWELS = re.compile("[aeiouyåäö]")
#: Of fewer consonants nobody can say what they sound like
FEWEST_SOUNDS = 3


@dataclass(frozen=True)
class PartnerCard:
    """What is compared of an organisation; `ids` are its business id and those that its texts name."""

    pk: int
    names: dict[str, Name]
    own_id: str = ""
    ids: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    parent: int | None = None
    is_authority: bool = False

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(word for name in self.names.values() for word in name if NUMBER.fullmatch(word))

    @cached_property
    def spellings(self) -> frozenset[str]:
        return frozenset(each for name in self.names.values() for each in spellings(name))

    @cached_property
    def sounds(self) -> frozenset[str]:
        return frozenset(filter(None, map(sound, self.names.values())))

    @property
    def contacts(self) -> frozenset[tuple[str, str]]:
        """E-mail addresses, each with a page: together they are one office's."""
        mails, pages = (_of_kind(self.ways, kind) for kind in ("mail:", "url:"))
        return frozenset() if self.is_authority else frozenset(product(mails, pages))


def _of_kind(ways: Iterable[str], kind: str) -> list[str]:
    return [way for way in ways if way.startswith(kind)]


def spellings(name: Name) -> Iterator[str]:
    """In its order and in any: how long a letter is, and where a compound is parted, slips most."""
    for ordered in (name, sorted(name)):
        yield DOUBLE.sub(r"\1", "".join(ordered))


def sound(name: Name) -> str:
    """What stays of a name that is written by ear, as of Al-Noor and Alnur; nothing, if it is too little."""
    found = DOUBLE.sub(r"\1", VOWELS.sub("", "".join(name)))
    return found if len(found) >= FEWEST_SOUNDS else ""


def without_form(name: Iterable[str]) -> Name:
    found = tuple(name)
    return tuple(word for word in found if word not in FORMS) or found


def partner_keys(card: PartnerCard) -> Iterator[Hashable]:
    """Only those that share one are compared."""
    yield from (("name", each) for each in card.spellings)
    yield from (("sound", each) for each in card.sounds)
    yield from (("word", word) for name in card.names.values() for word in long_words(name))
    yield from (("id", each) for each in card.ids)
    yield from (("contact", each) for each in card.contacts)


def long_words(name: Iterable[str]) -> list[str]:
    return [word for word in name if len(word) >= SHORTEST_WORD]


def shared_by_partners(a: PartnerCard, b: PartnerCard) -> tuple[str, ...]:
    """What two that are likely the same have in common; nothing where they are not."""
    shared = {
        "name": _have_one_name(a, b),
        "way": bool(a.ways & b.ways),
        "address": bool(a.addresses & b.addresses),
    }
    found = tuple(part for part, is_shared in shared.items() if is_shared)
    if a.ids & b.ids:
        return ("id", *found)
    if _are_told_apart(a, b):
        return ()
    is_likely = _have_one_spelling(a, b) or (len(found) > 1 and shared["name"]) or _have_one_office(a, b)
    return found if is_likely else ()


def _are_told_apart(a: PartnerCard, b: PartnerCard) -> bool:
    """By two business ids, by a number in the name, or as a part and the whole."""
    if (a.own_id and b.own_id) or a.numbers != b.numbers:
        return True
    return a.pk == b.parent or b.pk == a.parent


def _have_one_spelling(a: PartnerCard, b: PartnerCard) -> bool:
    return bool(a.spellings & b.spellings)


def _have_one_name(a: PartnerCard, b: PartnerCard) -> bool:
    """Of all names in all languages two that may be one: some write Somali where Finnish belongs."""
    if _have_one_spelling(a, b) or a.sounds & b.sounds:
        return True
    are_in_one_place = bool(_of_kind(a.ways & b.ways, "tel:") or a.addresses & b.addresses)
    return any(_may_be_one(one, other, are_in_one_place) for one, other in _pairs_of_names(a, b))


def _may_be_one(one: Name, other: Name, are_in_one_place: bool) -> bool:
    """The same words, more or less. Where one has more, the e-mail of a larger whole is not enough."""
    own, others = _words_of_its_own(one, other), _words_of_its_own(other, one)
    if own and others:
        return False
    more = own or others
    return not more or (are_in_one_place and not more & PARTS)


def _words_of_its_own(name: Name, other: Name) -> frozenset[str]:
    return frozenset(word for word in name if not any(_are_one_word(word, each) for each in other))


def _are_one_word(one: str, other: str) -> bool:
    return one == other or dice(grams((one,)), grams((other,))) >= SAME_WORD


def _have_one_office(a: PartnerCard, b: PartnerCard) -> bool:
    """E-mail and page, under names that have nothing in common: branches have the name of the whole."""
    if not a.contacts & b.contacts:
        return False
    return all(_words_of_its_own(one, other) == {*one} for one, other in _pairs_of_names(a, b))


def _pairs_of_names(a: PartnerCard, b: PartnerCard) -> Iterator[tuple[Name, Name]]:
    return product(set(a.names.values()), set(b.names.values()))
