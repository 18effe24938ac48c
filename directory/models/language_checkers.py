"""Who may say, for all partners, that texts in a language are right; and who asks for that."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models.checks import Check
from directory.models.organizations import Organization
from directory.models.services import Service


class LanguageChecker(models.Model):
    """A person checks and writes translations of public listings in one language, given by a coordinator."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="checks_languages")
    language_code = models.CharField(_("language"), max_length=10)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "language_code"], name="directory_languagechecker_given_once"
            ),
            Check(
                condition=Q(language_code__in=settings.MODELTRANSLATION_LANGUAGES),
                name="directory_languagechecker_language_is_ours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.language_code}"


class TranslationRequest(models.Model):
    """A partner asks for a listing in a language; a row of its own, so that no draft takes it back."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="translation_requests")
    language_code = models.CharField(max_length=10)
    asked_by = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "language_code"], name="directory_translationrequest_asked_once"
            ),
            Check(
                condition=Q(language_code__in=settings.MODELTRANSLATION_LANGUAGES),
                name="directory_translationrequest_language_is_ours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} · {self.language_code}"
