"""What readers say of a listing or of the search, and what they are answered. Nobody knows who they are."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from directory.models import Service
from feedback.choices import Kind

#: Without those that look alike
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 12
LONGEST, LONGEST_SEARCH = 1000, 200


def new_code() -> str:
    """Sixty bits: nobody guesses another one's."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


class FeedbackQuerySet(models.QuerySet):
    def open(self):
        return self.filter(answered_at=None)

    def count_by_service(self, services) -> dict[int, int]:
        counted = self.filter(service__in=services).order_by().values_list("service_id")
        return dict(counted.annotate(models.Count("pk")))

    def about_listings_of(self, organization):
        return self.filter(service__organization=organization)


class Feedback(models.Model):
    """A remark of somebody without a name, about a listing or, without one, about the search.

    Whoever wrote it reads the answer by its code. It is deleted some time after (feedback.daily_steps).
    """

    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    service = models.ForeignKey(Service, models.CASCADE, null=True, related_name="feedback")
    kind = models.CharField(max_length=20, choices=Kind)
    words = models.TextField(max_length=LONGEST, blank=True)
    searched = models.CharField(max_length=LONGEST_SEARCH, blank=True)
    language_code = models.CharField(max_length=10)
    created_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(max_length=LONGEST, blank=True)
    answer_language_code = models.CharField(max_length=10, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="feedback_feedback_kind_is_known"),
        ]
        indexes = [models.Index(fields=["created_at"], name="feedback_feedback_created_at")]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"

    @property
    def version(self) -> str:
        """Another one after each answer; empty without one."""
        return self.answered_at.isoformat() if self.answered_at else ""


class Notice(models.Model):
    """A person was told by mail that feedback waits for an answer, so that she is not told again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="notices")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "feedback"], name="feedback_notice_goes_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.feedback_id}"
