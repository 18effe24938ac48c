"""Areas to choose from: districts and neighbourhoods, as two parts of one list."""

from django.utils.translation import get_language, pgettext

from directory.choices import AreaKind
from directory.reading.vocabulary import vocabulary


def area_choices() -> list:
    """As choices of a MarkedSelect, "" for whoever does not say."""
    areas = vocabulary(get_language()).areas
    parts = [
        (
            str(kind.label),
            [(slug, area.name) for slug, area in areas.items() if area.is_district is is_district],
        )
        for kind, is_district in ((AreaKind.DISTRICT, True), (AreaKind.NEIGHBOURHOOD, False))
    ]
    return [("", pgettext("area", "I do not say")), *(part for part in parts if part[1])]


def area_name(slug: str) -> str:
    area = vocabulary(get_language()).areas.get(slug)
    return area.name.value if area else ""
