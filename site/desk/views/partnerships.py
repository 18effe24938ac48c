"""The ledger of partnerships: the list, the page of each, a new one, its spreadsheet."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from desk.choices import isolated
from desk.filters import is_number
from desk.ledger.forms import PartnershipForm
from desk.ledger.listing import ON_A_PAGE, WITHIN, Asked, lines, partnerships, with_parties
from desk.ledger.page import PartnershipPage, differences
from desk.ledger.states import State
from desk.ledger.table import table
from desk.partners.listing import Asked as AskedPartner
from desk.partners.listing import named
from desk.queue.people import coordinators
from desk.sheets import as_file
from desk.views.gone import told_when_gone
from directory import actions
from directory.actions.errors import ListingError, PartnershipChanged
from directory.choices import PartnershipKind, Standing
from directory.models import Organization, Partnership
from feedback.admin.views import for_coordinators

MOST_CANDIDATES = 20
ICON = "form"


@for_coordinators
@require_safe
def partnership_list(request: HttpRequest) -> HttpResponse:
    asked, today = Asked.read(request.GET), timezone.localdate()
    page = Paginator(partnerships(asked, today), ON_A_PAGE).get_page(request.GET.get("p"))
    page.object_list = lines(page.object_list, today)
    context = {
        "title": pgettext("menu", "Partnerships"),
        "icon": ICON,
        "asked": asked,
        "page": page,
        "kinds": PartnershipKind.choices,
        "states": State.choices,
        "within": WITHIN,
        "people": coordinators(),
    }
    return render(request, "desk/partnerships.html", context)


@for_coordinators
@require_safe
def partnership_table(request: HttpRequest) -> HttpResponse:
    return as_file(table(Asked.read(request.GET), timezone.localdate()), "partnerships")


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone("desk_partnerships")
def partnership(request: HttpRequest, number: int) -> HttpResponse:
    row = get_object_or_404(with_parties(Partnership.objects.all()), pk=number)
    # What is typed goes into the form's own copy, whether it is saved or not
    form = PartnershipForm(request.POST if request.method == "POST" else None, instance=copy(row))
    if form.is_bound and form.is_valid() and _is_changed(request, row, form):
        return redirect("desk_partnership", number)
    context = {
        "title": isolated(str(row)),
        "icon": ICON,
        "partnership": row,
        "page": PartnershipPage(row, timezone.localdate()),
        "form": form,
    }
    return render(request, "desk/partnership.html", context)


def _is_changed(request: HttpRequest, row: Partnership, form: PartnershipForm) -> bool:
    try:
        actions.change_partnership(row, form.values, request.user, seen=form.cleaned_data["version"] or 0)
    except PartnershipChanged as error:
        _tell_of_change(form, error)
        return False
    except (ListingError, ValidationError) as error:
        _refuse(form, error)
        return False
    messages.success(request, _("Saved."))
    return True


def _tell_of_change(form: PartnershipForm, error: PartnershipChanged) -> None:
    """What was typed stays, with what the other person wrote beside it: saving once more is a decision."""
    form.data = form.data.copy()
    form.data["version"] = error.theirs.version
    form.add_error(None, _("%(what)s Compare, and save again to put yours in its place.") % {"what": error})
    form.theirs = differences(error.theirs, form.values)


def _refuse(form: PartnershipForm, error: ListingError | ValidationError) -> None:
    if isinstance(error, ValidationError):
        form.add_error(None, error.messages)
    else:
        form.add_error(None, str(error))


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def new_partnership(request: HttpRequest) -> HttpResponse:
    """First whom it is with, found by name, then the form."""
    text = request.GET.get("organization", "")
    organization = Organization.objects.filter(pk=int(text) if is_number(text) else 0).first()
    if organization is None:
        if request.method == "POST":
            messages.error(request, _("It was deleted meanwhile. Nothing was changed."))
        return _choose_partner(request)
    partnership = Partnership(organization=organization)
    form = PartnershipForm(request.POST if request.method == "POST" else None, instance=partnership)
    if form.is_bound and form.is_valid() and (added := _add(request, form)):
        return redirect("desk_partnership", added.pk)
    context = {
        "title": _("New partnership"),
        "icon": ICON,
        "organization": organization,
        "form": form,
    }
    return render(request, "desk/new_partnership.html", context)


def _choose_partner(request: HttpRequest) -> HttpResponse:
    asked = AskedPartner.read(request.GET)
    candidates = named(asked.q).exclude(standing=Standing.ENDED).order_by("name_fi", "pk")
    context = {
        "title": _("New partnership"),
        "icon": ICON,
        "asked": asked,
        "candidates": candidates[:MOST_CANDIDATES] if asked.q else (),
    }
    return render(request, "desk/choose_partner.html", context)


def _add(request: HttpRequest, form: PartnershipForm) -> Partnership | None:
    try:
        added = actions.add_partnership(form.instance, request.user)
    except (ListingError, ValidationError) as error:
        _refuse(form, error)
        return None
    messages.success(request, _("Saved."))
    return added
