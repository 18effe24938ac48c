"""The page of one thing that waits, and deciding it."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.errors import AlreadyDecided, JoiningError
from desk.changes.places import refusal
from desk.choices import isolated
from desk.models import Assignment
from desk.queue.asked import Asked
from desk.queue.decided import decision_on
from desk.queue.deciding import DECISIONS
from desk.queue.items import CONTEXTS
from desk.queue.people import NotOneOfUs, assign, chosen_coordinator, coordinators
from desk.queue.waiting import Queue, Waiting, find
from directory.actions.errors import ListingError, NotInReview, NotLive
from feedback.admin.views import for_coordinators

#: What means that somebody else was faster
TOO_LATE = (NotInReview, NotLive, AlreadyDecided, ObjectDoesNotExist)


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, what: str, number: int) -> HttpResponse:
    """What waits, old and new beside each other, with what can be done; afterwards the next one."""
    if what not in DECISIONS:
        raise Http404
    waiting = find(what, number)
    if waiting is None:
        return _decided(request, what, number)
    if request.method == "POST" and (done := _act(request, waiting)):
        return done
    try:
        about = CONTEXTS[what](waiting)
    except ObjectDoesNotExist:
        return _decided(request, what, number)
    _keep_typed(request, about)
    request.read_about = about.get("application") or about["listing"]
    asked = Asked.read(request.GET)
    context = {
        "title": isolated(waiting.listing or waiting.partner),
        "icon": "tasks",
        "waiting": waiting,
        "asked": asked,
        "next": Queue(asked, request.user).next_after(waiting),
        "coordinators": coordinators(),
        "template": f"desk/items/{what}.html",
        "sent": request.POST,
    }
    return render(request, "desk/item.html", context | about)


def _act(request: HttpRequest, waiting: Waiting) -> HttpResponse | None:
    """Do what was asked for and go on. None where the page says why it could not be done."""
    do = request.POST.get("do", "")
    if do == "assign":
        return _assign(request, waiting)
    decide = DECISIONS[waiting.what].get(do)
    if decide is None:
        return None
    following = Queue(Asked.read(request.GET), request.user).next_after(waiting)
    try:
        said = decide(waiting, request.POST, request.user)
    except TOO_LATE:
        return _decided(request, waiting.what, waiting.number)
    except (ListingError, JoiningError) as error:
        messages.error(request, str(error))
        return None
    except ValidationError as error:
        messages.error(request, refusal(error))
        return None
    Assignment.objects.filter(what=waiting.what, number=waiting.number).delete()
    messages.success(request, said)
    return redirect(following)


def _assign(request: HttpRequest, waiting: Waiting) -> HttpResponse | None:
    try:
        assign([(waiting.what, waiting.number)], chosen_coordinator(request), by=request.user)
    except NotOneOfUs as error:
        messages.error(request, str(error))
        return None
    messages.success(request, _("Saved."))
    return redirect(request.get_full_path())


def _keep_typed(request: HttpRequest, about: dict) -> None:
    """Corrections that were refused stay in their fields; those of an older version of the edit do not."""
    revision = about.get("revision")
    if request.POST.get("do") == "correct" and revision and request.POST.get("revision") == str(revision.pk):
        for each in about["corrections"]:
            each["value"] = request.POST.get(each["change"].name, each["value"])


def _decided(request: HttpRequest, what: str, number: int) -> HttpResponse:
    """Somebody else was faster, or it was never there: said in words, with who it was where that is known."""
    context = {
        "decided": decision_on(what, number),
        "title": _("This does not wait any more"),
        "icon": "tasks",
    }
    return render(request, "desk/decided.html", context, status=409 if request.method == "POST" else 200)
