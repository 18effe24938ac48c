"""A report as a file that needs nothing else, and in a mail."""

from functools import partial
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, get_language_bidi, override, pgettext
from django.utils.translation import gettext as _

from accounts.mail import Letter, send
from desk.figures.files import report_as_sheet
from desk.figures.report import Report
from desk.sheets import TYPE
from directory.reading.examples import has_examples

SHEETS = ("css/plot.css", "css/report.css")


def as_page(report: Report) -> str:
    """In the language that is active."""
    # Our own style sheets: nothing in them ends the element
    css = "\n".join(Path(finders.find(name)).read_text("utf-8") for name in SHEETS)
    context = {
        "report": report,
        "language_code": get_language(),
        "is_rtl": get_language_bidi(),
        "is_demo": settings.IS_DEMO or has_examples(),
        "css": mark_safe(css),  # noqa: S308
    }
    return render_to_string("desk/report.html", context)


def send_report(report: Report, *, to: str, language: str) -> None:
    """The page and the spreadsheet as files of a short mail."""
    with override(language):
        name = f"report-{report.period.code or 'year'}"
        files = [
            (f"{name}.html", as_page(report), "text/html"),
            (f"{name}.xlsx", report_as_sheet(report), TYPE),
        ]
    send(partial(_letter, report), to=to, language=language, files=files)


def _letter(report: Report) -> Letter:
    return Letter(
        subject=f"{pgettext('figures', 'Report')}: {report.period.name}",
        paragraphs=(_("All figures of the period with plots and tables, to print or to send on."),),
        button=_("Open the report"),
        url=f"{settings.SITE_URL.rstrip('/')}{reverse('desk_report')}?period={report.period.code}",
    )
