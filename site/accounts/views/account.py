"""How somebody signs in, on one page: passkeys, the app, codes for emergencies."""

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import second_factor
from accounts.arrival import first_page

#: Where somebody of the staff wanted to go before she had a second step
WANTED = "accounts_wanted"


@never_cache
@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Staff who lack a second step are told; with one they find the way on to where they wanted to go."""
    if going_on := get_next_redirect_url(request):
        request.session[WANTED] = going_on
    lacks_step = second_factor.is_needed_by(request.user) and not second_factor.is_done(request)
    found = Authenticator.objects.filter(user=request.user).order_by("created_at", "pk")
    by_type = {kind: [each for each in found if each.type == kind] for kind in Authenticator.Type.values}
    context = {
        "lacks_step": lacks_step,
        "has_terms": settings.TERMS.is_on,
        "begins_at": _workspace(request.user),
        "passkeys": by_type[Authenticator.Type.WEBAUTHN],
        "app": by_type[Authenticator.Type.TOTP],
        "codes": by_type[Authenticator.Type.RECOVERY_CODES],
        "going_on": "" if lacks_step else request.session.get(WANTED, ""),
    }
    return render(request, "accounts/account.html", context)


def _workspace(user) -> str:
    """Where those who are no staff work; staff have their own first page."""
    first = first_page(user)
    return "" if second_factor.is_needed_by(user) or first == reverse("account") else first
