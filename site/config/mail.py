"""How mails leave: an address of a mail server as one setting, or the console."""

from dataclasses import dataclass

import environ
from django.core.exceptions import ImproperlyConfigured

CONSOLE = "django.core.mail.backends.console.EmailBackend"
#: Seconds: whoever asked for a code waits for the server
TIMEOUT = 10
FORMS = "smtp://, smtp+tls:// or smtp+ssl://"


@dataclass(frozen=True)
class Mail:
    """`url` such as smtp+tls://user:password@mail.example.org:587; `sender` is whom mails come from."""

    url: str
    sender: str

    @property
    def is_set_up(self) -> bool:
        return bool(self.url)

    def problem(self) -> str:
        """What is wrong with the settings, in words; empty if nothing is."""
        if not self.url:
            return ""
        if not self._parsed():
            return f"EMAIL_URL is not the address of a mail server: write {FORMS}"
        return "" if self.sender else "MAIL_FROM is not set: mails would have no sender."

    def settings(self) -> dict:
        """Django's settings of mail."""
        sender = {"DEFAULT_FROM_EMAIL": self.sender, "SERVER_EMAIL": self.sender} if self.sender else {}
        return {"EMAIL_TIMEOUT": TIMEOUT, "EMAIL_BACKEND": CONSOLE} | (self._parsed() or {}) | sender

    def _parsed(self) -> dict | None:
        if not self.url.startswith("smtp"):
            return None
        try:
            found = environ.Env.email_url_config(self.url)
        except (ImproperlyConfigured, KeyError, ValueError):
            return None
        found.pop("EMAIL_FILE_PATH", None)
        return found if found.get("EMAIL_HOST") else None
