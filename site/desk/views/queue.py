"""The queue: what waits, the oldest first, and the two things that are done to many at once."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.views.decorators.http import require_http_methods

from accounts.models import User
from desk.choices import area_choices, language_choices
from desk.queue.asked import Asked, is_number
from desk.queue.kinds import WHAT, Kind
from desk.queue.people import assign, chosen_coordinator, coordinators
from desk.queue.waiting import ON_A_PAGE, Queue
from directory import actions
from directory.actions.errors import NotLive
from directory.models import Service
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
        "areas": area_choices(get_language()),
        "languages": language_choices(),
        "coordinators": coordinators(),
        "days": settings.MODERATION_DAYS,
    }
    return render(request, "desk/queue.html", context)


def _do_at_once(request: HttpRequest) -> None:
    """Assign what is chosen, or confirm the hidden listings in it: nothing else is done to many at once."""
    chosen = [item for item in map(_read_name, request.POST.getlist("item")[:ON_A_PAGE]) if item]
    if request.POST.get("do") == "assign":
        assign(chosen, chosen_coordinator(request))
        words = ngettext("%(count)s assigned.", "%(count)s assigned.", len(chosen))
        messages.success(request, words % {"count": len(chosen)})
    if request.POST.get("do") == "confirm":
        count = sum(_confirm(number, request.user) for what, number in chosen if what == WHAT[Kind.HIDDEN])
        words = ngettext("%(count)s confirmed.", "%(count)s confirmed.", count)
        messages.success(request, words % {"count": count})


def _read_name(name: str) -> tuple[str, int] | None:
    what, _dash, number = name.partition("-")
    return (what, int(number)) if what in WHAT.values() and is_number(number) else None


def _confirm(number: int, user: User) -> bool:
    """Whether it could be confirmed: somebody may have taken it out of sight meanwhile."""
    listing = Service.objects.filter(pk=number).first()
    try:
        return bool(listing and actions.confirm(listing, user, "desk"))
    except NotLive:
        return False
