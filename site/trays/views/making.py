"""A tray as its maker sees it: words, notes, order, handing over, deleting."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from trays import changes, keeping
from trays.changes import OwnTray, find_own
from trays.cookie import DeviceKeys
from trays.forms import MakersForm
from trays.models import Tray
from trays.origin import not_from_elsewhere
from trays.reading.makers_page import MakersPage
from trays.views.away import kept_or
from trays.views.beginning import begin
from trays.views.numbers import number_in
from trays.views.opening import opens

Step = Callable[[HttpRequest, OwnTray, str], HttpResponse]
#: Name of a field that is sent with the texts, and only with them
WORDS = "tray-version"
#: What a page says of what it did not keep
CONFLICT, AWAY = 409, 503


@not_from_elsewhere
@require_http_methods(["GET", "HEAD", "POST"])
@opens(find_own)
def edit(request: HttpRequest, own: OwnTray, key: str) -> HttpResponse:
    if request.method != "POST":
        return _page(request, own, MakersForm(own.tray))
    step = STEPS.get(request.POST.get("step", ""))
    if step is None or WORDS in request.POST:
        return _written(request, own, step or _changed)
    away = partial(_page, request, own, MakersForm(own.tray), status=AWAY)
    return kept_or(away, partial(step, request, own, key))


def _page(request: HttpRequest, own: OwnTray, form: MakersForm, *, status: int = 200) -> HttpResponse:
    page, maker = MakersPage(own, form, now=timezone.now()), keeping.maker_of(request)
    context = {
        "is_signed_in": maker is not None,
        "is_kept": maker is not None and keeping.is_kept(own.tray, maker),
        "page": page,
        "form": form,
        "is_away": status == AWAY,
        "is_saved": "saved" in request.GET,
        "is_full": "full" in request.GET,
    }
    return render(request, "trays/edit.html", context, status=status)


def _written(request: HttpRequest, own: OwnTray, step: Step) -> HttpResponse:
    """Keep the texts, then do what was asked for: whatever button is pressed, what was typed is not lost."""
    form = MakersForm(own.tray, request.POST)
    if not form.is_valid:
        return _page(request, own, form)
    away = partial(_page, request, own, form, status=AWAY)
    return kept_or(away, partial(_saved, request, own, step))


def _saved(request: HttpRequest, own: OwnTray, step: Step) -> HttpResponse:
    # Read once more under a lock: of two pages sent at the same moment the second one is told
    form = MakersForm(get_object_or_404(Tray.objects.select_for_update(), pk=own.tray.pk), request.POST)
    if not form.is_valid:
        return _page(request, own, form)
    if form.tells_conflict():
        return _page(request, own, form, status=CONFLICT)
    form.save()
    # As it is kept now: what was typed may be older than that
    return step(request, replace(own, tray=Tray.objects.get(pk=own.tray.pk)), own.key)


def _changed(request: HttpRequest, own: OwnTray, key: str) -> HttpResponse:
    """`change` of the form is "up 12", "down 12" or "remove 12", if anything."""
    change, _space, item = request.POST.get("change", "").partition(" ")
    item_id = number_in(item)
    if change == "remove":
        changes.remove_item(own.tray, item_id)
    elif change in ("up", "down"):
        changes.move_item(own.tray, item_id, -1 if change == "up" else 1)
        return redirect(f"{reverse('tray_edit', args=[key])}#item-{item_id}")
    return redirect(f"{reverse('tray_edit', args=[key])}?saved=1")


def _prolong(request: HttpRequest, own: OwnTray, key: str) -> HttpResponse:
    changes.prolong(own.tray)
    response = redirect("tray_edit", key)
    # The device that made it keeps its key as long as the tray: without it nobody could change it any more
    keys = DeviceKeys.of(request)
    if own.key in keys.keys:
        keys.set_on(response)
    return response


def _wipe(request: HttpRequest, own: OwnTray, key: str) -> HttpResponse:
    changes.wipe(own.tray)
    return _forgotten(request, key, "?deleted=1")


def _forget(request: HttpRequest, own: OwnTray, key: str) -> HttpResponse:  # noqa: ARG001
    return _forgotten(request, key)


def _use(request: HttpRequest, own: OwnTray, key: str) -> HttpResponse:  # noqa: ARG001
    """Put services into this tray from now on, on this device."""
    response = redirect("search")
    DeviceKeys.of(request).with_first(key).set_on(response)
    return response


def _copy(request: HttpRequest, own: OwnTray, key: str) -> HttpResponse:  # noqa: ARG001
    return begin(request, lambda: changes.copy_tray(own.tray))


def _another(request: HttpRequest, own: OwnTray, key: str) -> HttpResponse:  # noqa: ARG001
    return begin(request, lambda: changes.make_tray(get_language()))


def _keep(request: HttpRequest, own: OwnTray, key: str) -> HttpResponse:
    """Tie it to the account of whoever is signed in."""
    if maker := keeping.maker_of(request):
        keeping.keep(own, maker)
    return redirect(f"{reverse('tray_edit', args=[key])}#keep")


def _untie(request: HttpRequest, own: OwnTray, key: str) -> HttpResponse:
    if maker := keeping.maker_of(request):
        keeping.untie(own.tray, maker)
    return redirect(f"{reverse('tray_edit', args=[key])}#keep")


def _forgotten(request: HttpRequest, key: str, told: str = "") -> HttpResponse:
    response = redirect(f"{reverse('trays')}{told}")
    DeviceKeys.of(request).without(key).set_on(response)
    return response


STEPS: dict[str, Step] = {
    "prolong": _prolong,
    "wipe": _wipe,
    "forget": _forget,
    "use": _use,
    "copy": _copy,
    "another": _another,
    "keep": _keep,
    "untie": _untie,
}
