"""The addresses of a tray, as they are handed over: by link, message, QR code and on paper."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlsplit

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

MASK = 3


@dataclass(frozen=True)
class Handover:
    """Where the key for reading leads; `language` is the one it opens in, "" the telephone's own."""

    key: str
    language: str = ""

    @property
    def path(self) -> str:
        if not self.language:
            return f"/t/{self.key}/"
        with override(self.language):
            return reverse("tray", args=[self.key])

    @property
    def url(self) -> str:
        return f"{settings.SITE_URL.rstrip('/')}{self.path}"

    @property
    def short(self) -> str:
        """For paper: without the scheme, in a form that can be typed."""
        return f"{urlsplit(settings.SITE_URL).netloc}{self.path.rstrip('/')}"

    @property
    def sms(self) -> str:
        return f"sms:?body={quote(self._message)}"

    @property
    def mail(self) -> str:
        return f"mailto:?subject={quote(self._subject)}&body={quote(self._message)}"

    @property
    def _message(self) -> str:
        return f"{self._subject}: {self.url}"

    @property
    def _subject(self) -> str:
        """In the family's words, whatever its maker reads."""
        with override(self.language or get_language()):
            return _("Services for you")

    @cached_property
    def qr(self) -> SafeString:
        """The address as a drawing of the size of its frame: dark on light, with its quiet zone.

        A page has it on the screen and for paper. It lives no longer than the page: what a process kept would
        outlive the tray, which is wiped by whichever process is asked to.
        """
        # Any mask can be read; to find the best of eight takes a tenth of the time of the page
        code = segno.make(self.url, error="m", micro=False, mask=MASK)
        # Made of squares and of nothing that anybody wrote
        return mark_safe(code.svg_inline(omitsize=True, border=4, svgclass=None, lineclass=None))  # noqa: S308

    @property
    def calendar(self) -> str:
        with override(self.language or settings.LANGUAGE_CODE):
            return reverse("tray_calendar", args=[self.key])

    @property
    def subscription(self) -> str:
        """The same file as a calendar that follows the tray."""
        return f"webcal://{urlsplit(settings.SITE_URL).netloc}{self.calendar}"
