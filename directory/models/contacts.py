"""Whom to call, write to or ask about a listing, and where to read more."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from directory.models.checks import Check
from directory.models.codes import SpokenLanguagesField
from directory.models.phones import Phone
from directory.models.services import Service
from directory.models.translated import TranslatedModel
from directory.validators import validate_phone_number, validate_web_address


class ServicePhone(Phone):
    """A number of one listing."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="phones")


class ServiceContact(TranslatedModel):
    """A person one can ask about a listing. Named people have a date after which their name is removed."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=150, blank=True)
    title = models.CharField(_("title"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone number"), max_length=50, blank=True, validators=[validate_phone_number])
    languages = SpokenLanguagesField(verbose_name=_("languages"))
    keep_until = models.DateField(_("kept until"), null=True, blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            Check(
                condition=Q(name="") | Q(keep_until__isnull=False),
                name="directory_servicecontact_named_person_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email or self.phone


class ServiceUrl(TranslatedModel):
    """A web page, e-service or form of a listing, in one language or (empty) for all."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="urls")
    url = models.URLField(max_length=500, validators=[validate_web_address])
    label = models.CharField(max_length=200, blank=True)
    language_code = models.CharField(max_length=10, blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.url
