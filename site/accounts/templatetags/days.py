"""Days as the reader's language writes them."""

from datetime import datetime

from django import template
from django.utils import timezone

from directory.reading import wording

register = template.Library()


@register.filter
def day(moment: datetime) -> str:
    """The day of a moment, here: `{{ invitation.expires_at|day }}`. Django's dates lack some languages."""
    return wording.full_date(timezone.localdate(moment))
