"""Sending a request: it is kept and its unit is told, or it is not sent and the sender is told."""

import logging

from django.db import DatabaseError
from django.utils import timezone

from contact.choices import Act
from contact.codes import code_of, digest_of
from contact.contents import Contents
from contact.erasing import erase
from contact.models import HelpLogEntry, HelpRequest
from contact.notices import tell
from contact.routing import unit_for

logger = logging.getLogger(__name__)


class NotSentError(Exception):
    """Nobody would read it: there is no unit, it cannot be kept, or the unit cannot be told."""


def send(contents: Contents, form_key: str) -> str:
    """Send what was written in a form; returns its code. The same form sent twice is one request."""
    code = code_of(form_key, contents.text())
    try:
        request = _kept(contents, digest_of(code))
    except DatabaseError as error:
        logger.warning("A help request could not be kept: %s", type(error).__name__)
        raise NotSentError from error
    if request.told_at is None:
        _tell(request)
    return code


def _kept(contents: Contents, code_digest: str) -> HelpRequest:
    found = HelpRequest.objects.filter(code_digest=code_digest).select_related("unit").first()
    if found:
        return found
    unit = unit_for(contents)
    if unit is None:
        raise NotSentError
    # Of two clicks at the same moment one makes the row, the other finds it
    request, _is_new = HelpRequest.objects.get_or_create(
        code_digest=code_digest, defaults={"unit": unit, "contents": contents.sealed()}
    )
    return request


def _tell(request: HelpRequest) -> None:
    """Tell the unit. What nobody was told of is taken back: its sender goes on to call instead.

    Unless the same form, sent twice at the same moment, has told it meanwhile: then it is sent.
    """
    try:
        tell(request.unit)
        told = HelpRequest.objects.filter(pk=request.pk).update(told_at=timezone.now())
    except Exception as error:
        logger.warning("A unit could not be told of a help request: %s", type(error).__name__)
        _take_back(request)
        if HelpRequest.objects.told().filter(pk=request.pk).exists():
            return
        raise NotSentError from error
    if not told:
        raise NotSentError
    HelpLogEntry.write(request, Act.SENT)


def _take_back(request: HelpRequest) -> None:
    try:
        erase(HelpRequest.objects.filter(pk=request.pk, told_at=None))
    except DatabaseError:
        # It stays unseen: receivers and senders read only what a unit was told of
        logger.warning("A help request that was not sent could not be deleted yet.")
