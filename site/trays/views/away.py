"""What is told while nothing can be kept: that it was not, and whom to call meanwhile."""

import logging
from collections.abc import Callable

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from directory.reading.helplines import helpline_cards

logger = logging.getLogger(__name__)


def kept_or(refused: Callable[[], HttpResponse], keep: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of `keep`, or `refused` where the database takes nothing just now: all or nothing."""
    try:
        with transaction.atomic():
            return keep()
    except DatabaseError as error:
        logger.warning("A tray could not be kept: %s", type(error).__name__)
        return refused()


def away(request: HttpRequest, back: str = "") -> HttpResponse:
    """A page of its own; `back` is the address of the one before."""
    context = {"is_away": True, "helplines": helpline_cards(timezone.now()), "back": back}
    return render(request, "trays/not_here.html", context, status=503)
