"""The alerts that a page shows: what is on now, kept in each process and looked up twice a second.

A reader's page asks the database nothing for them but at such a look, and sees a new one within a second.
"""

import datetime
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from directory.choices import TaxonomySlug
from directory.models import Alert, Area, ServiceAtLocation, TaxonomyTerm
from directory.reading.texts import Text, choose_text

SECONDS_KEPT = 0.5
#: As many as anybody could read; those that begin first
MOST_KEPT = 50
#: More than this on one page would push away what a reader came for
MOST_SHOWN = 3


@dataclass(frozen=True)
class Concerns:
    """What a page is about: slugs of areas, codes of themes. A page about nothing special has neither."""

    areas: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class KnownAlert:
    """An alert as it is kept. `areas`: the one it is for, and those in it; empty for the whole city."""

    pk: int
    texts: Mapping[str, str]
    areas: frozenset[str]
    theme: str
    language_code: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime

    def text(self, language: str) -> Text:
        return choose_text(self.texts.get, language)

    def is_for(self, concerns: Concerns, language: str) -> bool:
        return (
            self.language_code in ("", language)
            and (not self.areas or bool(self.areas & concerns.areas))
            and (not self.theme or self.theme in concerns.themes)
        )


@dataclass(frozen=True)
class _Kept:
    alerts: tuple[KnownAlert, ...] = ()
    read_at: float = 0.0


_kept: dict[str, _Kept] = {}


def alerts_now() -> list[KnownAlert]:
    """Whatever is on at this moment, for whomever."""
    now = timezone.now()
    return [alert for alert in alerts_to_come(now) if alert.starts_at <= now]


def alerts_to_come(now: datetime.datetime) -> list[KnownAlert]:
    """The same with those that begin later."""
    kept = _kept.get("alerts")
    # A clock that was set back must not keep it for longer
    if kept is None or not 0 <= time.time() - kept.read_at < SECONDS_KEPT:
        found = Alert.objects.to_come(now).select_related("area", "theme").order_by("starts_at", "pk")
        alerts = tuple(known(alert) for alert in found[:MOST_KEPT])
        kept = _kept["alerts"] = _Kept(alerts, time.time())
    return [alert for alert in kept.alerts if alert.ends_at > now]


def shown_to(alerts: list[KnownAlert], concerns: Concerns) -> list[KnownAlert]:
    """Those for a reader of a page in the active language, the first of them where there are many."""
    return [alert for alert in alerts if alert.is_for(concerns, get_language())][:MOST_SHOWN]


def concerns_of(listings: Collection[int]) -> Concerns:
    """What listings are about together. Two queries."""
    places = ServiceAtLocation.objects.filter(service__in=listings, location__area__isnull=False)
    topics = TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).filter(service_attributes__service__in=listings)
    themes = topics.annotate(theme=Coalesce("parent__code", "code")).values_list("theme", flat=True)
    areas = places.values_list("location__area__slug", flat=True)
    return Concerns(frozenset(areas), frozenset(themes))


def known(alert: Alert) -> KnownAlert:
    """An alert as readers get it, saved or not."""
    columns = {code: build_localized_fieldname("text", code) for code in settings.MODELTRANSLATION_LANGUAGES}
    return KnownAlert(
        pk=alert.pk or 0,
        texts={code: text for code, column in columns.items() if (text := getattr(alert, column))},
        areas=_with_those_in_it(alert.area),
        theme=alert.theme.code if alert.theme else "",
        language_code=alert.language_code,
        starts_at=alert.starts_at,
        ends_at=alert.ends_at,
    )


def forget() -> None:
    """Look again at the next request of this process."""
    _kept.clear()


def _with_those_in_it(area: Area | None) -> frozenset[str]:
    if area is None:
        return frozenset()
    return frozenset({area.slug, *Area.objects.filter(parent=area).values_list("slug", flat=True)})
