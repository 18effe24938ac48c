"""What can be wrong, the most important first."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    PERSONAL = "personal", pgettext_lazy("quality", "Personal data in a text")
    LINK = "link", pgettext_lazy("quality", "Broken link")
    STALE = "stale", pgettext_lazy("quality", "Not confirmed for long")
    DUPLICATE = "duplicate", pgettext_lazy("quality", "Likely duplicate")
    UNCONFIRMED = "unconfirmed", pgettext_lazy("quality", "Never confirmed")
    TOPIC = "topic", pgettext_lazy("quality", "No topic")
    LANGUAGE = "language", pgettext_lazy("quality", "Missing language")
    PICTURE = "picture", pgettext_lazy("quality", "No words for a picture")


IMPORTANCE = {kind.value: number for number, kind in enumerate(Kind)}
#: Those that a nightly job writes down; the others are asked of the listings as they are now
BY_JOB = (Kind.PERSONAL, Kind.LINK, Kind.DUPLICATE)
