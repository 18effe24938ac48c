"""Applications of organisations that want to be partners, or to take care of what is listed already."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from accounts.tokens import digest_of
from directory.models import Organization

#: How long the organisation that is asked may take to say that it knows the applicant
VOUCHER_LASTS = timedelta(days=30)


class Decision(models.TextChoices):
    NONE = "", pgettext_lazy("application", "Waits")
    ACCEPTED = "accepted", pgettext_lazy("application", "Accepted")
    REFUSED = "refused", pgettext_lazy("application", "Refused")


class ApplicationQuerySet(models.QuerySet):
    def waiting(self):
        """Those that nobody has decided, the oldest first."""
        return self.filter(decision=Decision.NONE).order_by("created_at", "pk")

    def with_voucher_token(self, token: str) -> "Application | None":
        found = self.filter(voucher_digest=digest_of(token)).exclude(voucher_digest="")
        return found.select_related("organization", "voucher").first()


class Application(models.Model):
    """Somebody asks to act for an organisation: a new one, or one that is here and is claimed."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="applications")
    is_claim = models.BooleanField(default=False)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    language_code = models.CharField(max_length=10)
    about = models.TextField(blank=True, max_length=2500)
    # Whom the applicant named as the one who knows it; it vouches only once it said so
    voucher = models.ForeignKey(Organization, models.SET_NULL, null=True, blank=True, related_name="+")
    voucher_name = models.CharField(max_length=254, blank=True)
    voucher_digest = models.CharField(max_length=64, blank=True)
    voucher_answer = models.BooleanField(null=True, blank=True)
    voucher_answered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    decision = models.CharField(max_length=10, choices=Decision, blank=True, default=Decision.NONE)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decision__in=Decision.values),
                name="accounts_application_decision_is_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organization)

    @property
    def waits_for_voucher(self) -> bool:
        return bool(self.voucher_digest) and self.voucher_answer is None

    @property
    def is_voucher_link_open(self) -> bool:
        is_in_time = self.created_at + VOUCHER_LASTS > timezone.now()
        return self.waits_for_voucher and is_in_time and self.decision == Decision.NONE
