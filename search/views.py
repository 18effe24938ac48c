"""The results page, today's doors, and the suggestions under the search field."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directory.reading.helplines import helpline_cards
from search.engines import IndexMissing, get_engine
from search.logbook import noting
from search.pages.results_page import ResultsPage
from search.pages.suggested_topics import with_topics
from search.pages.suggestions import suggestion_items
from search.pages.today import TodayPage
from search.querying.parameters import Parameters


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    parameters = Parameters.read(request.GET)
    try:
        page = ResultsPage(parameters, get_engine(), now=now)
    except IndexMissing:
        return _not_ready(request, parameters, now)
    needs_person = page.tells_of_danger or page.ways.is_few
    helplines = helpline_cards(now) if needs_person else []
    if page.tells_of_danger:
        helplines = sorted(helplines, key=lambda helpline: not helpline.is_open)
    context = {"page": page, "helplines": helplines}
    if "explain" in request.GET:
        return _explained(request, context)
    response = render(request, "search/results.html", context)
    if page.lacks_meaning:
        # Whoever asks again has what the model makes meanwhile: also whether people to call come first
        add_never_cache_headers(response)
    noting.note(request, parameters, hits=page.results.total, sought=page.query.sought)
    return response


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    try:
        page = TodayPage(request.GET, get_engine(), now=now)
    except IndexMissing:
        return _not_ready(request, Parameters(), now)
    answering = [helpline for helpline in helpline_cards(now) if helpline.is_open]
    return render(request, "search/today.html", {"page": page, "helplines": answering})


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    text = Parameters.read(request.GET).q
    try:
        found = with_topics(get_engine().suggest(text, get_language()), text, get_language())
    except IndexMissing:
        found = []
    return render(request, "search/suggestions.html", {"items": suggestion_items(found)})


@never_cache
def _explained(request: HttpRequest, context: dict) -> HttpResponse:
    """The same page; for staff with the reasons of its order. Nobody else's session is looked at."""
    is_staff = request.user.is_staff or request.user.has_perm("wagtailadmin.access_admin")
    return render(request, "search/results.html", context | {"is_explained": is_staff})


def _not_ready(request: HttpRequest, parameters: Parameters, now) -> HttpResponse:
    """Say that the index is being made, and offer a person in the meantime."""
    context = {"q": parameters.q, "helplines": helpline_cards(now)}
    response = render(request, "search/not_ready.html", context, status=503)
    response["Retry-After"] = "10"
    return response
