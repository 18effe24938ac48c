"""Figures of the directory and its readers: each as a page and as a file, and all of them as a report."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desk.choices import language_choices
from desk.figures.asked import Asked
from desk.figures.files import as_csv, as_sheet, report_as_csv, report_as_sheet
from desk.figures.overview import overview
from desk.figures.periods import Period, choices
from desk.figures.report import report
from desk.figures.section import section
from desk.figures.subjects import SUBJECTS, By, Subject
from desk.figures.table import Table
from desk.sheets import as_file
from directory.reading.areas import area_choices
from directory.reading.vocabulary import vocabulary
from feedback.admin.views import for_coordinators

ICON = "table"


@for_coordinators
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    period = Period.read(request.GET.get("period", ""), today)
    context = {
        "title": pgettext("menu", "Figures"),
        "icon": ICON,
        "period": period,
        "periods": choices(today),
        "lines": overview(period),
    }
    return render(request, "desk/figures.html", context)


@for_coordinators
@require_safe
def figure(request: HttpRequest, code: str) -> HttpResponse:
    subject, today = _subject(code), timezone.localdate()
    asked = Asked.read(subject, request.GET, today)
    context = {
        "title": subject.title,
        "icon": ICON,
        "asked": asked,
        "section": section(asked, today),
        "periods": choices(today),
        "ways": [(by.value, by.heading) for by in subject.ways],
        "narrowing": _narrowing(asked),
        "others": [each for each in SUBJECTS.values() if each != subject],
    }
    return render(request, "desk/figure.html", context)


def _narrowing(asked: Asked) -> list[dict]:
    """What the figure may be narrowed down to: selects with their choices."""
    themes = [(theme.code, theme.name) for theme in vocabulary(get_language()).themes]
    found = {By.LANGUAGE: language_choices, By.AREA: districts, By.THEME: lambda: themes}
    return [
        {
            "name": by.value,
            "label": by.heading,
            "choices": found[by](),
            "chosen": getattr(asked.narrowed, by.column),
        }
        for by in asked.subject.narrowed(asked.by)
    ]


def districts() -> list[tuple[str, str]]:
    """Those to narrow down to."""
    areas = vocabulary(get_language()).areas
    return [(slug, name) for slug, name in area_choices(get_language()) if not areas[slug].district]


@for_coordinators
@require_safe
def figure_csv(request: HttpRequest, code: str) -> HttpResponse:
    return _csv(as_csv(_asked_table(request, code)), code)


@for_coordinators
@require_safe
def figure_sheet(request: HttpRequest, code: str) -> HttpResponse:
    return as_file(as_sheet(_asked_table(request, code)), code)


def _asked_table(request: HttpRequest, code: str) -> Table:
    today = timezone.localdate()
    return section(Asked.read(_subject(code), request.GET, today), today).table


@for_coordinators
@never_cache
@require_safe
def report_page(request: HttpRequest) -> HttpResponse:
    """All figures of a period for paper: without the frame of the admin."""
    today = timezone.localdate()
    period = Period.read(request.GET.get("period", ""), today)
    context = {
        "report": report(period, today),
        "language_code": get_language(),
        "is_rtl": get_language_bidi(),
        "back": f"{reverse('desk_figures')}?period={period.code}",
    }
    return render(request, "desk/report.html", context)


@for_coordinators
@require_safe
def report_csv(request: HttpRequest) -> HttpResponse:
    return _csv(report_as_csv(_whole_report(request)), "report")


@for_coordinators
@require_safe
def report_sheet(request: HttpRequest) -> HttpResponse:
    return as_file(report_as_sheet(_whole_report(request)), "report")


def _whole_report(request: HttpRequest):
    today = timezone.localdate()
    return report(Period.read(request.GET.get("period", ""), today), today)


def _subject(code: str) -> Subject:
    if code not in SUBJECTS:
        raise Http404
    return SUBJECTS[code]


def _csv(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response
