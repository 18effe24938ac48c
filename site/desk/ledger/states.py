"""Where a partnership stands on a day."""

from datetime import date

from django.db import models
from django.utils.translation import pgettext_lazy

from directory.choices import Standing
from directory.models import Partnership


class State(models.TextChoices):
    IN_FORCE = "in_force", pgettext_lazy("partnership", "In force")
    TO_COME = "to_come", pgettext_lazy("partnership", "To come")
    OVER = "over", pgettext_lazy("partnership", "Over")


def state_of(partnership: Partnership, today: date) -> State:
    """As the querysets of the same names say it, of a row with both its parties."""
    parties = (partnership.unit, partnership.organization)
    if any(each.standing == Standing.ENDED for each in parties):
        return State.OVER
    if partnership.valid_from > today:
        return State.TO_COME
    is_over = partnership.valid_until is not None and partnership.valid_until < today
    return State.OVER if is_over else State.IN_FORCE
