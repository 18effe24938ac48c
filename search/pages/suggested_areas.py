"""Areas that letters being typed may mean by what people call a part of them: Itäkeskus is in Vartiokylä."""

from functools import cache

from directory.reading.vocabulary import vocabulary as labels
from search.analysis import fold
from search.querying.results import Suggestion
from search.understanding.conditions.areas import called

SHORTEST, MOST = 3, 2


def areas_called(text: str, language: str) -> list[Suggestion]:
    """Each with the name that begins so and the one of the area, as the chip of the search will say it."""
    typed = fold(text, "").strip()
    if len(typed) < SHORTEST:
        return []
    slugs = {area.name.value: slug for slug, area in labels("fi").areas.items()}
    shown, found = labels(language).areas, {}
    for folded, name, area in _names():
        if folded.startswith(typed) and area in slugs:
            found.setdefault(slugs[area], (name, shown[slugs[area]].name))
    return [
        Suggestion("area", slug, f"{name} · {own.value}", own.language_code)
        for slug, (name, own) in list(found.items())[:MOST]
    ]


@cache
def _names() -> list[tuple[str, str, str]]:
    return sorted(((fold(name, ""), name, area) for name, area in called()), key=lambda each: len(each[0]))
