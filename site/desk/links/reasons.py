"""Why a link leads nowhere, in words for coordinators."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Reason(models.TextChoices):
    GONE = "gone", pgettext_lazy("a link", "The page is not there any more")
    ERROR = "error", pgettext_lazy("a link", "The page has an error")
    NO_SERVER = "no_server", pgettext_lazy("a link", "There is no such website")
    NO_ANSWER = "no_answer", pgettext_lazy("a link", "The website does not answer")
    SLOW = "slow", pgettext_lazy("a link", "The website answers too slowly")
    CERTIFICATE = "certificate", pgettext_lazy("a link", "The website is not secure")
    REDIRECTS = "redirects", pgettext_lazy("a link", "It leads from page to page and never ends")
    FORBIDDEN = "forbidden", pgettext_lazy("a link", "It leads to an address that readers cannot open")
