"""A tray as the family reads it, its answers, and its calendar."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trays.changes import copy_tray, find_shown
from trays.choices import Answer
from trays.limits import GONE_CALENDARS
from trays.models import Tray
from trays.origin import not_from_elsewhere
from trays.outcomes import say
from trays.reading.calendar import calendar_of
from trays.reading.letter import Letter
from trays.reading.named import title_of
from trays.views.away import kept_or
from trays.views.beginning import begin
from trays.views.numbers import number_in
from trays.views.opening import opens

#: Name of the button that asks for a tray of one's own
COPY = "copy"


@not_from_elsewhere
@require_http_methods(["GET", "HEAD", "POST"])
@opens(find_shown)
def tray(request: HttpRequest, tray: Tray, key: str) -> HttpResponse:
    if request.method != "POST":
        return _page(request, tray, key)
    away = partial(_page, request, tray, key, is_away=True)
    if COPY in request.POST:
        return kept_or(away, lambda: begin(request, partial(copy_tray, tray)))
    return kept_or(away, lambda: _answered(request, tray, key))


@require_safe
@opens(find_shown, misses=GONE_CALENDARS)
def calendar(request: HttpRequest, tray: Tray, key: str) -> HttpResponse:  # noqa: ARG001
    name = str(title_of(tray, tray.items.count()))
    body = calendar_of(tray, key, name=name, now=timezone.now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="tarjotin.ics"'
    return response


def _page(request: HttpRequest, tray: Tray, key: str, *, is_away: bool = False) -> HttpResponse:
    letter = Letter(tray, key, now=timezone.now())
    context = {"letter": letter, "answers": Answer.choices, "is_away": is_away}
    return render(request, "trays/tray.html", context, status=503 if is_away else 200)


def _answered(request: HttpRequest, tray: Tray, key: str) -> HttpResponse:
    """`answer` of the form is "12 came": which item, and how it went."""
    number, _space, answer = request.POST.get("answer", "").partition(" ")
    item = tray.items.filter(pk=number_in(number)).first()
    if item is None or answer not in Answer.values:
        return redirect("tray", key)
    say(item, Answer(answer))
    places = list(tray.items.values_list("pk", flat=True))
    return redirect(f"{request.path}#stop-{places.index(item.pk) + 1}" if item.pk in places else request.path)
