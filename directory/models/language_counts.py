"""How many public listings have a text in each language: counted by the worker, read by a page."""

from django.db import models


class LanguageCount(models.Model):
    """The public listings by the state of their texts in one language; those without any are the rest."""

    language_code = models.CharField(max_length=10, unique=True)
    listings = models.PositiveIntegerField()
    written = models.PositiveIntegerField()
    checked = models.PositiveIntegerField()
    machine = models.PositiveIntegerField()
    outdated = models.PositiveIntegerField()  # among the translations
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.language_code}: {self.written + self.checked + self.machine} of {self.listings}"
