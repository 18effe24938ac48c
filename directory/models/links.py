"""What ties a listing to things it shares with others: terms and places."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from directory.models.places import Location
from directory.models.services import Service
from directory.models.taxonomies import TaxonomyTerm
from directory.models.translated import TranslatedModel


class ServiceAttribute(models.Model):
    """A term of a taxonomy that a person chose for a listing; the first topic is the nearest."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="attributes")
    term = models.ForeignKey(TaxonomyTerm, models.PROTECT, related_name="service_attributes")
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["service", "term"], name="directory_serviceattribute_chosen_once")
        ]

    def __str__(self) -> str:
        return f"{self.service_id} · {self.term_id}"


class ServiceAtLocation(TranslatedModel):
    """A place where a listing happens, with what is special there."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="service_at_locations")
    location = models.ForeignKey(Location, models.PROTECT, related_name="service_at_locations")
    description = models.TextField(_("what is special here"), blank=True, max_length=500)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "location"], name="directory_serviceatlocation_named_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.service_id} · {self.location_id}"
