"""Trays that coordinators have made for a situation of life, for everybody to make their own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from directory.models import Service, TaxonomyTerm
from directory.models.translated import TranslatedModel
from trays.models.trays import LONGEST_GREETING, LONGEST_NOTE, LONGEST_TITLE


class ReadyTrayQuerySet(models.QuerySet):
    def public(self):
        """Those that readers see: with a service in them that is there."""
        items = ReadyTrayItem.objects.filter(service__in=Service.objects.public())
        return self.filter(is_public=True, pk__in=items.values("ready"))


class ReadyTray(TranslatedModel, ClusterableModel):
    """Services for a situation, such as "new in Helsinki with a baby", with words in all languages."""

    slug = models.SlugField(unique=True, max_length=120)
    name = models.CharField(_("name"), max_length=LONGEST_TITLE)
    greeting = models.TextField(_("greeting"), blank=True, max_length=LONGEST_GREETING)
    topic = models.ForeignKey(
        TaxonomyTerm, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("theme")
    )
    is_public = models.BooleanField(_("shown to everybody"), default=True)
    sort_order = models.PositiveSmallIntegerField(default=0)

    objects = ReadyTrayQuerySet.as_manager()

    class Meta:
        verbose_name = _("ready-made tray")
        verbose_name_plural = _("ready-made trays")
        ordering = ["sort_order", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(slug=""), name="trays_readytray_has_a_slug")]

    def __str__(self) -> str:
        return self.name_fi or self.slug


class ReadyTrayItem(TranslatedModel, Orderable):
    """A service in such a tray, with a note in all languages."""

    ready = ParentalKey(ReadyTray, on_delete=models.CASCADE, related_name="items")
    service = models.ForeignKey(
        Service, models.CASCADE, related_name="+", verbose_name=pgettext_lazy("kind of listing", "Service")
    )
    note = models.TextField(_("note"), blank=True, max_length=LONGEST_NOTE)

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["ready", "service"], name="trays_readytrayitem_a_service_is_there_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ready_id} {self.service_id}"
