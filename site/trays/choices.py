"""Closed lists of trays."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Answer(models.TextChoices):
    """How it went at a service that somebody was sent to."""

    CAME = "came", pgettext_lazy("how it went at a service", "I went there")
    FULL = "full", pgettext_lazy("how it went at a service", "It was full")
    NOT_SUITABLE = "not_suitable", pgettext_lazy("how it went at a service", "It did not suit me")
