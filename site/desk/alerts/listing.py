"""Alerts as the desk shows them: their state, for whom they are, and what each reader gets."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, pgettext

from directory.models import Alert
from directory.reading import wording
from directory.reading.alerts import known
from directory.reading.texts import Text, read_text
from directory.reading.vocabulary import Vocabulary, vocabulary

ON_A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """One alert in the list; `for_whom` is empty where it is for everybody."""

    alert: Alert
    text: Text
    state: str
    is_over: bool
    for_whom: str


def newest_first() -> QuerySet[Alert]:
    return Alert.objects.select_related("area", "theme")


def rows(alerts: list[Alert]) -> list[Row]:
    terms = vocabulary(get_language())
    return [_row(alert, terms) for alert in alerts]


@dataclass(frozen=True)
class Shown:
    """What readers of one language get: their own, or a text in another one that is marked as such."""

    language: str
    text: Text
    is_own: bool


def shown_in_each_language(alert: Alert) -> list[Shown]:
    """By the languages whose readers see it at all."""
    codes = [alert.language_code] if alert.language_code else settings.MODELTRANSLATION_LANGUAGES
    texts = {code: known(alert).text(code) for code in codes}
    return [
        Shown(wording.language_name(code), text, text.language_code == code) for code, text in texts.items()
    ]


def _row(alert: Alert, terms: Vocabulary) -> Row:
    now = timezone.now()
    is_over = alert.ends_at <= now
    return Row(
        alert, read_text(alert, "text", get_language()), _state(alert, now), is_over, _for_whom(alert, terms)
    )


def _state(alert: Alert, now) -> str:
    if alert.ends_at <= now:
        return pgettext("an alert", "Over")
    return pgettext("an alert", "On now") if alert.starts_at <= now else pgettext("an alert", "Planned")


def _for_whom(alert: Alert, terms: Vocabulary) -> str:
    area = terms.areas.get(alert.area.slug) if alert.area else None
    theme = terms.topic(alert.theme.code) if alert.theme else None
    language = wording.language_name(alert.language_code) if alert.language_code else ""
    return wording.DOT.join(filter(None, [str(area.name) if area else "", theme and theme.name, language]))
