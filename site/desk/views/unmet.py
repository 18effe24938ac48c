"""The board of unmet need, the tasks made of it, and the public page of one of them."""

import re

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desk.choices import language_choices
from desk.models import Gap
from desk.unmet.asked import Asked, months_until
from desk.unmet.board import Board, gap_words
from desk.unmet.gaps import LONGEST_NOTE, close_gap, make_gap
from desk.unmet.listings import listings_for
from desk.views.gone import told_when_gone
from directory.models import Service
from directory.reading import wording
from directory.reading.areas import area_choices
from directory.reading.vocabulary import vocabulary
from feedback.admin.views import for_coordinators
from search.engines import IndexMissing
from search.logbook.days import FEWEST

SHOWN_CLOSED = 20
KEY = re.compile(r"[\w-]{1,32}", re.ASCII)

MONTHS_OF_YEAR = 12


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def unmet(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    asked = Asked.read(request.GET, today)
    board = Board(asked, get_language())
    if request.method == "POST":
        _make_task(request, board)
        return redirect(f"{reverse('desk_unmet')}?{asked.query_string()}")
    context = {
        "title": pgettext("menu", "What is missing"),
        "icon": "search",
        "board": board,
        "asked": asked,
        "months": [(f"{month:%Y-%m}", wording.month_name(month)) for month in months_until(today)],
        "month": f"{asked.month:%Y-%m}" if asked.month else "year",
        "languages": language_choices(),
        "areas": area_choices(get_language()),
        "themes": [(theme.code, theme.name) for theme in vocabulary(get_language()).themes],
        "gaps": _named([*Gap.objects.open(), *Gap.objects.closed().select_related("service")[:SHOWN_CLOSED]]),
        "longest_note": LONGEST_NOTE,
    }
    return render(request, "desk/unmet.html", context)


def _make_task(request: HttpRequest, board: Board) -> None:
    """Of a gap that the board shows, named by the button."""
    name = request.POST.get("gap", "")
    found = next((gap for gap in board.gaps if gap.name == name), None)
    if found is None:
        messages.error(request, _("This can't be done now."))
        return
    searches = _searches(board, found)
    wanted = Gap(
        language_code=found.language, area=found.area, topic=found.topic, searches=searches,
        note=request.POST.get("note", ""),
    )  # fmt: skip
    try:
        make_gap(wanted, request.user, terms=board.terms)
    except IndexMissing:
        messages.error(request, _("The search is being prepared"))
        return
    messages.success(request, _("It is a task now. Its address can be shared with a network."))


def _searches(board: Board, found) -> int:
    """In a month, as the shared page says it: of a year, in one of its months on average."""
    what = {"language_code": found.language, "area": found.area, "topic": found.topic}
    number = board.counts.filter(**what).aggregate(number=Sum("shown_searches"))["number"] or 0
    return number if board.asked.month else max(1, round(number / MONTHS_OF_YEAR))


def _named(gaps) -> list[dict]:
    terms = vocabulary(get_language())
    return [{"gap": gap, "words": gap_words(gap.language_code, gap.area, gap.topic, terms)} for gap in gaps]


@for_coordinators
@require_POST
@told_when_gone("desk_unmet")
def close(request: HttpRequest, number: int) -> HttpResponse:
    close_gap(get_object_or_404(Gap, pk=number), request.user)
    messages.success(request, _("Saved."))
    return redirect("desk_unmet")


@never_cache
@require_safe
def missing(request: HttpRequest, key: str) -> HttpResponse:
    """A gap as a network or a partner sees it, who got its address."""
    if not KEY.fullmatch(key):
        raise Http404
    gap, terms = get_object_or_404(Gap, key=key), vocabulary(get_language())
    service = Service.objects.public().filter(pk=gap.service_id).first()
    context = {
        "gap": gap,
        # Of few nobody outside is told how many
        "tells_searches": gap.searches >= FEWEST,
        "service": service,
        "words": gap_words(gap.language_code, gap.area, gap.topic, terms),
        "since": wording.full_date(timezone.localdate(gap.created_at)),
        "listings": listings_for(gap.language_code, gap.area, gap.topic, terms),
    }
    return render(request, "desk/missing.html", context)
