"""What is said of a listing without editing it: whether it takes new people, when it was last confirmed."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.choices import CapacityStatus
from directory.freshness import days_unconfirmed
from directory.models.closed_lists import only_known
from directory.models.services import Service


class ServiceCapacity(models.Model):
    """Whether a listing takes new people. It expires by itself; no part of an edit (DESIGN, trap 17)."""

    service = models.OneToOneField(Service, models.CASCADE, related_name="capacity")
    status = models.CharField(max_length=10, choices=CapacityStatus)
    until = models.DateField(_("until"))
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "service capacities"
        constraints = [only_known("servicecapacity", "status", CapacityStatus.values)]

    def __str__(self) -> str:
        return f"{self.service_id} {self.status} until {self.until}"


class Assurance(models.Model):
    """When a person last confirmed a listing (HSDS). No part of an edit (DESIGN, trap 17)."""

    service = models.OneToOneField(Service, models.CASCADE, related_name="assurance")
    assured_date = models.DateField()
    #: Days of earlier closings since then: the last one stands in the listing itself
    paused_days = models.PositiveIntegerField(default=0)
    #: Since when readers do not see it because nobody confirmed it
    hidden_date = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.service_id} {self.assured_date}"

    def days_unconfirmed(self, today: date) -> int:
        """The days that count for its freshness: not those on which the listing was closed."""
        closing = self.service.closing
        return days_unconfirmed(self.assured_date, today, closing=closing, paused_days=self.paused_days)
