"""Putting services into a tray, from any page that shows them."""

from functools import partial
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from directory.models import Service
from trays.changes import OwnTray, add_services, find_own, make_tray
from trays.cookie import DeviceKeys
from trays.limits import MADE
from trays.models import MOST_SERVICES
from trays.origin import from_our_pages
from trays.privacy import secret
from trays.reading.situation import Situation
from trays.views.away import away, kept_or
from trays.views.numbers import number_in, numbers_in
from trays.views.too_often import too_often

#: What js/tray.js says of itself: it wants a part of the page
BY_SCRIPT = "fetch"
#: Letters of other scripts take nine signs each in an address
LONGEST_SITUATION = 10_000


@from_our_pages
@require_POST
@secret
def add(request: HttpRequest) -> HttpResponse:
    """`add`: ids of listings; `new`: into a tray of their own. The tray is made with its first service."""
    ids = numbers_in(request.POST.getlist("add")[:MOST_SERVICES])
    if not Service.objects.public().filter(pk__in=ids).exists():
        raise Http404
    return kept_or(partial(away, request, _page_before(request)), partial(_added, request, ids))


def _added(request: HttpRequest, ids: list[int]) -> HttpResponse:
    keys = DeviceKeys.of(request)
    own = None if "new" in request.POST else find_own(keys.current)
    if own is None and not MADE.allows(request):
        return too_often(request, MADE)
    if own is None:
        own = make_tray(get_language())
    has_room = add_services(own.tray, ids, get_language())
    response = _answer(request, own, has_room=has_room)
    keys.with_first(own.key).set_on(response)
    return response


def _answer(request: HttpRequest, own: OwnTray, *, has_room: bool) -> HttpResponse:
    if not has_room:
        return redirect(f"{reverse('tray_edit', args=[own.key])}?full=1")
    if request.headers.get("X-Requested-With") == BY_SCRIPT:
        return render(request, "trays/added.html", {"count": own.tray.items.count()})
    page = "" if "new" in request.POST else _page_before(request)
    return redirect(page or reverse("tray_edit", args=[own.key]))


def _page_before(request: HttpRequest) -> str:
    """The page of ours that the form was on.

    An address with a secret is told by no browser; proposals say themselves for which situation they are.
    """
    if "situation" in request.POST:
        return _proposals(request.POST["situation"], request.POST.get("add", ""))
    try:
        told = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    if told.netloc != request.get_host() or not told.path.startswith(f"/{get_language()}/"):
        return ""
    return f"{told.path}?{told.query}" if told.query else told.path


def _proposals(query_string: str, added: str) -> str:
    situation = Situation.read(QueryDict(query_string[:LONGEST_SITUATION]))
    return f"{reverse('trays')}?{situation.query_string}&added={number_in(added)}#added"
