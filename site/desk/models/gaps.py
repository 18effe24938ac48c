"""What families look for and hardly find, made tasks."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Service


def new_key() -> str:
    return secrets.token_urlsafe(16)


class GapQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def closed(self):
        return self.filter(closed_at__isnull=False)


class Gap(models.Model):
    """Something that families look for and hardly find, made a task: closed when a listing fills it.

    An empty language, area or topic stands for any. `listings` is how many there were when it was made.
    """

    language_code = models.CharField(max_length=10, blank=True)
    area = models.CharField(max_length=50, blank=True)
    topic = models.CharField(max_length=100, blank=True)
    searches = models.PositiveIntegerField()
    listings = models.PositiveIntegerField()
    note = models.CharField(_("note"), max_length=500, blank=True)
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    service = models.ForeignKey(Service, models.SET_NULL, null=True, related_name="+")

    objects = GapQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["language_code", "area", "topic"],
                condition=models.Q(closed_at=None),
                name="desk_gap_is_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language_code} {self.area} {self.topic}"
