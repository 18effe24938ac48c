"""Phone numbers, as parts of organisations, places and listings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.choices import PhoneKind
from directory.models.codes import SpokenLanguagesField
from directory.models.translated import TranslatedModel
from directory.validators import validate_phone_number


class Phone(TranslatedModel):
    """A published number, with the languages spoken there and when it is answered."""

    number = models.CharField(_("phone number"), max_length=50, validators=[validate_phone_number])
    kind = models.CharField(max_length=10, choices=PhoneKind, default=PhoneKind.VOICE)
    name = models.CharField(_("what it is for"), max_length=150, blank=True)
    hours = models.CharField(_("when it is answered"), max_length=200, blank=True)
    charge = models.CharField(_("what a call costs"), max_length=300, blank=True)
    languages = SpokenLanguagesField(verbose_name=_("languages"))
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.number
