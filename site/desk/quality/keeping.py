"""What a job found, beside what is written down: what is new, what is still there, what is gone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from desk.models import Finding
from desk.quality.kinds import Kind

BATCH = 500


@dataclass(frozen=True)
class Difference:
    """New rows; the numbers of those seen again and of those that are gone.

    Dismissed ones stay so, but for personal data that nobody saw when they were dismissed.
    """

    new: list[Finding]
    again: list[Finding]
    gone: list[int]

    def __bool__(self) -> bool:
        return bool(self.new or self.again or self.gone)


def compare(kind: Kind, found: Iterable[Finding], today: date) -> Difference:
    """`found` are findings of one kind, not saved: all that there are today."""
    there = {row.key: row for row in Finding.objects.filter(kind=kind).iterator()}
    new, again, seen = [], [], set()
    for finding in found:
        seen.add(finding.key)
        row = there.get(finding.key)
        if row is None:
            new.append(finding)
        elif row.state == Finding.State.MENDED or _says_more(row, finding):
            again.append(_opened(row, finding, today))
        elif row.last_seen != today or row.details != finding.details:
            row.last_seen = today
            # What was looked at when it was dismissed is what it was dismissed for
            row.details = row.details if row.state == Finding.State.DISMISSED else finding.details
            again.append(row)
    open_rows = (row for row in there.values() if row.state == Finding.State.OPEN)
    return Difference(new, again, [row.pk for row in open_rows if row.key not in seen])


def _says_more(row: Finding, finding: Finding) -> bool:
    """Whether there is another kind of personal data, or in another text, than what was dismissed."""
    was_dismissed = row.kind == Kind.PERSONAL and row.state == Finding.State.DISMISSED
    return was_dismissed and not set(finding.details) <= set(row.details)


def _opened(row: Finding, finding: Finding, today: date) -> Finding:
    """It was mended or dismissed once and is there again: as if nobody had seen it before."""
    row.first_seen = row.last_seen = today
    row.state, row.closed_at, row.closed_by, row.asked_at = Finding.State.OPEN, None, None, None
    row.details = finding.details
    return row


@transaction.atomic
def write(difference: Difference) -> None:
    # Two jobs at a time find the same
    Finding.objects.bulk_create(difference.new, batch_size=BATCH, ignore_conflicts=True)
    columns = ("first_seen", "last_seen", "details", "state", "closed_at", "closed_by", "asked_at")
    Finding.objects.bulk_update(difference.again, columns, batch_size=BATCH)
    for first in range(0, len(difference.gone), BATCH):
        mend(Finding.objects.open().filter(pk__in=difference.gone[first : first + BATCH]))


def mend(rows) -> None:
    rows.update(state=Finding.State.MENDED, closed_at=timezone.now())
