"""Why something was refused, in words for the person who asked for it."""

# ruff: noqa: N818 - they are answers and read as such: NotOpen

from django.utils.translation import gettext_lazy as _

from guarding.forms import TOO_MANY


class JoiningError(Exception):
    """What a state does not allow. As `str()` it speaks to the person who asked."""

    message = _("This can't be done now.")

    def __str__(self) -> str:
        return str(self.message)


class NotOpen(JoiningError):
    message = _("This link does not work any more")


class TooManySent(JoiningError):
    message = TOO_MANY


class NoPartnerNow(JoiningError):
    message = _("This organisation is suspended or has ended. Decide about its standing with the city first.")


class AlreadyDecided(JoiningError):
    message = _("This application is decided already.")
