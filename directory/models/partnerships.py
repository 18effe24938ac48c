"""Partnerships: what a city unit and an organisation have agreed, until when, what follows from it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.choices import PartnershipKind
from directory.models.checks import Check
from directory.models.closed_lists import only_known
from directory.models.organizations import Organization
from directory.querysets import PartnershipQuerySet
from directory.validators import validate_documents


class Partnership(models.Model):
    """A unit of the city and an organisation work together, between two days; both days count.

    What it gives the organisation begins and ends with it, by these days alone: `directory.permissions` asks
    at the moment of each act. `documents` are a title and an address each. `version` counts the changes, so
    that of two people who change it at once the second is told.
    """

    unit = models.ForeignKey(
        Organization, models.PROTECT, related_name="partnerships_as_unit", verbose_name=_("unit of the city")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="partnerships", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=PartnershipKind)
    valid_from = models.DateField(_("First day"), default=timezone.localdate)
    valid_until = models.DateField(_("Last day"), null=True, blank=True)
    review_date = models.DateField(_("day of the next review"), null=True, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible person"),
    )
    may_publish = models.BooleanField(_("may publish without review"), default=False)
    may_host = models.BooleanField(_("may meet in the family centres of the unit"), default=False)
    documents = models.JSONField(_("documents"), default=list, blank=True, validators=[validate_documents])
    note = models.TextField(_("note"), max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        constraints = [
            Check(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="directory_partnership_ends_after_it_begins",
            ),
            Check(condition=~Q(unit=F("organization")), name="directory_partnership_is_between_two"),
            only_known("partnership", "kind", PartnershipKind.values),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.unit}"

    def clean(self):
        super().clean()
        if self.unit_id and self.unit_id == self.organization_id:
            raise ValidationError({"unit": _("Choose another organisation.")})
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("The last day is before the first.")})
