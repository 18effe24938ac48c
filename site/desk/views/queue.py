"""The queue: what waits, the oldest first, and the two things that are done to many at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from desk.choices import language_choices
from desk.filters import is_number
from desk.models import Assignment
from desk.queue.asked import Asked
from desk.queue.kinds import WHAT, Kind
from desk.queue.people import NotOneOfUs, assign, chosen_coordinator, coordinators
from desk.queue.waiting import ON_A_PAGE, Queue, find
from directory import actions
from directory.actions.errors import NotLive
from directory.models import Service
from directory.reading.areas import area_choices
from feedback.admin.views import for_coordinators


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    if request.method == "POST":
        _do_at_once(request)
        return redirect(f"{reverse('desk_queue')}?{asked.query_string()}")
    found = Queue(asked, request.user, request.GET.get("p"))
    context = {
        "title": pgettext("menu", "What waits"),
        "icon": "tasks",
        "asked": asked,
        "page": found.page,
        "kinds": Kind.choices,
        "partners": found.partners(),
        "areas": area_choices(get_language()),
        "languages": language_choices(),
        "coordinators": coordinators(),
    }
    return render(request, "desk/queue.html", context)


def _do_at_once(request: HttpRequest) -> None:
    """Assign what is chosen, or confirm the hidden listings in it: nothing else is done to many at once."""
    chosen = [item for item in map(_read_name, request.POST.getlist("item")[:ON_A_PAGE]) if item]
    if request.POST.get("do") == "assign":
        _assign(request, chosen)
    if request.POST.get("do") == "confirm":
        hidden = (number for what, number in chosen if what == WHAT[Kind.HIDDEN])
        if [number for number in hidden if _is_confirmed(number, request.user)]:
            messages.success(request, _("Saved."))
        else:
            messages.error(request, _("Nothing was confirmed: choose listings that are hidden."))


def _assign(request: HttpRequest, chosen: list[tuple[str, int]]) -> None:
    if not chosen:
        messages.error(request, _("Choose at least one."))
        return
    try:
        assign(chosen, chosen_coordinator(request), by=request.user)
    except NotOneOfUs as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved."))


def _read_name(name: str) -> tuple[str, int] | None:
    what, _dash, number = name.partition("-")
    return (what, int(number)) if what in WHAT.values() and is_number(number) else None


def _is_confirmed(number: int, user: User) -> bool:
    """Confirm a listing that is hidden, if nobody has confirmed it or taken it out of sight meanwhile."""
    if find(WHAT[Kind.HIDDEN], number) is None:
        return False
    try:
        actions.confirm(Service.objects.get(pk=number), user, "desk")
    except (NotLive, Service.DoesNotExist):
        return False
    Assignment.objects.filter(what=WHAT[Kind.HIDDEN], number=number).delete()
    return True
