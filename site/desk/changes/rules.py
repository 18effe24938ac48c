"""A recurrence rule as one says it: the weekdays of a week, or the rule itself where that is all it says."""

from django.utils.translation import gettext as _

from directory.dates.recurrences import WEEKDAYS
from directory.reading import wording

RHYTHMS = {"1": lambda: _("Every week"), "2": lambda: _("Every other week")}


def rule_words(rule: str) -> str:
    """ "Every week: Mon, Thu"; a rule of another kind, such as that of a register, as it is written."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    days, interval = parts.pop("BYDAY", "").split(","), parts.pop("INTERVAL", "1")
    parts.pop("WKST", None)
    if parts != {"FREQ": "WEEKLY"} or interval not in RHYTHMS or not set(days) <= set(WEEKDAYS):
        return rule
    names = wording.comma().join(wording.weekday_name(WEEKDAYS.index(day)) for day in days)
    return f"{RHYTHMS[interval]()}{wording.colon()}{names}"
