"""Days as the reader's language writes them."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from directory.reading import wording

register = template.Library()


@register.filter
def day(moment: datetime | date) -> str:
    """A day, or that of a moment here: `{{ expires_at|day }}`. Django's dates lack some languages."""
    return wording.full_date(timezone.localdate(moment) if isinstance(moment, datetime) else moment)
