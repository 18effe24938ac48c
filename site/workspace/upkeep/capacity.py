"""Whether there is room: a tap on the listing, a tap on the answer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.kept_forms import typed
from directory import actions
from directory.choices import CapacityStatus
from directory.models import Service
from directory.reading import wording
from directory.views.page_numbers import page_number
from workspace.names import listing_name
from workspace.paging import list_address
from workspace.partners import Partner, for_partner
from workspace.upkeep.forms import CapacityForm
from workspace.upkeep.listings import listing_of, shown_of

ON_A_PAGE = 50


@for_partner
@require_safe
def overview(request: HttpRequest, partner: Partner) -> HttpResponse:
    """A partner's listings and what each says, those that readers see or will: of a draft nobody asks."""
    found = shown_of(partner).prefetch_related("capacity")
    page = Paginator(found, ON_A_PAGE).get_page(page_number(request))
    lines = [(each.slug, listing_name(each), _said(each)) for each in page]
    context = {"partner": partner, "page": page, "lines": lines}
    return render(request, "workspace/upkeep/capacities.html", context)


@for_partner
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, partner: Partner, service: str) -> HttpResponse:
    listing = listing_of(partner, service)
    form = CapacityForm(typed(request))
    if request.method == "POST" and form.is_valid():
        actions.set_capacity(listing, CapacityStatus(form.cleaned_data["status"]), form.until, request.user)
        messages.success(request, _("Saved. Families see it at once."))
        return redirect(list_address(request, "capacities", partner.slug))
    context = {
        "partner": partner,
        "form": form,
        "name": listing_name(listing),
        "said": _said(listing),
        "choices": CapacityStatus.choices,
        "back": list_address(request, "capacities", partner.slug),
    }
    return render(request, "workspace/upkeep/capacity.html", context)


def _said(service: Service) -> str:
    """ "Full, until 12 August 2026"; "Ask" once that has ended; empty where nothing was ever said."""
    capacity = getattr(service, "capacity", None)
    if capacity is None:
        return ""
    if capacity.until < timezone.localdate():
        return _("Families read: ask if there is room.")
    return _("%(status)s, until %(date)s") % {
        "status": capacity.get_status_display(),
        "date": wording.full_date(capacity.until),
    }
