"""Opening a tray by the key in an address: right ones open, wrong ones are counted."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guarding.limits import Limit
from trays.keys import canonical
from trays.limits import GUESSES
from trays.privacy import secret
from trays.views.too_often import too_often

View = Callable[..., HttpResponse]


def opens(find: Callable[[str], object | None], *, misses: Limit = GUESSES) -> Callable[[View], View]:
    """Give a view what the key in its address opens, and the key; nobody keeps the answer.

    A right key opens however many wrong ones came from the same place: it has 128 bits and is not guessed.
    """

    def decorate(view: View) -> View:
        @secret
        @wraps(view)
        def answer(request: HttpRequest, key: str) -> HttpResponse:
            key = canonical(key)
            if (found := find(key)) is not None:
                return view(request, found, key)
            return _not_opened(request) if misses.allows(request) else too_often(request, misses)

        return answer

    return decorate


def _not_opened(request: HttpRequest) -> HttpResponse:
    return render(request, "trays/not_here.html", status=404)
