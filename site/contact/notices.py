"""The mail to a unit: that something waits, and nothing of it."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.mail import Letter, send
from contact.models import ReceivingUnit


def tell(unit: ReceivingUnit) -> None:
    """Raises what the mail server raises."""
    send(_letter, to=unit.email, language=settings.LANGUAGE_CODE)


def _letter() -> Letter:
    return Letter(
        subject=_("A request for help waits"),
        paragraphs=(
            _("A family has asked for help. What it wrote is in Tarjotin, not in this mail."),
            _("Sign in to read it. You need your second step."),
        ),
        button=_("Requests for help"),
        url=f"{settings.SITE_URL.rstrip('/')}{reverse('receiving')}",
    )
