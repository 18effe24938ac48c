"""The secret address of the ledger's calendar: made and shown once, taken back, and what it opens."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from desk.ledger.calendar import calendar_of_ledger, make_address, person_of, revoke_address
from desk.models import CalendarAddress
from feedback.admin.views import for_coordinators


@never_cache
@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_address(request: HttpRequest) -> HttpResponse:
    """Whether the person has an address; a new one is on the answer to its button and nowhere else."""
    do, made = request.POST.get("do", ""), ""
    if do == "revoke":
        revoke_address(request.user)
        messages.success(request, _("The address opens nothing any more."))
        return redirect("desk_calendar")
    if do == "make":
        path = reverse("partnership_calendar", args=[make_address(request.user)])
        made = f"{settings.SITE_URL.rstrip('/')}{path}"
    context = {
        "title": _("Calendar of partnerships"),
        "icon": "calendar",
        "made": made,
        "address": CalendarAddress.objects.filter(user=request.user).first(),
    }
    return render(request, "desk/calendar.html", context)


@never_cache
@require_safe
def partnership_calendar(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001
    """For the calendar of whoever has the address, in the language of the person whose it is."""
    person = person_of(key)
    if person is None:
        raise Http404
    with override(person.language_code):
        body = calendar_of_ledger(timezone.now(), timezone.localdate())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="partnerships.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response
