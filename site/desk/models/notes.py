"""Remarks about partners, for staff alone."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Organization

#: How long notes about a partner are kept unless their writer says otherwise
NOTES_KEPT = timedelta(days=2 * 365)


def last_day_of_note():
    return timezone.localdate() + NOTES_KEPT


class Note(models.Model):
    """A remark about a partner, for staff alone and until a day."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="desk_notes")
    text = models.TextField(_("note"), max_length=2000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    keep_until = models.DateField(_("kept until"), default=last_day_of_note)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"
