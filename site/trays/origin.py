"""Whether a form was sent from a page of ours, for forms on pages that are kept for everybody.

Those have no token of Django's: it would need a cookie (docs/decisions/0015-trays.md).
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]
#: What a browser says of a page that hides where it is
HIDDEN = "null"


def from_our_pages(view: View) -> View:
    """Take a form only if the browser says that it was sent from here."""
    return _guarded(view, lambda request: is_from_here(request) is True)


def not_from_elsewhere(view: View) -> View:
    """Take a form unless the browser says that it was sent from elsewhere.

    For addresses with a secret key, which nobody elsewhere knows. They are kept from being told to other
    pages, so that an older browser says nothing of where such a form comes from.
    """
    return _guarded(view, lambda request: is_from_here(request) is not False)


def _guarded(view: View, is_taken: Callable[[HttpRequest], bool]) -> View:
    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "POST" and not is_taken(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def is_from_here(request: HttpRequest) -> bool | None:
    """None where the browser does not say. https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header"""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    told = request.headers.get("Origin", HIDDEN)
    if told == HIDDEN:
        told = request.headers.get("Referer", "")
    try:
        return urlsplit(told).netloc == request.get_host() if told else None
    except ValueError:
        return False
