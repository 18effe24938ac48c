"""How it went: one answer for each service of a tray, and their counts for partner and coordinator."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from trays.choices import Answer
from trays.models import Outcome, TrayItem


@dataclass(frozen=True)
class Counts:
    """How many of those who were sent to a service said what."""

    came: int = 0
    full: int = 0
    not_suitable: int = 0


@transaction.atomic
def say(item: TrayItem, answer: Answer) -> None:
    """Answer for a service of a tray. Said again it takes the place of what was said before.

    Nothing is said of one that its maker has taken out meanwhile.
    """
    # Two taps at the same moment wait for each other
    rows = TrayItem.objects.select_for_update(of=("self",)).select_related("outcome")
    row = rows.filter(pk=item.pk).first()
    if row is None:
        return
    if row.outcome:
        row.outcome.answer = answer
        row.outcome.save(update_fields=["answer"])
    elif row.service_id:
        month = timezone.localdate().replace(day=1)
        row.outcome = Outcome.objects.create(service_id=row.service_id, answer=answer, month=month)
        row.save(update_fields=["outcome"])


def outcome_counts(service_ids: Iterable[int], *, since: datetime.date | None = None) -> dict[int, Counts]:
    """What was said of services, by their id; those of which nothing was said are left out. One query."""
    found = Outcome.objects.filter(service__in=list(service_ids))
    if since:
        found = found.filter(month__gte=since.replace(day=1))
    counted: dict[int, dict[str, int]] = {}
    for service_id, answer, count in found.values_list("service", "answer").annotate(Count("pk")):
        counted.setdefault(service_id, {})[answer] = count
    return {service_id: Counts(**counts) for service_id, counts in counted.items()}
