"""Alerts: what readers of the whole site, or of a part of it, have to know for some hours or days."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from directory.models.checks import Check
from directory.models.places import Area
from directory.models.taxonomies import TaxonomyTerm
from directory.models.translated import TranslatedModel
from directory.querysets import AlertQuerySet


class Alert(TranslatedModel):
    """A banner between two moments: closed today, a strike, heat.

    Without an area, theme or language it is for everybody; each of them narrows down who sees it. `version`
    counts the changes, so that of two people who change it at once the second is told.
    """

    text = models.TextField(_("today's news"), max_length=300)
    area = models.ForeignKey(Area, models.CASCADE, null=True, blank=True, related_name="+")
    theme = models.ForeignKey(TaxonomyTerm, models.CASCADE, null=True, blank=True, related_name="+")
    language_code = models.CharField(_("language"), max_length=10, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            Check(condition=Q(ends_at__gte=F("starts_at")), name="directory_alert_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.text_fi or f"{self.starts_at:%Y-%m-%d}"
