"""Who decided what does not wait any more, for whoever comes second."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import pgettext
from wagtail.models import ModelLogEntry

from accounts.models import Application, User
from directory.admin.log_actions import LOG_ACTIONS
from directory.models import Service, ServiceRole
from feedback.models import Feedback

#: Earlier ones are no news to anybody who has the page open
NEWS = datetime.timedelta(days=2)
SUBMITTED = "directory.submit"


@dataclass(frozen=True)
class Decided:
    words: str
    when: datetime.datetime
    who: User | None


def decision_on(what: str, number: int) -> Decided | None:
    """As far as something says it; None where it is older than two days, or what waited was taken back."""
    found = FOUND[what](number)
    return found if found and found.when >= timezone.now() - NEWS else None


def _review(number: int) -> Decided | None:
    """What was sent to review again since, and waits no more, was taken back by its editor."""
    entries = _history(number, SUBMITTED, "directory.approve", "directory.return", "directory.withdraw")
    newest = entries.first()
    return None if newest is None or newest.action == SUBMITTED else _of_entry(newest)


def _hidden(number: int) -> Decided | None:
    newest = _history(number, "directory.confirm", "directory.withdraw").first()
    return _of_entry(newest) if newest else None


def _role(number: int) -> Decided | None:
    role = ServiceRole.objects.filter(pk=number).first()
    if role is None:
        return None
    given = {"organization": role.organization_id, "role": role.role}
    answers = _history(role.service_id, "directory.accept_role", "directory.refuse_role")
    found = (entry for entry in answers if given.items() <= entry.data.items())
    return next((_of_entry(entry) for entry in found), None)


def _application(number: int) -> Decided | None:
    row = Application.objects.filter(pk=number, decided_at__isnull=False).select_related("decided_by").first()
    return Decided(row.get_decision_display(), row.decided_at, row.decided_by) if row else None


def _report(number: int) -> Decided | None:
    row = Feedback.objects.filter(pk=number, answered_at__isnull=False).select_related("answered_by").first()
    return (
        Decided(pgettext("help request, log", "Answered"), row.answered_at, row.answered_by) if row else None
    )


def _history(service_id: int, *actions: str) -> QuerySet[ModelLogEntry]:
    """The newest first."""
    entries = ModelLogEntry.objects.filter(
        object_id=str(service_id),
        content_type=ContentType.objects.get_for_model(Service),
        action__in=actions,
        timestamp__gte=timezone.now() - NEWS,
    )
    return entries.select_related("user").order_by("-timestamp", "-pk")


def _of_entry(entry: ModelLogEntry) -> Decided:
    return Decided(str(LOG_ACTIONS[entry.action][1]), entry.timestamp, entry.user)


FOUND: Mapping[str, Callable[[int], Decided | None]] = {
    "review": _review,
    "application": _application,
    "role": _role,
    "hidden": _hidden,
    "wrong": _report,
}
