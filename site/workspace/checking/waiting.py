"""Texts of public listings that wait for a language checker, what families need most first."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.choices import TextState
from directory.models import Service, TranslationRequest, TranslationState
from directory.reading import wording
from directory.reading.cards import Mark
from directory.reading.texts import Text, read_text, text_columns
from readership.models import PageCount

ON_A_PAGE = 25
#: In these days a listing's readers are counted; months are counted as wholes
READ_IN = timedelta(days=92)
#: How long a text has waited of which nobody knows since when
LONG = timedelta(days=365)
COLUMNS = ("slug", "original_language", *text_columns("name"))

#: A listing by its id, and a language
Key = tuple[int, str]


@dataclass(frozen=True)
class Waiting:
    """A listing that is to be looked at in a language."""

    slug: str
    code: str
    name: Text
    language: str
    mark: Mark
    since: str


@dataclass(frozen=True)
class _Reason:
    mark: Mark
    since: datetime


class WaitingTexts:
    """`codes` are the languages that the person checks. Four queries, whatever the number of texts."""

    def __init__(self, codes: Collection[str], *, number: int = 1):
        self.codes, self.number = codes, number
        self.now = timezone.now()

    @cached_property
    def page(self) -> Page:
        return Paginator(self._in_order(), ON_A_PAGE).get_page(self.number)

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @cached_property
    def lines(self) -> list[Waiting]:
        keys = list(self.page)
        listings = Service.objects.only(*COLUMNS).in_bulk({pk for pk, _code in keys})
        return [self._line(listings[pk], code, self._reasons[pk, code]) for pk, code in keys]

    def _line(self, listing: Service, code: str, reason: _Reason) -> Waiting:
        return Waiting(
            slug=listing.slug,
            code=code,
            name=read_text(listing, "name", get_language()),
            language=capfirst(wording.language_name(code)),
            mark=reason.mark,
            since=wording.full_date(timezone.localdate(reason.since)),
        )

    def _in_order(self) -> list[Key]:
        """A text that waited twice as long, or is read twice as often in its language, counts twice."""

        def worth(key: Key) -> tuple:
            days = (self.now - self._reasons[key].since).days + 1
            return (-days * (self._readers[key] + 1), key)

        return sorted(self._reasons, key=worth)

    @cached_property
    def _reasons(self) -> dict[Key, _Reason]:
        """Why each one waits; that a partner asks for it says more than what is wrong with it."""
        reasons = {}
        public = Service.objects.published().values("pk")
        mine = {"language_code__in": self.codes, "service__in": public}
        wrong = Q(state=TextState.MACHINE) | Q(is_outdated=True)
        states = TranslationState.objects.filter(wrong, **mine)
        for pk, code, outdated, since in states.values_list(
            "service_id", "language_code", "is_outdated", "changed_at"
        ):
            mark = _outdated() if outdated else _unchecked()
            reasons[pk, code] = _Reason(mark, since or self.now - LONG)
        asked = TranslationRequest.objects.filter(**mine)
        for pk, code, since in asked.values_list("service_id", "language_code", "asked_at"):
            earlier = reasons.get((pk, code))
            reasons[pk, code] = _Reason(_asked_for(), min(since, earlier.since) if earlier else since)
        return reasons

    @cached_property
    def _readers(self) -> Counter[Key]:
        first: date = timezone.localdate(self.now - READ_IN).replace(day=1)
        counts = PageCount.objects.filter(language_code__in=self.codes, month__gte=first)
        rows = counts.values_list("service_id", "language_code").annotate(Sum("number"))
        return Counter({(pk, code): number for pk, code, number in rows})


def _asked_for() -> Mark:
    return Mark("i-people", _("A partner asks for it"), "warn")


def _outdated() -> Mark:
    return Mark("i-alert", _("The source has changed since"), "warn")


def _unchecked() -> Mark:
    return Mark("i-machine", _("Nobody has checked it"))
