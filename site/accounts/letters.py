"""What our mails say. Each function gives back one that writes the letter in the language then active."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.mail import Letter

Writer = Callable[[], Letter]


def sign_in_code(code: str) -> Writer:
    return lambda: Letter(
        subject=_("Your code: %(code)s") % {"code": code},
        paragraphs=(_("With this code you sign in to Tarjotin. It works for 15 minutes, once."),),
        code=code,
        after=(_("Did you not ask for it? Then do nothing, and give the code to nobody."),),
    )


def unknown_address() -> Writer:
    return lambda: Letter(
        subject=_("Nobody signs in with this address"),
        paragraphs=(
            _("Somebody asked for a code for this e-mail address. It is not known here."),
            _("Was it you? Try another address of yours, or ask your organisation to invite you."),
        ),
    )


def invitation(organization: str, token: str) -> Writer:
    return lambda: Letter(
        subject=_("You are invited: %(organization)s") % {"organization": organization},
        paragraphs=(
            _("%(organization)s asks you to take care of its services in Tarjotin.")
            % {"organization": organization},
            _("Open the link and say yes. It works once, for 14 days."),
        ),
        button=_("Open the invitation"),
        url=_address("invitation", token),
        after=(_("Did you not expect this? Then do nothing."),),
    )


def admitted(organization: str, token: str) -> Writer:
    return lambda: Letter(
        subject=_("Welcome: %(organization)s") % {"organization": organization},
        paragraphs=(
            _("The city has accepted your application. You can now add your services."),
            _("Open the link and say yes. It works once, for 14 days."),
        ),
        button=_("Open the invitation"),
        url=_address("invitation", token),
    )


def refused(organization: str, reason: str) -> Writer:
    return lambda: Letter(
        subject=_("Your application: %(organization)s") % {"organization": organization},
        paragraphs=(
            _("The city could not accept your application."),
            *([f"{pgettext('why', 'Reason')}: {reason}"] if reason else []),
        ),
    )


def received(organization: str) -> Writer:
    return lambda: Letter(
        subject=_("Your application: %(organization)s") % {"organization": organization},
        paragraphs=(_("Your application has arrived. The city reads it and answers by e-mail."),),
    )


def please_vouch(organization: str, applicant: str, token: str) -> Writer:
    return lambda: Letter(
        subject=_("Do you know them? %(organization)s") % {"organization": organization},
        paragraphs=(
            _("%(name)s wants to add %(organization)s to Tarjotin, and named you as one who knows them.")
            % {"name": applicant, "organization": organization},
            _("Open the link and answer. It works once, for 30 days."),
        ),
        button=pgettext("button", "Answer"),
        url=_address("vouch", token),
    )


def _address(route: str, token: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse(route, args=[token])}"
