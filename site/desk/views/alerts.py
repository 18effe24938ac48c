"""Alerts to readers: the list, and the form of one with its preview."""

import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desk.alerts.changes import AlertChanged, end_alert, save_alert
from desk.alerts.forms import AlertForm
from desk.alerts.listing import ON_A_PAGE, newest_first, rows, shown_in_each_language
from desk.changes.showing import Shown, show_fields
from desk.views.gone import told_when_gone
from directory.actions.differences import values_of
from directory.models import Alert
from feedback.admin.views import for_coordinators


@for_coordinators
@require_safe
def alert_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(newest_first(), ON_A_PAGE).get_page(request.GET.get("p"))
    context = {
        "title": pgettext("to readers", "Alerts"),
        "icon": "warning",
        "page": page,
        "rows": rows(list(page.object_list)),
    }
    return render(request, "desk/alerts.html", context)


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def new_alert(request: HttpRequest) -> HttpResponse:
    """Begins now and ends with the day, unless its writer says otherwise."""
    now = timezone.localtime().replace(second=0, microsecond=0)
    end = now.replace(hour=23, minute=59)
    alert = Alert(starts_at=now, ends_at=max(end, now + datetime.timedelta(hours=1)))
    return _form(request, alert)


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone("desk_alerts")
def alert(request: HttpRequest, number: int) -> HttpResponse:
    return _form(request, get_object_or_404(newest_first(), pk=number))


@for_coordinators
@require_POST
@told_when_gone("desk_alerts")
def end(request: HttpRequest, number: int) -> HttpResponse:
    get_object_or_404(Alert, pk=number)
    end_alert(number, request.user)
    messages.success(request, _("Readers don't see it any more."))
    return redirect("desk_alerts")


def _form(request: HttpRequest, alert: Alert) -> HttpResponse:
    form, theirs = AlertForm(request.POST if request.method == "POST" else None, alert=alert), None
    is_good = request.method == "POST" and form.is_valid()
    if is_good and request.POST.get("do") == "save":
        try:
            save_alert(form.filled(), request.user, seen=form.cleaned_data["version"] or 0)
        except AlertChanged as error:
            theirs, is_good = _tell_of_change(form, error), False
        else:
            messages.success(request, _("Saved."))
            return redirect("desk_alerts")
    context = {
        "title": _("Alert to readers"),
        "icon": "warning",
        "form": form,
        "theirs": theirs,
        "shown": shown_in_each_language(form.filled()) if is_good else None,
    }
    return render(request, "desk/alert.html", context)


def _tell_of_change(form: AlertForm, error: AlertChanged) -> Shown:
    """What was typed stays, with what the other person wrote beside it: saving once more is a decision."""
    form.data = form.data.copy()
    form.data["version"] = error.theirs.version
    form.add_error(None, _("%(what)s Compare, and save again to put yours in its place.") % {"what": error})
    return show_fields(Alert, values_of(error.theirs), values_of(form.alert))
