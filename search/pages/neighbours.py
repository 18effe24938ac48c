"""The areas next to an area: its own district first, then others of its kind, the nearest first."""

from collections.abc import Mapping

import numpy as np

from directory.reading.vocabulary import AreaName
from search.geography import Point, distances_m

Areas = Mapping[str, AreaName]


def neighbours(slug: str, areas: Areas) -> list[str]:
    """Slugs of the areas to look in besides; none for an area that is not known."""
    area = areas.get(slug)
    if area is None:
        return []
    own_district = [area.district] if area.district in areas else []
    return own_district + _nearest(slug, {key: _centre(key, areas) for key in _of_kind(area, areas)})


def around(postal_code: str, areas: Areas) -> list[str]:
    """The areas that a postal code is of, then those next to them."""
    own = [slug for slug, area in areas.items() if postal_code in area.postal_codes]
    return list(dict.fromkeys((*own, *(beside for slug in own for beside in neighbours(slug, areas)))))


def _of_kind(area: AreaName, areas: Areas) -> list[str]:
    return [key for key, each in areas.items() if each.is_district == area.is_district]


def _centre(slug: str, areas: Areas) -> Point | None:
    """An area's centre; a district's is in the middle of its neighbourhoods."""
    inside = [areas[slug], *(each for each in areas.values() if each.district == slug)]
    known = [each.centre for each in inside if each.centre]
    return Point(*np.mean(known, axis=0)) if known else None


def _nearest(slug: str, centres: Mapping[str, Point | None]) -> list[str]:
    origin = centres[slug]
    others = {key: centre for key, centre in centres.items() if centre and key != slug}
    if origin is None or not others:
        return []
    metres = distances_m(origin, *np.transpose(list(others.values())))
    return [key for _metres, key in sorted(zip(metres.tolist(), others, strict=True))]
