"""Which mails went out, so that none goes twice."""

from django.conf import settings
from django.db import models

from directory.models import Service


class Reminder(models.Model):
    """A person was told that a listing, confirmed last on a day, has come to a stage of fading."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    service = models.ForeignKey(Service, models.CASCADE, related_name="reminders")
    assured_date = models.DateField()
    stage = models.PositiveSmallIntegerField()  # directory.freshness.Freshness
    sent_date = models.DateField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "service", "assured_date", "stage"],
                name="confirming_reminder_goes_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.assured_date} {self.stage}"
