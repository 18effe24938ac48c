"""Addresses to which only a button leads, on another page."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.kept_forms import typed
from workspace.partners import Partner


def behind_button(route: str, *names: str) -> Callable:
    """A view behind a button of the page at `route`, which has the arguments `names` of its own address.

    Whoever comes without having pressed, as after signing in once more, is told so on that page.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        @require_http_methods(["GET", "HEAD", "POST"])
        def guarded(request: HttpRequest, partner: Partner, **kwargs) -> HttpResponse:
            if request.method == "POST":
                return view(request, partner, **kwargs)
            say_not_done(request)
            return redirect(f"workspace:{route}", partner.slug, *(kwargs[name] for name in names))

        return guarded

    return decorate


def say_not_done(request: HttpRequest) -> None:
    """Also what was written beside the button: the page that is shown now does not have it."""
    messages.error(request, _("This was not done yet. Press the button once more."))
    if reason := (typed(request) or {}).get("reason"):
        messages.warning(request, f"{_('You wrote')}: \u2068{reason}\u2069")
