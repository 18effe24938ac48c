"""What the texts of an object are, language by language."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey

from directory.choices import TextState
from directory.models.checks import Check
from directory.models.closed_lists import only_known
from directory.models.services import Service


class LanguageState(models.Model):
    """The texts of an object in one language: how they came to be and from which source.

    Set by actions, never by hand. `source_digest` is the digest of the source texts when the translation was
    made: another one now means that the source has changed in meaning since. `text_digest` is of the text
    itself. A concrete class adds the object, as its only ParentalKey with the related name
    `translation_states`.
    """

    language_code = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=TextState)
    source_language = models.CharField(max_length=10, blank=True)
    source_digest = models.CharField(max_length=64, blank=True)
    text_digest = models.CharField(max_length=64, blank=True)
    is_outdated = models.BooleanField(default=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            Check(
                condition=Q(language_code__in=settings.MODELTRANSLATION_LANGUAGES),
                name="%(app_label)s_%(class)s_language_is_ours",
            ),
        ]

    def __str__(self) -> str:
        owner = getattr(self, f"{self.subject()}_id")
        return f"{owner} {self.language_code} {self.state}"

    @classmethod
    def subject(cls) -> str:
        """The name of the field that holds the object."""
        return next(field.name for field in cls._meta.fields if isinstance(field, ParentalKey))


class TranslationState(LanguageState):
    """The texts of a listing in one language."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="translation_states")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "language_code"], name="directory_translationstate_one_per_language"
            ),
            *LanguageState.Meta.constraints,
            only_known("translationstate", "state", TextState.values),
        ]
