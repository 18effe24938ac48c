"""What the desk does once a day: counts figures, closes filled gaps, deletes notes, tells of the ledger."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import TaskState

from desk.figures.counting import count_figures, is_counted
from desk.ledger.reminding import letters, tell
from desk.models import Assignment, Finding, Gap, Note, PartnershipReminder, Submission
from desk.quality import jobs
from desk.quality.keeping import Difference, write
from desk.quality.kinds import BY_JOB
from desk.queue.submissions import describe
from desk.unmet.gaps import fill, is_filled
from directory import daily, retention
from directory.daily import Errand
from directory.models import Service
from directory.reading.vocabulary import vocabulary


def register() -> None:
    retention.register("notes", "notes about partners", old_notes)
    retention.register("assignments", "assignments", old_assignments)
    daily.register("figures", figures)
    daily.register("gaps", filled_gaps)
    daily.register("edits", undescribed_edits)
    daily.register("partnerships", partnerships_coming_up)
    retention.register("findings", "findings that are closed", old_findings)
    daily.register("personal data", partial(written_down, jobs.personal_data))
    daily.register("duplicates", partial(written_down, jobs.duplicates))
    daily.register("old partnership reminders", old_reminders)


def old_notes(now: datetime) -> QuerySet[Note]:
    """Each has a day of its own, which its writer chose."""
    return Note.objects.filter(keep_until__lt=timezone.localdate(now))


def old_assignments(now: datetime) -> QuerySet[Assignment]:
    """Whatever was assigned so long ago was decided in another way."""
    return Assignment.objects.filter(assigned_at__lt=now - retention.kept_for("assignments"))


def figures(now: datetime) -> Iterator[Errand]:
    """The figures of reports, once a day."""
    today = timezone.localdate(now)
    if not is_counted(today):
        yield Errand(f"count the figures of {today:%Y-%m}", lambda: count_figures(today))


def undescribed_edits(_now: datetime) -> Iterator[Errand]:
    """Edits that wait since before it was kept which languages and places they are about."""
    waiting = Submission.objects.filter(languages="", task_state__status=TaskState.STATUS_IN_PROGRESS)
    for submission in waiting.select_related("task_state__revision"):
        task = submission.task_state
        if listing := Service.objects.filter(pk=task.revision.object_id).first():
            words = f"describe the edit of listing {listing.pk} that waits"
            yield Errand(words, lambda task=task, listing=listing: describe(task, listing))


def filled_gaps(_now: datetime) -> Iterator[Errand]:
    """Gaps for which there are more listings than when they were made a task."""
    terms = vocabulary(settings.LANGUAGE_CODE)
    for gap in Gap.objects.open():
        if is_filled(gap, terms):
            yield Errand(f"close gap {gap.pk}, which a listing fills", lambda gap=gap: fill(gap, terms))


def partnerships_coming_up(now: datetime) -> Iterator[Errand]:
    """Reviews and ends of partnerships, each told once."""
    for person, dues in letters(timezone.localdate(now)):
        words = f"tell person {person.pk} of {len(dues)} dates of partnerships"
        yield Errand(words, lambda person=person, dues=dues: tell(person, dues))


def old_reminders(now: datetime) -> Iterator[Errand]:
    """Those of days that are over keep nothing from being told twice any more."""
    old = PartnershipReminder.objects.filter(day__lt=timezone.localdate(now))
    if number := old.count():
        yield Errand(f"delete {number} reminders of partnerships", old.delete)


def old_findings(now: datetime) -> QuerySet[Finding]:
    """What was mended, what somebody said is right (somebody looks at it again), and whom one asked."""
    before = now - retention.kept_for("findings")
    asked = Q(asked_at__lt=before, closed_at=None) & ~Q(kind__in=BY_JOB)
    return Finding.objects.filter(Q(closed_at__lt=before) | asked)


def written_down(look: Callable[[], Difference], _now: datetime) -> Iterator[Errand]:
    """What a look found that is not written down, and what is and was not found any more."""
    if found := look():
        words = f"write down {len(found.new)} new, {len(found.again)} again, end {len(found.gone)}"
        yield Errand(words, lambda: write(found))
