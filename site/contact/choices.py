"""Closed lists of help requests."""

from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """How far a request is, as its sender reads it."""

    WAITING = "waiting", pgettext_lazy("help request", "It waits to be read")
    OPENED = "opened", pgettext_lazy("help request", "Somebody has read it")
    ANSWERED = "answered", pgettext_lazy("help request", "It is answered")
    CLOSED = "closed", pgettext_lazy("help request", "It is closed")


#: Not answered yet
OPEN = (State.WAITING, State.OPENED)


class Act(models.TextChoices):
    """What is done with a request; each time is logged. Those that may have a note are named to receivers."""

    SENT = "sent"
    OPENED = "opened"
    PASSED = "passed", pgettext_lazy("help request, log", "Passed on")
    ANSWERED = "answered", pgettext_lazy("help request, log", "Answered")
    CLOSED = "closed", pgettext_lazy("help request, log", "Closed")
    DELETED = "deleted"


class BestTime(models.TextChoices):
    """When somebody may be called. Empty: at any time."""

    ANY = "", pgettext_lazy("when to call", "Any time")
    MORNING = "morning", pgettext_lazy("part of the day", "Morning")
    AFTERNOON = "afternoon", pgettext_lazy("part of the day", "Afternoon")
    EVENING = "evening", pgettext_lazy("part of the day", "Evening")
