"""Who is to be told that a partnership is to be reviewed or ends: who is responsible, or all coordinators."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.mail import Letter, send
from accounts.models import User
from desk.ledger.listing import WITHIN, coming_up, with_parties
from desk.models import PartnershipReminder
from desk.queue.people import coordinators
from directory.models import Partnership
from directory.reading import wording

#: Lines in one letter: what is left comes with the next one
IN_ONE_LETTER = 30
What = PartnershipReminder.What


@dataclass(frozen=True)
class Due:
    """Something about a partnership that comes up on a day."""

    partnership: Partnership
    what: str
    day: date

    @property
    def key(self) -> tuple[int, str, date]:
        return self.partnership.pk, str(self.what), self.day


def letters(today: date) -> Iterator[tuple[User, list[Due]]]:
    """Each person with what she has not been told yet."""
    dues, by_person = list(_dues(today)), defaultdict(list)
    # Who is responsible and no coordinator any more may not open what the letter leads to
    keepers = {person.pk: person for person in coordinators()} if dues else {}
    for due in dues:
        responsible = keepers.get(due.partnership.responsible_id)
        for person in [responsible] if responsible else keepers.values():
            by_person[person].append(due)
    yield from _unheard(by_person)


def _dues(today: date) -> Iterator[Due]:
    last = today + timedelta(days=settings.PARTNERSHIP_REMINDER_DAYS)
    found = coming_up(Partnership.objects.all(), today, settings.PARTNERSHIP_REMINDER_DAYS)
    for row in with_parties(found).order_by("pk"):
        for what, day in ((What.REVIEW, row.review_date), (What.END, row.valid_until)):
            if day and today <= day <= last:
                yield Due(row, what, day)


def _unheard(by_person: dict[User, list[Due]]) -> Iterator[tuple[User, list[Due]]]:
    heard = set(
        PartnershipReminder.objects.filter(user__in=by_person).values_list(
            "user_id", "partnership_id", "what", "day"
        )
    )
    for person, dues in by_person.items():
        if new := [due for due in dues if (person.pk, *due.key) not in heard]:
            yield person, sorted(new, key=lambda due: due.day)[:IN_ONE_LETTER]


def tell(person: User, dues: list[Due]) -> None:
    """A mail that cannot be sent takes its rows back, where both are in one transaction."""
    PartnershipReminder.objects.bulk_create(
        PartnershipReminder(user=person, partnership=due.partnership, what=due.what, day=due.day)
        for due in dues
    )
    send(letter(dues), to=person.email, language=person.language_code)


def letter(dues: list[Due]) -> Callable[[], Letter]:
    def write() -> Letter:
        subject = ngettext(
            "%(count)s partnership is to be reviewed or ends soon",
            "%(count)s partnerships are to be reviewed or end soon",
            len(dues),
        )
        return Letter(
            subject=subject % {"count": len(dues)},
            paragraphs=tuple(_line(due) for due in dues),
            button=_("Open the partnerships"),
            url=f"{settings.SITE_URL.rstrip('/')}{reverse('desk_partnerships')}?within={_days()}",
            after=(_("What a partnership gives the organisation ends with its last day, by itself."),),
        )

    return write


def _line(due: Due) -> str:
    words = (
        _("Review on %(day)s: %(partnership)s")
        if due.what == What.REVIEW
        else _("Ends on %(day)s: %(partnership)s")
    )
    name = f"{due.partnership} ({due.partnership.get_kind_display()})"
    return words % {"day": wording.full_date(due.day), "partnership": name}


def _days() -> str:
    """The narrowest filter of the list that shows all that a letter speaks of."""
    wide_enough = (days for days in WITHIN if int(days) >= settings.PARTNERSHIP_REMINDER_DAYS)
    return next(wide_enough, WITHIN[-1])
