"""What our mails say. Each function gives back one that writes the letter in the language then active."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.mail import Letter
from accounts.models.applications import VOUCHER_LASTS
from accounts.models.invitations import LASTS as INVITATION_LASTS
from directory.reading.wording import language_names

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
        subject=_about(_("You are invited"), organization),
        paragraphs=(
            _("%(organization)s asks you to take care of its services in Tarjotin.")
            % {"organization": organization},
            _works_for(INVITATION_LASTS),
        ),
        button=_("Open the invitation"),
        url=_address("invitation", token),
    )


def admitted(organization: str, token: str) -> Writer:
    return lambda: Letter(
        subject=_about(_("Your application"), organization),
        paragraphs=(
            _("The city has accepted your application. You can now add your services."),
            _works_for(INVITATION_LASTS),
        ),
        button=_("Open the invitation"),
        url=_address("invitation", token),
    )


def refused(organization: str, reason: str) -> Writer:
    return lambda: Letter(
        subject=_about(_("Your application"), organization),
        paragraphs=(_("The city could not accept your application."), *([reason] if reason else [])),
    )


def received(organization: str) -> Writer:
    return lambda: Letter(
        subject=_about(_("Your application"), organization),
        paragraphs=(_("Your application has arrived"), _("The city reads it and answers by e-mail.")),
    )


def please_vouch(organization: str, applicant: str, token: str) -> Writer:
    return lambda: Letter(
        subject=_about(_("Do you know them?"), organization),
        paragraphs=(
            _("%(name)s wants to add %(organization)s to Tarjotin, and named you as one who knows them.")
            % {"name": applicant, "organization": organization},
            _works_for(VOUCHER_LASTS),
        ),
        button=pgettext("button", "Answer"),
        url=_address("vouch", token),
    )


def checks_languages(codes: list[str]) -> Writer:
    return lambda: Letter(
        subject=_("Translations to check"),
        paragraphs=(
            _("The city asks you to check translations in: %(languages)s.")
            % {"languages": language_names(codes)},
            _("Sign in with this e-mail address. You get a code by e-mail."),
        ),
        button=_("Sign in"),
        url=f"{settings.SITE_URL.rstrip('/')}{reverse('account_login')}",
    )


def _about(words: str, organization: str) -> str:
    return f"{words} – {organization}"


def _works_for(time: timedelta) -> str:
    return _("The link works once, for %(days)s days.") % {"days": time.days}


def _address(route: str, token: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse(route, args=[token])}"
