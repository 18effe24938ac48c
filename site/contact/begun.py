"""What a form of help begins with: what its sender was looking for just before, so that it is told once.

Browsers tell a page of ours from which other one they come (Referer, which no other site gets): no address
and no cookie has the words for it, and they are sent on only with the form.
"""

from dataclasses import dataclass
from typing import Any, Self

from django.http import HttpRequest
from django.utils.translation import get_language

from directory.reading.vocabulary import vocabulary
from search.logbook.noting import search_before
from search.parameters import Parameters

LONGEST_READ = 200


@dataclass(frozen=True)
class Begun:
    """`words` and `themes` are those of the search before, or of `?q` and `?theme` in the address."""

    words: str = ""
    themes: tuple[str, ...] = ()
    area: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        _language, before = search_before(request) or ("", Parameters())
        asked = {name: request.GET.get(name, "")[:LONGEST_READ] for name in ("q", "theme")}
        return cls(
            words=(asked["q"] or before.q)[:LONGEST_READ],
            themes=(asked["theme"],) if asked["theme"] else (*before.theme, *_themes_of(before.topic)),
            area=before.area[0] if len(before.area) == 1 else "",
        )

    @property
    def initial(self) -> dict[str, Any]:
        return {"words": self.words, "topics": list(self.themes), "area": self.area}


def _themes_of(topics: tuple[str, ...]) -> list[str]:
    known = vocabulary(get_language())
    return [term.theme for code in topics if (term := known.topic(code))]
