"""A listing in easy language: short sentences and common words, for whoever reads little or slowly."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from directory.cleaning import clean_line, clean_text
from directory.models.checks import Check
from directory.models.services import Service

#: Easy Finnish and easy Swedish have rules and readers here (selkokeskus.fi)
EASY_LANGUAGES = ("fi", "sv")
LONGEST = 1500


class EasyLanguageText(models.Model):
    """A text of its own beside those of the languages: a translation of none, outdated by none."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="easy_texts")
    language_code = models.CharField(max_length=10)
    name = models.CharField(_("name"), max_length=200)
    summary = models.CharField(_("in short"), max_length=150, blank=True)
    description = models.TextField(
        _("what happens there"), blank=True, max_length=LONGEST, validators=[MaxLengthValidator(LONGEST)]
    )

    class Meta:
        ordering = ["language_code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "language_code"], name="directory_easylanguagetext_once_in_a_language"
            ),
            Check(
                condition=Q(language_code__in=settings.MODELTRANSLATION_LANGUAGES),
                name="directory_easylanguagetext_language_is_ours",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Plain texts, as those of the languages are (DESIGN, traps 4 and 11)."""
        self.name, self.summary = clean_line(self.name), clean_line(self.summary)
        self.description = clean_text(self.description)
