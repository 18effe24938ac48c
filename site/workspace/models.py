"""What the workspace keeps of a person."""

from django.conf import settings
from django.db import models

from directory.models.codes import CodeListField


class KnownLanguages(models.Model):
    """The languages that a person says she can read and write, besides that of her interface."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="known_languages", primary_key=True
    )
    codes = CodeListField(codes=settings.MODELTRANSLATION_LANGUAGES)

    class Meta:
        verbose_name_plural = "known languages"

    def __str__(self) -> str:
        return f"{self.user_id}: {', '.join(self.codes)}"
