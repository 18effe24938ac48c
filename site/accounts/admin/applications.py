"""Applications in the admin: the list of those that wait, and each with what was said and two buttons."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions.decide import accept_application, refuse_application
from accounts.errors import AlreadyDecided
from accounts.models import Application
from directory.actions.errors import NotKnown, ReasonMissing
from directory.permissions import can_set_standing

#: On one page; the oldest come first, so that none is forgotten
SHOWN = 200


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    _require_coordinator(request)
    waiting = Application.objects.waiting().select_related("organization", "voucher")
    context = {"applications": waiting[:SHOWN], "title": _("Applications")}
    return TemplateResponse(request, "accounts/admin/applications.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest, pk: int) -> HttpResponse:
    _require_coordinator(request)
    found = get_object_or_404(Application.objects.select_related("organization", "voucher"), pk=pk)
    if request.method == "POST" and _decide(request, found):
        return redirect("accounts_applications")
    context = {"application": found, "title": str(found.organization), "edit": _edit_address(found)}
    return TemplateResponse(request, "accounts/admin/application.html", context)


urlpatterns = [
    path("applications/", applications, name="accounts_applications"),
    path("applications/<int:pk>/", application, name="accounts_application"),
]


def _require_coordinator(request: HttpRequest) -> None:
    if not can_set_standing(request.user):
        raise PermissionDenied


def _decide(request: HttpRequest, found: Application) -> bool:
    """Whether it could be done; otherwise the page says why not."""
    answer = request.POST.get("answer")
    try:
        if answer == "accept":
            accept_application(found, request.user)
        elif answer == "refuse":
            refuse_application(found, request.user, request.POST.get("reason", "")[:500])
        else:
            return False
    except (AlreadyDecided, NotKnown, ReasonMissing) as error:
        messages.error(request, str(error))
        return False
    messages.success(request, _("Decided. The applicant gets a mail."))
    return True


def _edit_address(found: Application) -> str:
    model = type(found.organization)
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[found.organization_id])
