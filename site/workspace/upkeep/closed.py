"""Closed from one day to another: all of a partner's listings in one step, or some."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.kept_forms import typed
from directory import actions
from directory.models import Service
from directory.reading import wording
from directory.reading.texts import Text
from workspace.buttons import say_not_done
from workspace.names import listing_name
from workspace.partners import Partner, for_partner
from workspace.upkeep.forms import ClosingForm
from workspace.upkeep.listings import shown_of


@dataclass(frozen=True)
class Line:
    """A listing that is closed or will be."""

    slug: str
    name: Text
    days: str


@for_partner
@require_http_methods(["GET", "HEAD", "POST"])
def closed(request: HttpRequest, partner: Partner) -> HttpResponse:
    if request.method == "POST" and "open" in request.POST:
        return _open(request, partner, request.POST["open"])
    data = typed(request)
    if request.method != "POST" and data and "open" in data:
        say_not_done(request)
        return redirect(request.path)
    form = ClosingForm(data, partner=partner, initial={"first": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        number = actions.set_closings(form.chosen, form.closing, request.user)
        words = ngettext("%(count)s listing is closed.", "%(count)s listings are closed.", number)
        messages.success(request, words % {"count": number})
        return redirect("workspace:closed", partner.slug)
    listings = list(shown_of(partner))
    context = {
        "partner": partner,
        "form": form,
        "chosen": form["listings"].value() or [],
        "listings": [(each.slug, listing_name(each)) for each in listings],
        "lines": [_line(each) for each in listings if _is_told(each)],
    }
    return render(request, "workspace/upkeep/closed.html", context)


def _open(request: HttpRequest, partner: Partner, which: str) -> HttpResponse:
    """Open one listing again, or all of them."""
    found = shown_of(partner).exclude(closed_from=None)
    number = actions.set_closings(found if which == "all" else found.filter(slug=which), None, request.user)
    words = ngettext("%(count)s listing is open again.", "%(count)s listings are open again.", number)
    messages.success(request, words % {"count": number})
    return redirect("workspace:closed", partner.slug)


def _is_told(service: Service) -> bool:
    """Whether it is closed or will be."""
    closing = service.closing
    return closing is not None and (closing.last is None or closing.last >= timezone.localdate())


def _line(service: Service) -> Line:
    first = wording.full_date(service.closed_from)
    days = {"first": first, "last": wording.full_date(service.closed_until) if service.closed_until else ""}
    words = (
        _("From %(first)s to %(last)s") if service.closed_until else _("From %(first)s until further notice")
    )
    return Line(service.slug, listing_name(service), words % days)
