"""Requests for help. What was written is sealed: the database, its dumps and its staff cannot read it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from contact.choices import OPEN, State
from contact.dates import after_working_days
from contact.models.units import ReceivingUnit

#: After which a request that nobody has answered is deleted all the same
LONGEST_KEPT = datetime.timedelta(days=180)


class HelpRequestQuerySet(models.QuerySet):
    def told(self):
        """Requests whose unit was told. Others are not sent: their sender was told so."""
        return self.exclude(told_at=None)

    def of_receiver(self, user):
        """What a person may see: the requests of her units of today."""
        if not user.is_active:
            return self.none()
        return self.told().filter(unit__in=ReceivingUnit.objects.filter(receivers__user=user))

    def open(self):
        return self.filter(state__in=OPEN)

    def over(self, now: datetime.datetime):
        """What is to be deleted: some time after the answer or the end, or when nobody answers."""
        done = now - datetime.timedelta(days=settings.HELP_REQUEST_DAYS)
        return self.filter(
            Q(answered_at__lte=done)
            | Q(answered_at=None, closed_at__lte=done)
            | Q(created_at__lte=now - LONGEST_KEPT)
        )


class HelpRequest(models.Model):
    """A family's request, in one unit at a time. `contents` are opened by contact.sealing only.

    It is known by the digest of a code that its sender alone has. `reminded_at` is when its unit was last
    told that it waits too long.
    """

    code_digest = models.CharField(max_length=64, unique=True)
    unit = models.ForeignKey(ReceivingUnit, models.PROTECT, related_name="requests")
    contents = models.BinaryField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="contact_helprequest_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"help request {self.pk}"

    @property
    def answer_by(self) -> datetime.date:
        """The day that its unit has promised."""
        return after_working_days(timezone.localdate(self.created_at), self.unit.working_days)

    def is_late(self, today: datetime.date) -> bool:
        return self.state in OPEN and self.answer_by < today
