"""People who asked to join are known only as long as somebody may ask why."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.db.models import Q, QuerySet

from accounts.models import Application, Invitation
from directory import daily
from directory.daily import Errand

#: After the decision
APPLICATIONS_KEPT = timedelta(days=90)
#: After they were accepted, or ceased to work
INVITATIONS_KEPT = timedelta(days=30)


def register() -> None:
    daily.register("applications", old_applications)
    daily.register("invitations", old_invitations)


def old_applications(now: datetime) -> Iterator[Errand]:
    return _deleting("applications", Application.objects.filter(decided_at__lte=now - APPLICATIONS_KEPT))


def old_invitations(now: datetime) -> Iterator[Errand]:
    over = now - INVITATIONS_KEPT
    return _deleting(
        "invitations", Invitation.objects.filter(Q(accepted_at__lte=over) | Q(expires_at__lte=over))
    )


def _deleting(what: str, rows: QuerySet) -> Iterator[Errand]:
    if number := rows.count():
        yield Errand(f"delete {number} {what}", partial(rows.delete))
