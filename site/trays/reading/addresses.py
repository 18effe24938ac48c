"""The addresses of a tray, as they are handed over: by link, message, QR code and on paper."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import zxingcpp
from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

#: Dark modules beside each other, where each is one byte
DARK = re.compile(b"\0+")


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
        code = zxingcpp.create_barcode(self.url, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        picture = memoryview(zxingcpp.write_barcode_to_image(code, scale=1))
        side = picture.shape[0]
        # Made of squares and of nothing that anybody wrote
        return mark_safe(  # noqa: S308
            f'<svg viewBox="0 0 {side} {side}"><path d="{_lines(picture.tobytes(), side)}"/></svg>'
        )

    @property
    def calendar(self) -> str:
        with override(self.language or settings.LANGUAGE_CODE):
            return reverse("tray_calendar", args=[self.key])

    @property
    def subscription(self) -> str:
        """The same file as a calendar that follows the tray."""
        return f"webcal://{urlsplit(settings.SITE_URL).netloc}{self.calendar}"


def _lines(pixels: bytes, side: int) -> str:
    """The dark modules as lines of their height, each from the end of the one before: short and exact.

    None goes on in the next row, since each row ends in the quiet zone.
    """
    drawn, x, y = ["M0 .5"], 0, 0
    for dark in DARK.finditer(pixels):
        (row, column), length = divmod(dark.start(), side), dark.end() - dark.start()
        drawn.append(f"m{column - x} {row - y}h{length}")
        x, y = column + length, row
    return "".join(drawn)
