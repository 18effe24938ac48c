"""Guides beside the listings: articles and theme paths, found by whoever keeps them.

The editorial pages stand above the search and may not be imported by it: they register how they are found.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from directory.reading.texts import Text

logger = logging.getLogger(__name__)

MOST = 3


@dataclass(frozen=True)
class Guide:
    """An editorial page that fits a search; the summary may be empty."""

    title: Text
    url: str
    summary: Text


#: Finds guides by what was typed, for a reader of a language, within themes by their codes, the best first.
#: It may ask the database once, and must not be the slowest part of a results page
Finder = Callable[[str, str, tuple[str, ...]], list[Guide]]

_finders: list[Finder] = []


def register(find: Finder) -> Finder:
    """Ask `find` for guides from now on; once, however often it is registered."""
    if find not in _finders:
        _finders.append(find)
    return find


def find_guides(text: str, language: str, themes: tuple[str, ...]) -> list[Guide]:
    """At most three guides. A finder that fails is logged, and never takes the listings away."""
    found = (guide for find in _finders for guide in _found(find, text, language, themes))
    return list({guide.url: guide for guide in found}.values())[:MOST]


def _found(find: Finder, text: str, language: str, themes: tuple[str, ...]) -> list[Guide]:
    try:
        return find(text, language, themes)
    except Exception:
        logger.exception("Guides could not be found")
        return []
