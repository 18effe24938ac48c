"""Requests as the people of a unit see them: what waits, one of them, and what is done with it."""

import logging
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.buttons import behind_button_of
from accounts.kept_forms import taken
from contact import answering
from contact.choices import State
from contact.guard import for_receivers
from contact.models import HelpRequest
from contact.models.requests import HelpRequestQuerySet
from contact.notices import tell
from contact.opened import is_opened, note_opened
from contact.reading import Line, OpenedRequest
from contact.receiving_forms import NoteForm, PassOnForm
from contact.sealing import SealedError

ON_A_PAGE = 50
#: What a page says of a form that it shows again
WRONG, MEANWHILE = 400, 409
logger = logging.getLogger(__name__)


@for_receivers
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the oldest first; all that is still kept by `?all`."""
    shows_all = "all" in request.GET
    found = _own(request) if shows_all else _own(request).open()
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": [Line(each) for each in page], "shows_all": shows_all}
    return render(request, "contact/receiving.html", context)


@for_receivers
@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """A request. What it says is shown once it was opened in this session, which is logged."""
    return _page(request, _one(request, number))


def _back(request: HttpRequest, number: int, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404
    return redirect("receiving_one", _one(request, number).pk)


@for_receivers
@behind_button_of(_back)
def act(request: HttpRequest, number: int, act: str) -> HttpResponse:
    """Open, pass on, answer or close."""
    if act not in ACTS:
        raise Http404
    try:
        return ACTS[act](request, _one(request, number))
    except PermissionDenied:
        raise Http404 from None


def _open(request: HttpRequest, found: HelpRequest) -> HttpResponse:
    answering.open_request(found, request.user)
    note_opened(request, found.pk)
    return redirect("receiving_one", found.pk)


def _pass_on(request: HttpRequest, found: HelpRequest) -> HttpResponse:
    form = PassOnForm(request.POST, without=found.unit)
    if not form.is_valid():
        return _page(request, found, status=WRONG, passing=form)
    unit, reason = form.cleaned_data["unit"], form.cleaned_data["reason"]
    try:
        answering.pass_on(found, request.user, unit, reason)
    except answering.TooLateError:
        return _too_late(request, found.pk, reason)
    try:
        tell(unit)
    except Exception as error:
        logger.warning("A unit could not be told of a help request: %s", type(error).__name__)
        messages.warning(request, _("It was passed on, but the mail to the unit failed. Please call them."))
    else:
        messages.success(request, _("It was passed on."))
    return redirect("receiving")


def _end(request: HttpRequest, found: HelpRequest, *, prefix: str, shown_as: str) -> HttpResponse:
    """Answer or close it, with a note; `shown_as` is what the page calls the form."""
    end, state = ENDS[prefix]
    form = NoteForm(request.POST, prefix=prefix)
    if not form.is_valid():
        return _page(request, found, status=WRONG, **{shown_as: form})
    note = form.cleaned_data["note"]
    try:
        end(found, request.user, note)
    except answering.TooLateError:
        return _too_late(request, found.pk, note)
    messages.success(request, state.label)
    return redirect("receiving")


ENDS = {"answer": (answering.answer, State.ANSWERED), "close": (answering.close, State.CLOSED)}
ACTS = {
    "open": _open,
    "pass-on": _pass_on,
    "answer": partial(_end, prefix="answer", shown_as="answered"),
    "close": partial(_end, prefix="close", shown_as="closing"),
}


def _too_late(request: HttpRequest, number: int, written: str) -> HttpResponse:
    """The request as it is now, and what was written: the form for it may be gone."""
    messages.error(request, _("Somebody else has answered or closed it meanwhile."))
    return _page(request, _one(request, number), status=MEANWHILE, written=written)


def _own(request: HttpRequest) -> HelpRequestQuerySet:
    return HelpRequest.objects.of_receiver(request.user).select_related("unit")


def _one(request: HttpRequest, number: int) -> HelpRequest:
    # A number that no row can have is none of hers
    return get_object_or_404(_own(request), pk=min(number, 2**62))


def _page(
    request: HttpRequest, found: HelpRequest, *, status: int = 200, written: str = "", **forms
) -> HttpResponse:
    opened = _opened(request, found)
    # What was kept while she signed in waits until she has opened the request once more
    forms = (_kept(request, found) if opened else {}) | forms
    context = {
        "line": Line(found),
        "opened": opened,
        "passing": forms.get("passing") or PassOnForm(without=found.unit),
        "answered": forms.get("answered") or NoteForm(prefix="answer"),
        "closing": forms.get("closing") or NoteForm(prefix="close"),
        "written": written,
        "is_refused": status == WRONG,
    }
    return render(request, "contact/receiving_one.html", context, status=status)


def _kept(request: HttpRequest, found: HelpRequest) -> dict[str, Form]:
    """The form that was sent before its receiver had signed in, filled as it was; at most one."""
    forms = {
        "pass-on": ("passing", partial(PassOnForm, without=found.unit)),
        "answer": ("answered", partial(NoteForm, prefix="answer")),
        "close": ("closing", partial(NoteForm, prefix="close")),
    }
    return {
        name: make(data)
        for act, (name, make) in forms.items()
        if (data := taken(request, reverse("receiving_act", args=[found.pk, act])))
    }


def _opened(request: HttpRequest, found: HelpRequest) -> OpenedRequest | None:
    if not is_opened(request, found.pk):
        return None
    opened = OpenedRequest(found)
    try:
        opened.contents  # noqa: B018 - opened here, where a seal that does not open is told
    except SealedError:
        messages.error(request, _("It cannot be read: its key is missing. Tell the operator of the site."))
        return None
    return opened
