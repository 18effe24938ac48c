"""Invitations to act for an organisation."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.tokens import digest_of
from directory.choices import PersonRole
from directory.models import Organization

#: How long a link from a mail works
LASTS = timedelta(days=14)


def two_weeks_on():
    return timezone.now() + LASTS


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Those that can still be accepted."""
        return self.filter(accepted_at=None, expires_at__gt=timezone.now())

    def with_token(self, token: str) -> "Invitation | None":
        found = self.filter(token_digest=digest_of(token))
        return found.select_related("organization").first()


class Invitation(models.Model):
    """A person, known by her e-mail address, is asked to act for an organisation.

    Its link works once and until a day; taking an invitation back deletes it.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=PersonRole)
    language_code = models.CharField(max_length=10)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(default=two_weeks_on)
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=PersonRole.values), name="accounts_invitation_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.role}"

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.expires_at > timezone.now()
