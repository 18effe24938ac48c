"""What partners share: say yes or no to a part, leave one, cancel a session in one's rooms."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory import actions
from directory.actions.errors import ListingError, ReasonMissing
from directory.cleaning import clean_line
from directory.models import Service
from directory.views.page_numbers import page_number
from workspace.buttons import behind_button
from workspace.paging import list_address
from workspace.partners import Partner, for_partner
from workspace.sharing import parts, rooms

#: Sessions in one's rooms
ON_A_PAGE = 60


@for_partner
@require_safe
def shared(request: HttpRequest, partner: Partner) -> HttpResponse:
    sessions = Paginator(rooms.sessions_in_rooms(partner), ON_A_PAGE)
    given = parts.given(partner)
    context = {
        "partner": partner,
        "offered": [part for part in given if not part.answer],
        "accepted": [part for part in given if part.answer == "yes"],
        "refused": [part for part in given if part.answer == "no"],
        "sessions": sessions.get_page(page_number(request)),
    }
    return render(request, "workspace/sharing/shared.html", context)


@for_partner
@behind_button("shared")
def answer(request: HttpRequest, partner: Partner, slug: str) -> HttpResponse:
    """Yes or no to a part in a listing of another partner.

    No to one that was accepted leaves it; yes to one that was refused takes the no back.
    """
    part = _part(partner, slug, request.POST.get("role", ""))
    says_yes = request.POST.get("answer") == "yes"
    do = actions.accept_role if says_yes else actions.refuse_role
    try:
        do(Service.objects.get(slug=part.slug), partner.organization, part.role, request.user)
        said = (
            _("Readers see your organisation there now.")
            if says_yes
            else _("Your organisation is not named there.")
        )
        messages.success(request, said)
    except ListingError as error:
        messages.error(request, str(error))
    return redirect("workspace:shared", partner.slug)


def _part(partner: Partner, slug: str, role: str) -> parts.Part:
    for part in parts.given(partner):
        if (part.slug, part.role) == (slug, role):
            return part
    raise Http404


@for_partner
@behind_button("shared")
def cancel(request: HttpRequest, partner: Partner, slug: str) -> HttpResponse:
    """Cancel one session of somebody else in one's own room, at once."""
    listing = get_object_or_404(rooms.hosted_listings(partner), slug=slug)
    try:
        _cancel(request, partner, listing)
        messages.success(request, _("Readers see now that it is cancelled."))
    except ListingError as error:
        messages.error(request, str(error))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(list_address(request, "shared", partner.slug))


def _cancel(request: HttpRequest, partner: Partner, listing: Service) -> None:
    schedule, day = rooms.chosen_in_rooms(partner, listing.slug, request.POST.get("session", ""))
    if not (reason := clean_line(request.POST.get("reason", ""))):
        raise ReasonMissing
    # In the language in which the host works: it may not have that of the listing
    actions.cancel_session(listing, schedule, day, request.user, reasons={get_language(): reason})
