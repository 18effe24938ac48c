"""Who is to be told of which listings: those that wait for a confirmation, each stage once."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from confirming.models import Reminder
from directory.choices import Standing
from directory.freshness import Freshness, days_until, freshness
from directory.models import Assurance, OrganizationRole, Service
from directory.reading.texts import text_columns

#: Listings in one mail: what is left comes with the next one
IN_ONE_MAIL = 20
#: Days for which coordinators are told of what was hidden: one who comes later is not told all of the past
TOLD_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """A listing that waits, and how long it has waited, in days that count."""

    service: Service
    assured_date: date
    days: int

    @property
    def stage(self) -> Freshness:
        return freshness(self.days)

    def date_of(self, stage: Freshness, today: date) -> date:
        """When it comes to a stage if nobody confirms it."""
        return today + timedelta(days=days_until(stage, self.days))


def for_partners(today: date) -> Iterator[tuple[object, list[Due]]]:
    """Editors and owners, each with those of their listings of whose stage they have not heard."""
    by_organization = defaultdict(list)
    for due in _waiting(today):
        by_organization[due.service.organization_id].append(due)
    by_person = defaultdict(list)
    roles = OrganizationRole.objects.current(today).filter(organization__in=by_organization)
    for role in roles.filter(user__is_active=True).select_related("user").order_by("user", "organization"):
        by_person[role.user] += by_organization[role.organization_id]
    return _unheard(by_person)


def for_coordinators(today: date) -> Iterator[tuple[object, list[Due]]]:
    """Coordinators, each with what was hidden since they were last told."""
    hidden = _assurances().filter(hidden_date__gt=today - TOLD_FOR)
    dues = [_due(assurance, today) for assurance in hidden]
    return _unheard(dict.fromkeys(_coordinators(), dues) if dues else {})


def _waiting(today: date) -> Iterator[Due]:
    """Listings of which it is time to ask: not while they are closed, nor once they are over."""
    oldest = today - timedelta(days=settings.FRESHNESS_DAYS[Freshness.DUE - 1])
    for assurance in _assurances().filter(assured_date__lte=oldest):
        closing, due = assurance.service.closing, _due(assurance, today)
        is_closed = closing is not None and closing.includes(today)
        is_over = assurance.service.valid_until is not None and assurance.service.valid_until < today
        if due.stage >= Freshness.DUE and not is_closed and not is_over:
            yield due


def _assurances() -> QuerySet[Assurance]:
    """Of public listings, with the columns that a mail reads."""
    columns = (
        "slug",
        "original_language",
        "organization__slug",
        "valid_until",
        "closed_from",
        "closed_until",
    )
    names = [*text_columns("name"), *text_columns("organization__name")]
    return (
        Assurance.objects.filter(service__live=True, service__organization__standing=Standing.ADMITTED)
        .select_related("service__organization")
        .only(
            *("assured_date", "paused_days", "hidden_date"),
            *(f"service__{column}" for column in (*columns, *names)),
        )
        .order_by("assured_date", "service")
    )


def _due(assurance: Assurance, today: date) -> Due:
    return Due(assurance.service, assurance.assured_date, assurance.days_unconfirmed(today))


def _unheard(by_person: dict) -> Iterator[tuple[object, list[Due]]]:
    heard = set(
        Reminder.objects.filter(user__in=by_person).values_list(
            "user_id", "service_id", "assured_date", "stage"
        )
    )
    for user, dues in by_person.items():
        new = [
            due for due in dues if (user.pk, due.service.pk, due.assured_date, int(due.stage)) not in heard
        ]
        if new:
            yield user, new[:IN_ONE_MAIL]


def _coordinators() -> QuerySet:
    """Those who may publish in the admin: see directory.permissions.can_moderate."""
    publishes = {"codename": "publish_service", "content_type__app_label": "directory"}
    group = Q(**{f"groups__permissions__{name}": value for name, value in publishes.items()})
    own = Q(**{f"user_permissions__{name}": value for name, value in publishes.items()})
    people = get_user_model().objects.filter(Q(is_superuser=True) | group | own, is_active=True)
    return people.distinct().order_by("pk")
