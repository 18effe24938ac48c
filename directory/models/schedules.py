"""When a listing meets: rules that repeat, extra dates and cancelled ones."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from directory.choices import Entry, ScheduleDateKind
from directory.dates.recurrences import normalize_rule
from directory.models.checks import Check
from directory.models.closed_lists import only_known
from directory.models.codes import SpokenLanguagesField
from directory.models.places import Location
from directory.models.services import Service
from directory.models.translated import TranslatedModel
from directory.validators import validate_rule


class Schedule(TranslatedModel, ClusterableModel):
    """One kind of session of a listing: dates, times, place, languages and entry.

    `rrule` is an RFC 5545 RRULE value without DTSTART; the day part of DTSTART is `dtstart`, its time
    `opens_at`, in Europe/Helsinki. An empty rule means the extra dates alone. `closes_at` not after
    `opens_at` means past midnight. Empty `languages` and `entry` are the listing's own. Without a place it is
    met by phone, online or out and about; if the listing is on site only and has one place, it is met there.
    """

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="schedules")
    rrule = models.CharField(_("repeats"), max_length=200, blank=True, validators=[validate_rule])
    dtstart = models.DateField(_("first date"))
    opens_at = models.TimeField(_("begins"))
    closes_at = models.TimeField(_("ends"))
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)
    skips_holidays = models.BooleanField(_("not on public holidays"), default=True)
    location = models.ForeignKey(
        Location, models.PROTECT, null=True, blank=True, related_name="schedules", verbose_name=_("place")
    )
    languages = SpokenLanguagesField(verbose_name=_("languages of this session"))
    entry = models.CharField(_("how one gets in"), max_length=20, choices=Entry, blank=True)
    description = models.CharField(_("note"), max_length=200, blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            Check(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="directory_schedule_validity_is_in_order",
            ),
            only_known("schedule", "entry", ["", *Entry.values]),
        ]

    def __str__(self) -> str:
        return f"{self.rrule or 'dates'} {self.opens_at:%H:%M}–{self.closes_at:%H:%M}"

    def clean(self):
        super().clean()
        self.rrule = normalize_rule(self.rrule)
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The last day is before the first.")})


class ScheduleDate(TranslatedModel):
    """A date added to a schedule or cancelled from it, with the reason."""

    schedule = ParentalKey(Schedule, on_delete=models.CASCADE, related_name="dates")
    kind = models.CharField(max_length=10, choices=ScheduleDateKind)
    date = models.DateField()
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "date"], name="directory_scheduledate_a_date_is_extra_or_cancelled"
            ),
            only_known("scheduledate", "kind", ScheduleDateKind.values),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.kind}"
