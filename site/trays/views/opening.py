"""Opening a tray by the key in an address: right ones open, wrong ones are counted."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trays.keys import canonical
from trays.limits import GUESSES
from trays.privacy import secret
from trays.views.too_often import too_often

View = Callable[..., HttpResponse]


def opens(find: Callable[[str], object | None]) -> Callable[[View], View]:
    """Give a view what the key in its address opens, and the key; nobody keeps the answer."""

    def decorate(view: View) -> View:
        @secret
        @wraps(view)
        def answer(request: HttpRequest, key: str) -> HttpResponse:
            if GUESSES.is_reached(request):
                return too_often(request, GUESSES)
            key = canonical(key)
            if (found := find(key)) is None:
                GUESSES.count(request)
                return _not_opened(request)
            return view(request, found, key)

        return answer

    return decorate


def _not_opened(request: HttpRequest) -> HttpResponse:
    return render(request, "trays/not_here.html", status=404)
