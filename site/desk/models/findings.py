"""What wants mending in what readers see: links that are broken, and all that was found."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.utils import timezone

from desk.links.reasons import Reason
from desk.quality.kinds import Kind
from directory.models import Alert, Location, Network, Organization, Service
from pages.models import EditorialPage


class LinkCheck(models.Model):
    """How a link was when it was last asked. Broken is one that failed on two days or more in a row."""

    url = models.CharField(max_length=500, unique=True)
    checked_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    failed_days = models.PositiveSmallIntegerField(default=0)
    failed_date = models.DateField(null=True)

    def __str__(self) -> str:
        return self.url


#: What a finding may be about: the names of its fields
SUBJECTS = ("service", "organization", "location", "network", "page", "alert")


def _is_about_one() -> models.Q:
    """One of the fields is filled, whichever it is, and no other."""
    cases = ({f"{each}__isnull": each != subject for each in SUBJECTS} for subject in SUBJECTS)
    return reduce(or_, (models.Q(**case) for case in cases))


class FindingQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)


class Finding(models.Model):
    """Something that readers see and that wants mending, or was looked at and is right as it is.

    `key` names what was found, so that it is found once. It holds no text of what it is about. `twin` and
    `other_partner` are what a listing or an organisation seems to be the same as.
    """

    class State(models.TextChoices):
        OPEN = "open"
        DISMISSED = "dismissed"
        MENDED = "mended"

    key = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    service = models.ForeignKey(Service, models.CASCADE, null=True, related_name="+")
    organization = models.ForeignKey(Organization, models.CASCADE, null=True, related_name="+")
    location = models.ForeignKey(Location, models.CASCADE, null=True, related_name="+")
    network = models.ForeignKey(Network, models.CASCADE, null=True, related_name="+")
    page = models.ForeignKey(EditorialPage, models.CASCADE, null=True, related_name="+")
    alert = models.ForeignKey(Alert, models.CASCADE, null=True, related_name="+")
    twin = models.ForeignKey(Service, models.CASCADE, null=True, related_name="+")
    other_partner = models.ForeignKey(Organization, models.CASCADE, null=True, related_name="+")
    url = models.CharField(max_length=500, blank=True)
    #: What was found, in codes: the reason of a link, the columns of personal data
    details = models.JSONField(default=list)
    first_seen = models.DateField(default=timezone.localdate)
    last_seen = models.DateField(default=timezone.localdate)
    asked_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    reason = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = FindingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "state"], name="desk_finding_of_a_kind"),
            models.Index(fields=["closed_at"], name="desk_finding_closed"),
        ]
        constraints = [
            models.CheckConstraint(condition=_is_about_one(), name="desk_finding_is_about_one"),
            models.CheckConstraint(
                condition=models.Q(state="open", closed_at__isnull=True)
                | (~models.Q(state="open") & models.Q(closed_at__isnull=False)),
                name="desk_finding_is_open_until_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.key
