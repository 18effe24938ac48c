"""People are known only as long as somebody may ask why: who asked to join, was invited, was signed in."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet

from accounts.models import Application, Invitation
from directory import retention
from directory.retention import kept_for


def register() -> None:
    retention.register("applications", "applications", old_applications)
    retention.register("invitations", "invitations", old_invitations)
    retention.register("sessions", "sessions that are over", old_sessions)


def old_applications(now: datetime) -> QuerySet[Application]:
    """After the decision."""
    return Application.objects.filter(decided_at__lte=now - kept_for("applications"))


def old_invitations(now: datetime) -> QuerySet[Invitation]:
    """After they were accepted, or ceased to work."""
    over = now - kept_for("invitations")
    return Invitation.objects.filter(Q(accepted_at__lte=over) | Q(expires_at__lte=over))


def old_sessions(now: datetime) -> QuerySet[Session]:
    """They open nothing any more, but still say who it was: Django leaves them where nobody comes back."""
    return Session.objects.filter(expire_date__lt=now)
