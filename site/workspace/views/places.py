"""The places of a partner: a list, and the page on which one is made or changed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.kept_forms import typed
from directory import actions
from directory.models import Location
from workspace.drafts import open_editable
from workspace.forms.own_place import OwnPlaceForm
from workspace.partners import Partner, for_partner
from workspace.saying import say_saved


@for_partner
@require_safe
def places(request: HttpRequest, partner: Partner) -> HttpResponse:
    found = partner.places().select_related("area").order_by("name_fi", "pk")[:200]
    return render(request, "workspace/places.html", {"partner": partner, "places": found})


@for_partner
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, partner: Partner, slug: str | None = None) -> HttpResponse:
    """One place of the partner, or a new one; asked for from a listing, it leads back there."""
    known = get_object_or_404(partner.places(), slug=slug) if slug else _new(partner)
    data = typed(request)
    form = OwnPlaceForm(data, None if data is None else request.FILES, place=known)
    if request.method == "POST" and form.is_valid() and (saved := _saved(request, form)):
        say_saved(request, _("Saved."))
        return _back(request, partner, saved)
    context = {"partner": partner, "form": form, "place": known, "listing": request.GET.get("listing", "")}
    return render(request, "workspace/place.html", context)


def _new(partner: Partner) -> Location:
    return Location(organization=partner.organization, city="Helsinki")


def _saved(request: HttpRequest, form: OwnPlaceForm) -> Location | None:
    """The place as it is kept; None where the form says what is wrong."""
    try:
        with transaction.atomic():
            return actions.keep_place(form.apply(request.user), request.user)
    except ValidationError as error:
        for name, errors in error.update_error_dict({}).items():
            field = name.removesuffix("_fi")
            form.add_error(field if field in form.fields else None, errors)
    return None


def _back(request: HttpRequest, partner: Partner, place: Location) -> HttpResponse:
    if slug := request.GET.get("listing", ""):
        draft = open_editable(partner, slug)
        section = reverse("workspace:section", args=[partner.slug, draft.row.slug, "place"])
        return redirect(f"{section}?place={place.pk}")
    return redirect("workspace:places", partner.slug)
