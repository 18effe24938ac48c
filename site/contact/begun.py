"""What a form of help begins with: what its sender was looking for just before, so that it is told once.

Browsers tell a page of ours from which other one they come (Referer, which no other site gets): no address
and no cookie has the words for it, and they are sent on only with the form. Links to the page in other
languages repeat them, or whoever changes the language would begin anew.
"""

from dataclasses import dataclass
from typing import Any, Self

from django.http import HttpRequest
from django.utils.translation import get_language

from directory.reading.vocabulary import vocabulary
from search.logbook.noting import search_before
from search.querying.parameters import Parameters

LONGEST_READ, MOST_THEMES = 200, 14


@dataclass(frozen=True)
class Begun:
    """Of the search before, or of `?q`, `?theme` and `?area` in the address."""

    words: str = ""
    themes: tuple[str, ...] = ()
    area: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        _language, before = search_before(request) or ("", Parameters())
        words, area = (request.GET.get(name, "")[:LONGEST_READ] for name in ("q", "area"))
        themes = [theme[:LONGEST_READ] for theme in request.GET.getlist("theme")[:MOST_THEMES] if theme]
        return cls(
            words=(words or before.q)[:LONGEST_READ],
            themes=tuple(themes) or (*before.theme, *_themes_of(before.topic)),
            area=area or (before.area[0] if len(before.area) == 1 else ""),
        )

    @property
    def initial(self) -> dict[str, Any]:
        return {"words": self.words, "topics": list(self.themes), "area": self.area}

    @property
    def asked(self) -> dict[str, Any]:
        """The same as an address says it."""
        return {"q": self.words, "theme": list(self.themes), "area": self.area}


def _themes_of(topics: tuple[str, ...]) -> list[str]:
    known = vocabulary(get_language())
    return [term.theme for code in topics if (term := known.topic(code))]
