"""Where a listing stands, in words and a colour, for the people of its partner."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import ModelLogEntry, WorkflowState

from directory.freshness import Freshness, freshness
from directory.models import Service
from directory.reading.cards import Mark, closed_words

WAITING = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


@dataclass(frozen=True)
class State:
    """`kind` is one of live, waiting, returned, draft, withdrawn, over; `marks` say it."""

    kind: str
    marks: tuple[Mark, ...]

    @property
    def is_returned(self) -> bool:
        return self.kind == "returned"


def review_states(listings: Iterable[Service]) -> dict[int, str]:
    """The state of review of those listings that wait or were returned. One query."""
    waiting = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Service),
        object_id__in=[str(listing.pk) for listing in listings],
        status__in=WAITING,
    )
    return {int(pk): status for pk, status in waiting.values_list("object_id", "status")}


def in_review() -> QuerySet[WorkflowState]:
    """What waits for a coordinator; `object_id` is the id of its listing as text."""
    return WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Service),
        status=WorkflowState.STATUS_IN_PROGRESS,
    )


def with_copies_told(listings: QuerySet[Service]) -> QuerySet[Service]:
    """The same rows with `is_copy`: it began as a copy, and was never public: it may have the same name."""
    made = ModelLogEntry.objects.filter(
        action="directory.copy",
        content_type=ContentType.objects.get_for_model(Service),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    return listings.annotate(is_copy=Q(last_published_at=None) & Exists(made))


def state_of(listing: Service, review: str, today: datetime.date) -> State:
    """The state of a row that tells of copies; `review` is what `review_states` says of it, or empty."""
    state = _state_of(listing, review, today)
    if listing.is_copy:
        return replace(state, marks=(*state.marks, Mark("i-copy", pgettext("listing", "Copy"))))
    return state


def is_to_confirm(listing: Service, today: datetime.date) -> bool:
    """Whether the confirmation of a public listing is old, or nobody has confirmed it."""
    assurance = getattr(listing, "assurance", None)
    return assurance is None or freshness(assurance.days_unconfirmed(today)) >= Freshness.DUE


def _state_of(listing: Service, review: str, today: datetime.date) -> State:
    is_waiting = review == WorkflowState.STATUS_IN_PROGRESS
    is_returned = review == WorkflowState.STATUS_NEEDS_CHANGES
    if listing.live:
        return _of_public(listing, is_waiting, is_returned, today)
    if is_returned:
        return State("returned", (_returned(),))
    if is_waiting:
        return State("waiting", (_waiting(),))
    if listing.last_published_at:
        return State("withdrawn", (Mark("i-lock", _("Withdrawn")),))
    return State("draft", (Mark("i-edit", pgettext("listing", "Draft")),))


def _of_public(listing: Service, is_waiting: bool, is_returned: bool, today: datetime.date) -> State:
    shown = Mark("i-eye", pgettext("listing", "Public"), "good")
    if listing.valid_until and listing.valid_until < today:
        return State("over", (Mark("i-clock", pgettext("listing", "Over")),))
    if words := closed_words(listing.closing, today):
        shown = Mark("i-clock", words)
    if (assurance := getattr(listing, "assurance", None)) and assurance.hidden_date:
        shown = Mark("i-alert", _("Hidden, because nobody has confirmed it for long"), "warn")
    if is_returned:
        return State("returned", (shown, _returned()))
    if is_waiting:
        return State("waiting", (shown, _waiting()))
    if listing.has_unpublished_changes:
        return State("live", (shown, Mark("i-edit", _("A change is not sent yet"))))
    return State("live", (shown,))


def _returned() -> Mark:
    return Mark("i-alert", _("Returned with a comment"), "warn")


def _waiting() -> Mark:
    return Mark("i-clock", _("Waits for review"))
