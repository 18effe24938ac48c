"""Opening a tray by the key in an address: right ones open, wrong ones are counted."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trays.keys import canonical
from trays.limits import GUESSES
from trays.privacy import secret

View = Callable[..., HttpResponse]


def opens(find: Callable[[str], object | None]) -> Callable[[View], View]:
    """Give a view what the key in its address opens, and the key; nobody keeps the answer."""

    def decorate(view: View) -> View:
        @secret
        @wraps(view)
        def answer(request: HttpRequest, key: str) -> HttpResponse:
            if GUESSES.is_reached(request):
                return _not_opened(request, status=429, is_too_often=True)
            key = canonical(key)
            if (found := find(key)) is None:
                GUESSES.count(request)
                return _not_opened(request, status=404)
            return view(request, found, key)

        return answer

    return decorate


def _not_opened(request: HttpRequest, *, status: int, is_too_often: bool = False) -> HttpResponse:
    response = render(request, "trays/not_here.html", {"is_too_often": is_too_often}, status=status)
    if is_too_often:
        response["Retry-After"] = str(GUESSES.seconds)
    return response
