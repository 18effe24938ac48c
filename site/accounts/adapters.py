"""What allauth asks us: whom it may let in, where to go on, in which words, and how mails are written."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.arrival import first_page
from accounts.kept_forms import address_of_kept
from accounts.letters import sign_in_code, unknown_address
from accounts.mail import send
from accounts.models import User

#: Seconds in which whoever has signed in may change how she signs in
RECENTLY = 10 * 60
WRONG_CODE = _("This is not the code. Look again, or ask for a new one.")
TOO_OFTEN = _("That was tried too often. Wait a few minutes and try again.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody makes an account: whoever is invited or admitted has one."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """An address on the internet. Where none can be told, all share their limits: no page fails."""
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            return request.META.get("REMOTE_ADDR") or "unknown"

    def is_safe_url(self, url: str | None) -> bool:
        """A path of this site: anything else might be taken for the name of a route, or lead elsewhere."""
        return bool(url) and url.startswith("/") and super().is_safe_url(url)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return address_of_kept(request) or first_page(request.user)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return reverse("front")

    def is_reauthentication_required(self, *, app: str, **_kwargs) -> bool:  # noqa: ARG002
        request = context.request
        records = get_authentication_records(request, request.user)
        return not any(record["at"] > time.time() - RECENTLY for record in records)

    def get_reauthentication_methods(self, user) -> list[dict]:  # noqa: ARG002
        """One way for all, however they signed in: do it again."""
        return [{"id": "sign_in_again", "url": reverse("sign_in_again")}]

    def add_message(self, request, level, *_template, message=None, extra_tags="", **_context) -> None:
        """Only what went wrong: the next page shows for itself what went well."""
        if message:
            super().add_message(request, level, message=message, extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        if template_prefix == "account/email/login_code":
            user = User.objects.with_business().get(email__iexact=email)
            send(sign_in_code(context["code"]), to=email, language=user.language_code)
        elif template_prefix == "account/email/unknown_account":
            send(unknown_address(), to=email, language=get_language())
        else:
            raise ValueError(f"No mail of ours: {template_prefix}")


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages: dict[str, Promise] = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def generate_authenticator_name(self, user, type) -> str:  # noqa: A002, ARG002
        """Names no device, since we know none: the day on which a passkey was added tells them apart."""
        return settings.WAGTAIL_SITE_NAME


class CitySignInAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin) -> bool:  # noqa: ARG002
        """The city vouches for an address; who works here is decided here."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin) -> None:
        """Who has nothing to do here today is as unknown as a stranger."""
        known = User.objects.with_business()
        if sociallogin.is_existing and not known.filter(pk=sociallogin.user.pk).exists():
            raise ImmediateHttpResponse(render(request, "accounts/unknown.html"))

    def on_authentication_error(self, request: HttpRequest, *_arguments, **_named) -> None:
        """One page for what was left and what failed: the library has another one for each."""
        raise ImmediateHttpResponse(render(request, "socialaccount/authentication_error.html", status=401))
