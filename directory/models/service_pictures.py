"""The picture of a listing."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from directory.models.services import Service
from directory.models.translated import TranslatedModel
from directory.text_fields import translated_fields


class ServicePicture(TranslatedModel):
    """A picture on the page of a listing, one at most, with words for whoever does not see it."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="pictures")
    picture = models.ForeignKey(
        "directory.Picture", models.CASCADE, related_name="+", verbose_name=_("picture")
    )
    text = models.CharField(
        _("what the picture shows"),
        max_length=250,
        help_text=_("Read aloud to people who do not see the picture."),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service"], name="directory_servicepicture_one_per_listing"),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} · {self.picture_id}"

    def clean(self):
        super().clean()
        texts = (getattr(self, column.attname) for column in translated_fields(type(self))["text"])
        if not any(texts):
            raise ValidationError({"text": _("Say what the picture shows.")})
