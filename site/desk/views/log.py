"""The log of acts: who did what. Reading it is an act as well."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from audit.choices import Act
from audit.models import Entry
from audit.recording import record
from desk.log.asked import Asked
from desk.log.finding import candidates
from desk.log.lines import lines
from desk.log.listing import page_of
from desk.log.table import MOST_ROWS, table
from desk.log.versions import changed_by, has_version
from feedback.admin.views import for_coordinators


@never_cache
@for_coordinators
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    # Whom or what a name means is asked first
    found, older = ([], "") if asked.q else page_of(asked)
    context = {
        "title": pgettext("menu", "Who did what"),
        "icon": "history",
        "asked": asked,
        "acts": Act.choices,
        "lines": list(lines(found)),
        "candidates": candidates(asked),
        "filters": asked.query_string(older=""),
        "older": asked.query_string(older=older) if older else "",
        "most_rows": MOST_ROWS,
    }
    record(Act.LOG_READ, person=request.user, asked=asked.filters())
    return render(request, "desk/log.html", context)


@never_cache
@for_coordinators
@require_safe
def log_entry(request: HttpRequest, number: int) -> HttpResponse:
    """What one act changed, before and after."""
    entry = get_object_or_404(Entry, pk=number)
    if not has_version(entry):
        raise Http404
    (line,) = lines([entry])
    context = {"title": line.act, "icon": "history", "line": line, "changed": changed_by(entry)}
    record(Act.LOG_READ, person=request.user, asked={"kind": line.kind, "number": line.number})
    return render(request, "desk/log_entry.html", context)


@for_coordinators
@require_POST
def log_table(request: HttpRequest) -> HttpResponse:
    """Taking it out is written down, so it is asked for by a button."""
    asked = Asked.read(request.GET)
    record(Act.EXPORTED, person=request.user, screen="desk_log_table", asked=asked.filters())
    response = StreamingHttpResponse(table(asked), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="log.csv"'
    response["Cache-Control"] = "private, no-store"
    return response
