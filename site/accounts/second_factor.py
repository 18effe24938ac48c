"""The second step of signing in: nothing of the admin opens without it."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from accounts.duties import duties_of
from accounts.models import User

METHOD = "mfa"


class SecondFactorMiddleware:
    """Leads staff to their second step, and everybody else away from the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._instead(request) or self.get_response(request)

    def _instead(self, request: HttpRequest) -> HttpResponse | None:
        if not request.path_info.startswith("/admin/") or request.user.is_anonymous:
            # Whoever is not signed in is asked to by the admin itself
            return None
        if not request.user.has_perm("wagtailadmin.access_admin"):
            return render(request, "accounts/not_staff.html", status=403)
        return None if is_done(request) else to_second_step(request)


def is_needed_by(user: User) -> bool:
    """Whether the person is one of the city's staff, or has a duty that is as delicate."""
    return user.has_perm("wagtailadmin.access_admin") or bool(duties_of(user))


def is_done(request: HttpRequest) -> bool:
    """Whether a second step was part of signing in to this session."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == METHOD for record in records)


def note_added(request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs) -> None:
    """Whoever has just added a step has shown that she has it. Signal: authenticator_added."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, METHOD, id=authenticator.pk, type=authenticator.type)


def note_removed(request: HttpRequest, user: User, **_kwargs) -> None:
    """What was taken away counts no longer, in this session too. Signal: authenticator_removed.

    The one that was removed has lost its number by then; those that are left have theirs.
    """
    left = set(Authenticator.objects.filter(user=user).values_list("pk", flat=True))
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    still = [each for each in records if each["method"] != METHOD or each.get("id") in left]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = still


def to_second_step(request: HttpRequest) -> HttpResponse:
    """Lead somebody who is signed in to her second step, and from there on to where she wanted to go."""
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    has_one = Authenticator.objects.filter(user=request.user).exists()
    address = reverse("sign_in_again" if has_one else "account")
    return HttpResponseRedirect(f"{address}?{urlencode({'next': request.get_full_path()})}")
