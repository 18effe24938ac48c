"""What readers say of a partner's listings, and answering it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.kept_forms import typed
from directory.reading import wording
from directory.reading.texts import read_text
from directory.views.page_numbers import page_number
from feedback.answering import answered
from feedback.forms import AnswerForm
from feedback.models import Feedback, FeedbackQuerySet
from workspace.paging import list_address
from workspace.partners import Partner, for_partner
from workspace.saying import say_saved

ON_A_PAGE = 20


@for_partner
@require_safe
def overview(request: HttpRequest, partner: Partner) -> HttpResponse:
    """The newest first."""
    page = Paginator(_of(partner), ON_A_PAGE).get_page(page_number(request))
    context = {"partner": partner, "page": page, "lines": [_line(each) for each in page]}
    return render(request, "workspace/upkeep/feedback.html", context)


@for_partner
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, partner: Partner, pk: int) -> HttpResponse:
    feedback = get_object_or_404(_of(partner), pk=pk)
    form = AnswerForm.about(feedback, typed(request))
    if request.method == "POST" and form.is_valid() and answered(form, feedback, request.user):
        say_saved(request, _("The answer was saved. Whoever has the code reads it."))
        return redirect(list_address(request, "feedback", partner.slug))
    back = list_address(request, "feedback", partner.slug)
    context = {"partner": partner, "line": _line(feedback), "form": form, "back": back}
    return render(request, "workspace/upkeep/feedback_one.html", context)


def _of(partner: Partner) -> FeedbackQuerySet:
    return Feedback.objects.about_listings_of(partner.organization).select_related("service")


def _line(feedback: Feedback) -> dict:
    return {
        "feedback": feedback,
        "name": read_text(feedback.service, "name", get_language()),
        "date": wording.full_date(timezone.localdate(feedback.created_at)),
        "language": wording.language_name(feedback.language_code),
    }
