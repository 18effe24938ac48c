"""What is wrong with what is published: the list, and the page of one fault."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from desk.choices import isolated
from desk.quality.asked import OLDEST, Asked
from desk.quality.comparing import compared
from desk.quality.deciding import decide
from desk.quality.kinds import Kind
from desk.quality.listing import Fault, Quality, find
from desk.quality.mending import edit_address
from directory.actions.errors import ListingError
from directory.models import Organization
from directory.reading.areas import area_choices
from directory.reading.vocabulary import vocabulary
from feedback.admin.views import for_coordinators
from pages.models import EditorialPage


@for_coordinators
@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    context = {
        "title": _("Quality"),
        "icon": "circle-check",
        "asked": asked,
        "quality": Quality(asked, request.GET.get("p")),
        "areas": area_choices(get_language()),
        "themes": [(theme.code, theme.name) for theme in vocabulary(get_language()).themes],
        "oldest": OLDEST,
        "partner": Organization.objects.filter(pk=asked.partner).first() if asked.partner else None,
    }
    return render(request, "desk/quality.html", context)


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def fault(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """One fault, with all that can be done about it; afterwards the list."""
    if kind not in Kind.values:
        raise Http404
    found = find(Kind(kind), number)
    if found is None:
        messages.info(request, _("This is mended already, or somebody said that it is right."))
        return redirect(_list_address(request))
    if request.method == "POST" and (done := _act(request, found)):
        return done
    context = {
        "title": isolated(found.name),
        "icon": "circle-check",
        "asked": Asked.read(request.GET),
        "fault": found,
        "edit_address": edit_address(found),
        "may_edit": _may_edit(request, found),
        "compared": compared(found),
    }
    return render(request, "desk/fault.html", context)


def _may_edit(request: HttpRequest, found: Fault) -> bool:
    """Pages belong to the content editors, whom a coordinator tells."""
    is_page = isinstance(found.about, EditorialPage)
    return not is_page or found.about.permissions_for_user(request.user).can_edit()


def _act(request: HttpRequest, found: Fault) -> HttpResponse | None:
    """None where the page says why it could not be done."""
    try:
        said = decide(found, request.POST, request.user)
    except ListingError as error:
        messages.error(request, str(error))
        return None
    if said is None:
        messages.error(request, str(ListingError()))
        return None
    messages.success(request, said)
    return redirect(_list_address(request))


def _list_address(request: HttpRequest) -> str:
    asked = Asked.read(request.GET)
    return reverse("desk_quality") + (f"?{asked.query_string()}" if asked.is_anything else "")
