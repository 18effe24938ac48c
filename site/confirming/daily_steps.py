"""What is due each day: mails about listings that nobody confirms."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db.models import F, QuerySet
from django.utils import timezone

from confirming import due, mails
from confirming.models import Reminder
from directory import daily
from directory.daily import Errand


def register() -> None:
    daily.register("reminders", reminders)
    daily.register("note to coordinators", notes)
    daily.register("old reminders", old_reminders)


def reminders(now: datetime) -> Iterator[Errand]:
    today = timezone.localdate(now)
    for user, dues in due.for_partners(today):
        words = f"ask person {user.pk} about {len(dues)} listings"
        yield Errand(words, _telling(mails.remind, user, dues, today))


def notes(now: datetime) -> Iterator[Errand]:
    today = timezone.localdate(now)
    for user, dues in due.for_coordinators(today):
        words = f"tell person {user.pk} of {len(dues)} hidden listings"
        yield Errand(words, _telling(mails.tell_hidden, user, dues, today))


def old_reminders(_now: datetime) -> Iterator[Errand]:
    """Those of a time before the listing was confirmed anew: they keep nothing from going twice any more."""
    if number := _old().count():
        yield Errand(f"delete {number} reminders", lambda: _old().delete())


def _old() -> QuerySet[Reminder]:
    return Reminder.objects.filter(service__assurance__assured_date__gt=F("assured_date"))


def _telling(mail: Callable, user, dues: list[due.Due], today) -> Callable[[], None]:
    def tell() -> None:
        # A mail that cannot be sent takes its rows back, so that it is tried again
        Reminder.objects.bulk_create(
            Reminder(user=user, service=each.service, assured_date=each.assured_date, stage=each.stage)
            for each in dues
        )
        mail(user, dues, today).send()

    return tell
