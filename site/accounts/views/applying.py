"""The form by which an organisation applies, for anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions.apply import apply as keep
from accounts.application_form import ApplicationForm
from directory.models import Organization
from guarding.limits import Limit

SENT = Limit(5, 3600)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """`?organization=` names one that is here, by its slug, and is claimed."""
    claimed = _claimed(request.GET.get("organization", ""))
    form = ApplicationForm(request.POST if request.method == "POST" else None, claimed=claimed)
    if request.method == "POST" and form.is_valid():
        if form.is_trapped:
            return redirect("applied")
        if form.may_be_sent(request, SENT):
            keep(form.request())
            return redirect("applied")
    context = {
        "form": form,
        "claimed": claimed,
        "organizations": Organization.objects.public().order_by("name_fi"),
    }
    return render(request, "accounts/apply.html", context, status=400 if form.errors else 200)


@require_safe
def applied(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/applied.html")


def _claimed(slug: str) -> Organization | None:
    # No name of a file or of a database holds this sign
    return Organization.objects.public().filter(slug=slug).first() if "\0" not in slug else None
