"""Addresses to which only a button leads, on another page."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]


def behind_button_of(page: View) -> Callable[[View], View]:
    """A view behind a button of a page, to which `page` leads by the arguments of the view.

    Whoever comes without having pressed, as after signing in once more, is told so on that page.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        @require_http_methods(["GET", "HEAD", "POST"])
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            say_not_done(request)
            return page(request, *args, **kwargs)

        return guarded

    return decorate


def say_not_done(request: HttpRequest) -> None:
    messages.error(request, _("This was not done yet. Press the button once more."))
