"""Residents by mother tongue beside the sessions on offer, and the file that they are taken in from."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from desk.choices import language_choices
from desk.figures.files import as_sheet
from desk.figures.periods import Period, choices
from desk.figures.section import MOST_ROWS
from desk.figures.subjects import By
from desk.residents.beside import beside
from desk.residents.forms import FileForm
from desk.residents.importing import ProblemsError, take_in
from desk.sheets import as_file
from desk.views.figures import ICON, districts
from directory.reading.vocabulary import vocabulary
from feedback.admin.views import for_coordinators

#: Of so many lines one reads what is wrong in them
MOST_PROBLEMS = 30


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def residents(request: HttpRequest) -> HttpResponse:
    is_sent = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if is_sent else FileForm()
    if is_sent and form.is_valid():
        try:
            take_in(form.cleaned_data["file"], request.user, timezone.localdate())
        except ProblemsError as error:
            form.add_error("file", _shown(error.problems))
        else:
            messages.success(request, _("Saved."))
            return redirect("desk_residents")
    return render(request, "desk/residents.html", {"form": form, **_context(request)})


def _shown(problems: list[str]) -> list[str]:
    return [
        _("Nothing of the file was taken in."),
        *problems[:MOST_PROBLEMS],
        *(["…"] if len(problems) > MOST_PROBLEMS else []),
    ]


def _context(request: HttpRequest) -> dict[str, object]:
    period, area, language = _asked(request)
    found = beside(period, area=area, language=language, most_rows=MOST_ROWS)
    return {
        "title": found.table.title,
        "icon": ICON,
        "residents": found,
        "period": period,
        "periods": choices(timezone.localdate()),
        "narrowing": _narrowing(area, language),
        "query": request.GET.urlencode(),
    }


def _asked(request: HttpRequest) -> tuple[Period, str, str]:
    """Read from an address, never an error."""
    get, areas = request.GET, vocabulary(settings.LANGUAGE_CODE).areas
    area, language = get.get("area", ""), get.get("language", "")
    return (
        Period.read(get.get("period", ""), timezone.localdate()),
        area if area in areas else "",
        language if language in settings.MODELTRANSLATION_LANGUAGES else "",
    )


def _narrowing(area: str, language: str) -> list[dict]:
    found = ((By.AREA, districts(), area), (By.LANGUAGE, language_choices(), language))
    return [
        {"name": by.value, "label": by.heading, "choices": values, "chosen": chosen}
        for by, values, chosen in found
    ]


@for_coordinators
@require_safe
def residents_sheet(request: HttpRequest) -> HttpResponse:
    """All rows, as they are narrowed down."""
    period, area, language = _asked(request)
    found = beside(period, area=area, language=language, most_rows=MOST_ROWS)
    return as_file(as_sheet(found.table), "residents")
