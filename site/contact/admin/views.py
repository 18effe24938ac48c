"""How coordinators set the units that receive requests for help. No request is seen here."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from contact.admin.forms import UnitForm
from contact.admin.saving import save_unit
from contact.models import HelpRequest, ReceivingUnit
from feedback.admin.views import for_coordinators


@for_coordinators
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    people = Count("receivers", filter=Q(receivers__user__is_active=True), distinct=True)
    is_open = Q(requests__in=HelpRequest.objects.told().open())
    context = {
        "units": ReceivingUnit.objects.annotate(
            people=people, waiting=Count("requests", filter=is_open, distinct=True)
        ),
        "read": set(ReceivingUnit.objects.read().values_list("pk", flat=True)),
        "has_default": ReceivingUnit.objects.read().filter(is_default=True).exists(),
    }
    return render(request, "contact/admin/units.html", context)


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A unit, or a new one. Units stay: one that takes no requests any more is switched off."""
    found = get_object_or_404(ReceivingUnit, pk=min(pk, 2**62)) if pk is not None else None
    form = UnitForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_bound and form.is_valid():
        save_unit(form, request.user)
        messages.success(request, _("Saved."))
        return redirect("receiving_units")
    return render(request, "contact/admin/unit.html", {"form": form, "unit": found})
