"""Recurrence rules as people say them: every week or every other one on some days, or on single dates."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.dates.recurrences import WEEKDAYS


class Rhythm(models.TextChoices):
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every other week")
    DATES = "dates", _("Only on single dates")
    #: A rule that this form cannot say, such as that of another register
    KEPT = "kept", _("As it is now")


@dataclass(frozen=True)
class Spoken:
    """A rule taken apart: its rhythm, and the weekdays from 0 for Monday."""

    rhythm: Rhythm
    weekdays: tuple[int, ...] = ()


def spoken(rule: str) -> Spoken:
    """What a rule says in these words."""
    if not rule:
        return Spoken(Rhythm.DATES)
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    days = parts.pop("BYDAY", "").split(",")
    parts.pop("WKST", None)
    interval = parts.pop("INTERVAL", "1")
    is_plain = parts == {"FREQ": "WEEKLY"} and interval in ("1", "2") and set(days) <= set(WEEKDAYS)
    if not is_plain:
        return Spoken(Rhythm.KEPT)
    rhythm = Rhythm.WEEKLY if interval == "1" else Rhythm.FORTNIGHTLY
    return Spoken(rhythm, tuple(WEEKDAYS.index(day) for day in days))


def rule_of(rhythm: str, weekdays: Iterable[int]) -> str:
    """The rule of a rhythm, "" for single dates."""
    if rhythm == Rhythm.DATES:
        return ""
    interval = "INTERVAL=2;" if rhythm == Rhythm.FORTNIGHTLY else ""
    return f"FREQ=WEEKLY;{interval}BYDAY={','.join(WEEKDAYS[day] for day in sorted(weekdays))}"
