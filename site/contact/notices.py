"""The mails to a unit: that something waits, or waits too long, and nothing of it."""

from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.mail import Letter, send
from contact.models import ReceivingUnit


def tell(unit: ReceivingUnit) -> None:
    """Raises what the mail server raises."""
    send(_letter, to=unit.email, language=settings.LANGUAGE_CODE)


def remind(unit: ReceivingUnit, count: int) -> None:
    """Raises what the mail server raises."""
    send(partial(_reminder, count), to=unit.email, language=settings.LANGUAGE_CODE)


def _letter() -> Letter:
    return _with_button(
        _("A request for help waits"),
        _("A family has asked for help. What it wrote is in Tarjotin, not in this mail."),
    )


def _reminder(count: int) -> Letter:
    wait = ngettext(
        "%(count)s family has waited for an answer longer than your unit has promised.",
        "%(count)s families have waited for an answer longer than your unit has promised.",
        count,
    )
    return _with_button(_("Requests for help wait too long"), wait % {"count": count})


def _with_button(subject: str, words: str) -> Letter:
    return Letter(
        subject=subject,
        paragraphs=(words, _("Sign in to read it. You need your second step.")),
        button=_("Requests for help"),
        url=f"{settings.SITE_URL.rstrip('/')}{reverse('receiving')}",
    )
