"""Days as somebody can have meant them: a slip in the year is asked about."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, YEAR_AFTER = 1900, 2200


def has_likely_year(day: date) -> None:
    """A validator for the day, or the moment, of a form."""
    if not FIRST_YEAR <= day.year < YEAR_AFTER:
        raise ValidationError(_("Look at the year of this day."))
