"""The areas of the city to choose from, in a reader's language."""

from collections import Counter

from directory.choices import AreaKind
from directory.reading.texts import Text
from directory.reading.vocabulary import AreaName, vocabulary


def area_choices(language: str) -> list[tuple[str, str]]:
    """Slugs and names, districts first; of areas that share a name, each with its kind."""
    areas = vocabulary(language).areas
    times = Counter(str(area.name) for area in areas.values())
    return [
        (slug, _with_kind(area) if times[str(area.name)] > 1 else str(area.name))
        for slug, area in areas.items()
    ]


def _with_kind(area: AreaName) -> str:
    kind = AreaKind.DISTRICT if area.is_district else AreaKind.NEIGHBOURHOOD
    return f"{area.name} · {kind.label}"


def area_groups(language: str) -> list[tuple[str, list[tuple[str, Text]]]]:
    """The same as two parts of one list, each name with its language; a part without any is left out."""
    areas = vocabulary(language).areas.items()
    parts = {
        kind: [(slug, area.name) for slug, area in areas if area.is_district == (kind == AreaKind.DISTRICT)]
        for kind in AreaKind
    }
    return [(str(kind.label), part) for kind, part in parts.items() if part]


def area_name(slug: str, language: str) -> str:
    area = vocabulary(language).areas.get(slug)
    return area.name.value if area else ""
