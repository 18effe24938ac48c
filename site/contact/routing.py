"""Which unit a request goes to: the one that is most clearly for its area and theme, else the default."""

from contact.contents import Contents
from contact.models import ReceivingUnit
from directory.reading.vocabulary import vocabulary


def unit_for(contents: Contents) -> ReceivingUnit | None:
    """None where no unit takes requests and reads them."""
    units = list(ReceivingUnit.objects.read().prefetch_related("areas", "themes"))
    fitting = [(fit, unit) for unit in units if (fit := _fit(unit, contents)) is not None]
    best = max(fitting, key=lambda each: (each[0], -each[1].pk), default=None)
    if best and any(best[0]):
        return best[1]
    return next((unit for unit in units if unit.is_default), best[1] if best else None)


def is_there_a_unit() -> bool:
    return ReceivingUnit.objects.read().exists()


def _fit(unit: ReceivingUnit, contents: Contents) -> tuple[bool, bool] | None:
    """Whether its themes and its areas name what the request is about; None where they leave it out."""
    themes = {theme.code for theme in unit.themes.all()}
    areas = {area.slug for area in unit.areas.all()}
    is_theirs = bool(themes.intersection(contents.topics))
    is_there = bool(areas.intersection(_areas_around(contents.area)))
    if (themes and not is_theirs) or (areas and not is_there):
        return None
    return is_theirs, is_there


def _areas_around(slug: str) -> set[str]:
    """An area and the district that it is in."""
    area = vocabulary("fi").areas.get(slug)
    return {slug, area.district} - {""} if area else set()
