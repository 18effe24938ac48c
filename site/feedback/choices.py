"""What one can say with a tap."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    TIMES = "times", pgettext_lazy("feedback", "The times are wrong")
    CONTACT = "contact", pgettext_lazy("feedback", "The place or the phone number is wrong")
    ENDED = "ended", pgettext_lazy("feedback", "It does not exist any more")
    TEXT = "text", pgettext_lazy("feedback", "The text or its translation is wrong or hard to understand")
    MISSING = "missing", pgettext_lazy("feedback", "I did not find what I need")
    UNSUITABLE = "unsuitable", pgettext_lazy("feedback", "What I found does not suit me")
    OTHER = "other", pgettext_lazy("feedback", "Something else")


ABOUT_LISTING = (Kind.TIMES, Kind.CONTACT, Kind.ENDED, Kind.TEXT, Kind.OTHER)
ABOUT_SEARCH = (Kind.MISSING, Kind.UNSUITABLE, Kind.OTHER)
