"""What a receiver does with a request. Each act asks whether she may, and is logged."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from contact.choices import OPEN, Act, State
from contact.contents import Contents, Note
from contact.models import HelpLogEntry, HelpRequest, ReceivingUnit


class TooLateError(Exception):
    """Somebody else has answered or closed it meanwhile."""


@transaction.atomic
def open_request(request: HelpRequest, user) -> None:
    row = _locked(request, user)
    if row.state == State.WAITING:
        row.state = State.OPENED
        row.save(update_fields=["state"])
    HelpLogEntry.write(row, Act.OPENED, user)


@transaction.atomic
def pass_on(request: HelpRequest, user, unit: ReceivingUnit, reason: str) -> None:
    """Give it to another unit, which reads why. Its new people see it, those before do not any more."""
    row = _open_one(request, user)
    HelpLogEntry.write(row, Act.PASSED, user)
    row.unit, row.state, row.reminded_at = unit, State.WAITING, None
    _note(row, Act.PASSED, reason)
    row.save(update_fields=["unit", "state", "reminded_at", "contents"])


@transaction.atomic
def answer(request: HelpRequest, user, note: str) -> None:
    """Note that the sender was reached. The answer itself was given by phone or mail."""
    row = _open_one(request, user)
    row.state, row.answered_at = State.ANSWERED, timezone.now()
    _note(row, Act.ANSWERED, note)
    row.save(update_fields=["state", "answered_at", "contents"])
    HelpLogEntry.write(row, Act.ANSWERED, user)


@transaction.atomic
def close(request: HelpRequest, user, note: str) -> None:
    """End it: after the answer, or because nobody could be reached."""
    row = _locked(request, user)
    if row.state == State.CLOSED:
        raise TooLateError
    row.state, row.closed_at = State.CLOSED, timezone.now()
    _note(row, Act.CLOSED, note)
    row.save(update_fields=["state", "closed_at", "contents"])
    HelpLogEntry.write(row, Act.CLOSED, user)


def _locked(request: HelpRequest, user) -> HelpRequest:
    """The row as it is now, if it is still one of the person's units."""
    row = HelpRequest.objects.of_receiver(user).select_for_update(of=["self"]).filter(pk=request.pk).first()
    if row is None:
        raise PermissionDenied
    return row


def _open_one(request: HelpRequest, user) -> HelpRequest:
    row = _locked(request, user)
    if row.state not in OPEN:
        raise TooLateError
    return row


def _note(row: HelpRequest, act: Act, text: str) -> None:
    """What is noted is sealed with the rest, and deleted with it."""
    if not text:
        return
    contents = Contents.opened(row.contents)
    note = Note(at=timezone.now().isoformat(), act=act.value, text=text)
    row.contents = contents.with_note(note).sealed()
