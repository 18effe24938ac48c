"""One-time links: that of an operator, to sign in without mail."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.one_time_links import user_of

METHOD = "operator's link"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """A button signs in whoever the link was made for, up to the second step."""
    user = user_of(token)
    if user is None:
        return render(request, "accounts/link_closed.html", status=410)
    if request.method == "POST":
        record_authentication(request, user, METHOD)
        return perform_login(request, Login(user=user))
    return render(request, "accounts/enter.html")
