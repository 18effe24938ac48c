"""What coordinators add to what the directory knows: who looks at what, notes, and gaps to be filled."""

import secrets
from datetime import timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from desk.links.reasons import Reason
from desk.quality.kinds import Kind
from directory.models import Alert, Location, Network, Organization, Partnership, Service
from pages.models import EditorialPage

#: How long notes about a partner are kept unless their writer says otherwise
NOTES_KEPT = timedelta(days=2 * 365)


class Submission(models.Model):
    """What an edit in review changes, and where it takes place: worked out for each version that waits."""

    task_state = models.OneToOneField(TaskState, models.CASCADE, related_name="+")
    is_translation = models.BooleanField()
    locations = models.ManyToManyField(Location, related_name="+")

    def __str__(self) -> str:
        return f"{self.task_state_id} {'translation' if self.is_translation else 'edit'}"


class Assignment(models.Model):
    """One of what waits is somebody's. `what` and `number` name it as its address does."""

    what = models.CharField(max_length=20)
    number = models.PositiveBigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    assigned_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["what", "number"], name="desk_assignment_is_one_persons"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.number}"


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


class Figure(models.Model):
    """How much there was of something in a month, for reports: counted in the night (desk.figures.counting).

    An empty value stands for all; `divided_by` has a letter of each that is not empty. `detail` is what else
    there is to divide by: the kind of a partner, the ages of a listing. A number of readers is the sum of
    numbers as they may be shown (docs/decisions/0017).
    """

    class What(models.TextChoices):
        SEARCHES = "searches"
        FEW = "few"
        GAVE_UP = "gave_up"
        SHOWN = "shown"
        SHOWN_OF_PARTNER = "shown_of_partner"
        LISTINGS = "listings"
        TEXTS = "texts"
        AGES = "ages"
        FRESHNESS = "freshness"
        SESSIONS = "sessions"
        PARTNERS = "partners"
        TRAYS = "trays"
        OUTCOMES = "outcomes"
        FEEDBACK = "feedback"

    what = models.CharField(max_length=20, choices=What)
    month = models.DateField()  # its first day
    language_code = models.CharField(max_length=10, blank=True)
    area = models.CharField(max_length=50, blank=True)
    theme = models.CharField(max_length=100, blank=True)
    detail = models.CharField(max_length=30, blank=True)
    divided_by = models.CharField(max_length=4, blank=True)
    number = models.PositiveIntegerField()
    counted_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["what", "month"], name="desk_figure_of_a_month")]
        constraints = [
            models.UniqueConstraint(
                fields=["divided_by", "what", "month", "language_code", "area", "theme", "detail"],
                name="desk_figure_is_counted_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.month:%Y-%m} {self.language_code} {self.area} {self.theme}: {self.number}"


class Residents(models.Model):
    """How many people of a district have a language as their mother tongue, as published for a year.

    A number under five is kept as one, as it enters sums (docs/decisions/0017).
    """

    area = models.CharField(max_length=50)
    language_code = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    is_invented = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "residents"
        # The newest year of each area is asked for with every page
        indexes = [models.Index(fields=["area", "year"])]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "language_code", "year"], name="desk_residents_are_counted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.language_code} {self.year}: {self.number}"


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
