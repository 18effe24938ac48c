"""What people are told of partnerships: mails that went out, and calendars of their own."""

from django.conf import settings
from django.db import models

from directory.models import Partnership


class PartnershipReminder(models.Model):
    """A person was told, once, that a partnership is to be reviewed or ends on a day."""

    class What(models.TextChoices):
        REVIEW = "review"
        END = "end"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    what = models.CharField(max_length=10, choices=What)
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "partnership", "what", "day"], name="desk_partnershipreminder_is_sent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.what} {self.day}"


class CalendarAddress(models.Model):
    """A secret address at which a person's calendar asks what comes up; here is its digest alone."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "calendar addresses"

    def __str__(self) -> str:
        return f"{self.user_id}"
