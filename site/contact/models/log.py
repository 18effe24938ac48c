"""Who did what with a request, and when: nothing of what it says, and nobody who wrote it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from audit import choices as audit
from audit.recording import record
from contact.choices import Act
from contact.models.requests import HelpRequest
from contact.models.units import ReceivingUnit


class HelpLogEntry(models.Model):
    """One act. It stays when the request is deleted, and then knows its number only."""

    request = models.ForeignKey(HelpRequest, models.SET_NULL, null=True, related_name="log")
    request_number = models.PositiveBigIntegerField()
    unit = models.ForeignKey(ReceivingUnit, models.SET_NULL, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    act = models.CharField(max_length=10, choices=Act)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(act__in=Act.values), name="contact_helplogentry_act_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.request_number} {self.act}"

    @classmethod
    def write(cls, request: HelpRequest, act: Act, user=None) -> None:
        cls.objects.create(
            request=request, request_number=request.pk, unit_id=request.unit_id, user=user, act=act
        )
        if user:
            kind = audit.Act.READ if act == Act.OPENED else audit.Act.CHANGED
            record(kind, request, person=user, what=str(act), unit=request.unit_id)
