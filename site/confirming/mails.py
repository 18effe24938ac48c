"""The mails about listings that nobody has confirmed: text and HTML, in the language of who gets them."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from confirming.due import Due
from confirming.links import WORKS_FOR, address_of
from directory.freshness import Freshness
from directory.reading import wording
from directory.reading.texts import Text, read_text


@dataclass(frozen=True)
class Line:
    """A listing in a mail."""

    name: Text
    organization: Text
    confirmed: str
    consequence: str
    address: str


def remind(user, dues: list[Due], today: date) -> EmailMultiAlternatives:
    """Ask an editor or owner whether listings are still right, each by a link of its own."""
    with override(user.language_code):
        lines = [_line(due, user, today, address_of(due.service, user, due.assured_date)) for due in dues]
        subject = ngettext("Please confirm %(count)s listing", "Please confirm %(count)s listings", len(dues))
        return _mail(user, subject % {"count": len(dues)}, "remind", lines)


def tell_hidden(user, dues: list[Due], today: date) -> EmailMultiAlternatives:
    """Tell a coordinator which listings readers do not see any more, because nobody confirmed them."""
    with override(user.language_code):
        lines = [_line(due, user, today, _admin_address(due)) for due in dues]
        return _mail(user, _("Listings were hidden because nobody confirmed them"), "hidden", lines)


def _line(due: Due, user, today: date, address: str) -> Line:
    return Line(
        name=read_text(due.service, "name", user.language_code),
        organization=read_text(due.service.organization, "name", user.language_code),
        confirmed=wording.full_date(due.assured_date),
        consequence=_consequence(due, today),
        address=address,
    )


def _consequence(due: Due, today: date) -> str:
    """What has become of it, and what will."""
    if due.stage >= Freshness.HIDDEN:
        return _("Families do not see it now.")
    hides = {"date": wording.full_date(due.date_of(Freshness.HIDDEN, today))}
    if due.stage == Freshness.DUE:
        labels = {"date": wording.full_date(due.date_of(Freshness.LABELLED, today))}
        return _("From %(date)s families read that nobody has confirmed it.") % labels
    if due.stage == Freshness.LABELLED:
        return _("Families read that nobody has confirmed it. On %(date)s it is hidden.") % hides
    return _("Families find it only after others. On %(date)s it is hidden.") % hides


def _admin_address(due: Due) -> str:
    path = reverse("wagtailsnippets_directory_service:edit", args=[due.service.pk])
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def _mail(user, subject: str, name: str, lines: list[Line]) -> EmailMultiAlternatives:
    context = {
        "subject": subject,
        "lines": lines,
        "language": Text("", user.language_code),
        "days": WORKS_FOR.days,
        "site_url": settings.SITE_URL,
    }
    mail = EmailMultiAlternatives(
        subject, render_to_string(f"confirming/mail/{name}.txt", context), to=[user.email]
    )
    mail.attach_alternative(render_to_string(f"confirming/mail/{name}.html", context), "text/html")
    return mail
