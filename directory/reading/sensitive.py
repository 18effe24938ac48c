"""Pages it may be dangerous to be seen with: the one rule, by the listings that a page names.

A page that names a sensitive listing can be left at once (components/quick_exit.html). One that names no
others does not say in its title, which stays in the history of a browser, what it is about. A tray and the
pages of help can be left at once whatever they hold.
"""

from collections.abc import Iterable
from enum import Enum, auto
from typing import Self

from django.db.models import Exists, OuterRef
from django.utils.translation import get_language

from directory.models import ServiceAttribute
from directory.reading.vocabulary import vocabulary


class Sensitivity(Enum):
    """How much of what a page names is sensitive."""

    NOTHING = auto()
    SOMETHING = auto()
    EVERYTHING = auto()

    @classmethod
    def of(cls, named: Iterable[bool]) -> Self:
        """Of a page with these listings, of each whether it is."""
        found = set(named)
        if True not in found:
            return cls.NOTHING
        return cls.SOMETHING if False in found else cls.EVERYTHING

    @property
    def needs_exit(self) -> bool:
        return self is not Sensitivity.NOTHING

    @property
    def needs_plain_title(self) -> bool:
        return self is Sensitivity.EVERYTHING


def has_sensitive_term(term_ids: Iterable[int]) -> bool:
    """Whether a listing with these terms is sensitive."""
    terms = map(vocabulary(get_language()).by_id.get, term_ids)
    return any(term.is_sensitive for term in terms if term)


def is_sensitive_listing() -> Exists:
    """The same, as a column of a query of listings."""
    return Exists(ServiceAttribute.objects.filter(service=OuterRef("pk"), term__is_sensitive=True))
