"""What the page of all organisations says: one stretch of the alphabet, and by which languages to choose."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from operator import attrgetter
from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext

from directory.choices import OrganizationKind
from directory.models import Organization
from directory.reading.alphabets import alphabet, by_language_name
from directory.reading.cards import SpokenLanguage, spoken_languages
from directory.reading.organization_index import ListedOrganization, organizations_in_order
from directory.reading.texts import Text
from directory.reading.wording import is_language, language_name
from directory.spoken import LANGUAGE_TAG

ON_A_PAGE = 60


@dataclass(frozen=True)
class Line:
    slug: str
    name: Text
    kind: str
    languages: tuple[SpokenLanguage, ...]


@dataclass(frozen=True)
class Letter:
    """A letter and where its organisations begin: on this page or on another."""

    capital: str
    address: str


@dataclass(frozen=True)
class Option:
    """A spoken language to choose, with how many organisations speak it."""

    code: str
    name: str
    count: int
    is_chosen: bool


class OrganizationList:
    """A page of the organisations that speak a language, or of all of them.

    `spoken` that is no language is taken for none; a page that there is not, for the nearest one.
    """

    def __init__(self, *, spoken: str, number: int):
        self.language = get_language()
        self.spoken = spoken if _is_language(spoken) else ""
        self.number = max(1, min(number, self.pages))

    @cached_property
    def _all(self) -> tuple[ListedOrganization, ...]:
        return organizations_in_order(self.language)

    @cached_property
    def _found(self) -> list[ListedOrganization]:
        return [each for each in self._all if not self.spoken or self.spoken in each.languages]

    @cached_property
    def pages(self) -> int:
        return max(1, ceil(len(self._found) / ON_A_PAGE))

    @cached_property
    def total(self) -> str:
        count = len(self._found)
        return ngettext("%(count)s organisation", "%(count)s organisations", count) % {"count": count}

    @cached_property
    def groups(self) -> list[tuple[str, str, list[Line]]]:
        """Each letter of this page: its anchor, itself, and the lines below it."""
        return [
            (self._anchors[letter], letter, [_line(each) for each in some])
            for letter, some in groupby(self._shown, key=attrgetter("heading"))
        ]

    @property
    def _shown(self) -> list[ListedOrganization]:
        """Those of this page that are public at this very moment."""
        start = (self.number - 1) * ON_A_PAGE
        kept = self._found[start : start + ON_A_PAGE]
        ids = [each.pk for each in kept]
        public = set(Organization.objects.public().filter(pk__in=ids).values_list("pk", flat=True))
        return [each for each in kept if each.pk in public]

    @cached_property
    def _anchors(self) -> dict[str, str]:
        letters = dict.fromkeys(each.heading for each in self._found)
        return {letter: f"letter{number}" for number, letter in enumerate(letters, 1)}

    @cached_property
    def letters(self) -> list[Letter]:
        """The first place of every letter there is."""
        first = {}
        for index, each in enumerate(self._found):
            first.setdefault(each.heading, index // ON_A_PAGE + 1)
        return [
            Letter(letter, f"{'' if page == self.number else self._address(page)}#{self._anchors[letter]}")
            for letter, page in first.items()
        ]

    @cached_property
    def options(self) -> list[Option]:
        """The languages that organisations speak, the reader's own first, with how many speak each."""
        counts = Counter(code for each in self._all for code in each.languages)
        order = alphabet(self.language).key
        codes = sorted(counts, key=lambda code: (code != self.language, order(language_name(code))))
        return [Option(code, language_name(code), counts[code], code == self.spoken) for code in codes]

    @cached_property
    def spoken_name(self) -> str:
        return language_name(self.spoken) if self.spoken else ""

    @cached_property
    def previous(self) -> str:
        return self._address(self.number - 1) if self.number > 1 else ""

    @cached_property
    def next(self) -> str:
        return self._address(self.number + 1) if self.number < self.pages else ""

    def _address(self, page: int) -> str:
        values = {"language": self.spoken, "page": page if page > 1 else ""}
        return "?" + urlencode({key: value for key, value in values.items() if value})


def _is_language(code: str) -> bool:
    """Whether it is written as a language's code and has a name."""
    return bool(LANGUAGE_TAG.fullmatch(code)) and is_language(code)


def _line(listed: ListedOrganization) -> Line:
    return Line(
        slug=listed.slug,
        name=listed.name,
        kind=str(OrganizationKind(listed.kind).label),
        languages=spoken_languages(by_language_name(listed.languages)),
    )
