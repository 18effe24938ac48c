"""Where trays begin: what one is, those made on this device, and proposals from a situation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from search.engines import IndexMissing, get_engine
from search.pages.filters import Group, area_groups
from search.querying.parameters import Parameters
from search.querying.queries import build
from trays.changes import OwnTray, find_own
from trays.cookie import DeviceKeys
from trays.keeping import kept_by, maker_of
from trays.privacy import keep_secret
from trays.reading.named import named
from trays.reading.ready import ready_lines
from trays.reading.situation import Answered, Situation, proposals
from trays.reading.spoken import SpokenChoice, spoken_choices
from trays.views.numbers import number_in


@require_safe
def trays(request: HttpRequest) -> HttpResponse:
    keys = DeviceKeys.of(request).keys
    own = [found for key in keys if (found := find_own(key))]
    if own and "mine" in request.GET:
        return keep_secret(redirect("tray_edit", own[0].key))
    return _page(request, own)


def _page(request: HttpRequest, own: list[OwnTray]) -> HttpResponse:
    maker = maker_of(request)
    situation = Situation.read(request.GET)
    areas, spoken, answered, is_ready = _asked(situation)
    context = {
        "situation": situation,
        "areas": areas,
        "spoken": spoken,
        "answered": answered,
        "is_ready": is_ready,
        "ready": ready_lines(),
        "own": named(own),
        "is_device_full": DeviceKeys.of(request).next_forgotten in {each.key for each in own},
        "kept": named(kept_by(maker)) if maker else None,
        "added": number_in(request.GET.get("added", "")),
        "is_deleted": "deleted" in request.GET,
    }
    response = render(request, "trays/home.html", context)
    if not (own or maker or request.GET):
        return response
    # With keys in it, or a family's situation in its address. No other site is told of it; pages of ours are,
    # or older browsers would not say that its forms come from here
    response = keep_secret(response)
    response["Referrer-Policy"] = "same-origin"
    return response


def _asked(situation: Situation) -> tuple[list[Group], list[SpokenChoice], list[Answered], bool]:
    """What can be chosen and what was found; nothing while there is no index yet."""
    now, engine = timezone.now(), get_engine()
    try:
        facets = engine.search(build(Parameters(), now=now, language=get_language())).facets
        answered = proposals(situation, engine, now=now)
    except IndexMissing:
        return [], [], [], False
    chosen = Parameters(area=(situation.area,) if situation.area else ())
    return area_groups(chosen, facets), spoken_choices(facets), answered, True
