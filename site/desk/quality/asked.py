"""What a coordinator asks the list of faults for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from desk.filters import Filters, is_number
from desk.quality.kinds import Kind
from directory.models import Schedule, ServiceAtLocation, ServiceAttribute
from directory.reading.vocabulary import vocabulary

#: The other order is the most important first
OLDEST = "oldest"


@dataclass(frozen=True)
class Asked(Filters):
    kind: str = ""
    area: str = ""
    theme: str = ""
    partner: str = ""
    order: str = ""

    @classmethod
    def readers(cls) -> Mapping[str, Callable[[str], bool]]:
        return {
            "kind": lambda text: text in Kind.values,
            "area": lambda text: text in vocabulary(settings.LANGUAGE_CODE).areas,
            "theme": _is_theme,
            "partner": is_number,
            "order": lambda text: text == OLDEST,
        }

    def without_kind(self) -> str:
        return self.query_string(kind="")

    def others(self) -> Q:
        """Which findings about something else than a listing are meant: a theme is a listing's alone."""
        if self.theme:
            return Q(pk__in=())
        in_area = Q(location__area__slug=self.area) | Q(location__area__parent__slug=self.area)
        of_partner = (
            Q(organization=self.partner) | Q(location__organization=self.partner) if self.partner else Q()
        )
        return (in_area if self.area else Q()) & of_partner

    def listings(self) -> Q:
        """Which listings are meant."""
        return self._in_area() & self._about_theme() & (Q(organization=self.partner) if self.partner else Q())

    def _in_area(self) -> Q:
        if not self.area:
            return Q()
        is_there = Q(location__area__slug=self.area) | Q(location__area__parent__slug=self.area)
        of_places = ServiceAtLocation.objects.filter(is_there).values("service")
        return Q(pk__in=of_places) | Q(pk__in=Schedule.objects.filter(is_there).values("service"))

    def _about_theme(self) -> Q:
        if not self.theme:
            return Q()
        chosen = ServiceAttribute.objects.filter(Q(term__code=self.theme) | Q(term__parent__code=self.theme))
        return Q(pk__in=chosen.values("service"))


def _is_theme(text: str) -> bool:
    term = vocabulary(settings.LANGUAGE_CODE).topic(text)
    return bool(term and term.is_theme)
