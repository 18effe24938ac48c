"""Who has accepted the terms of use, which ones, and when."""

from django.db import models
from django.utils import timezone

from accounts.models.users import User


class TermsAcceptance(models.Model):
    """A person has accepted the terms of use of a day (the setting TERMS_VERSION)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="accepted_terms")
    version = models.CharField(max_length=10)
    accepted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "version"], name="accounts_terms_are_accepted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.version}"
