"""How coordinators read and answer feedback."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from directory.permissions import can_moderate
from directory.reading import wording
from feedback.answering import answered
from feedback.forms import AnswerForm
from feedback.models import Feedback

ON_A_PAGE = 50


def for_coordinators(view: Callable) -> Callable:
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not can_moderate(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_coordinators
@require_safe
def feedback_list(request: HttpRequest) -> HttpResponse:
    """All feedback, the newest first; what waits for an answer alone by `?open`."""
    found, is_open = _all(), "open" in request.GET
    page = Paginator(found.open() if is_open else found, ON_A_PAGE).get_page(request.GET.get("p"))
    return render(request, "feedback/admin/list.html", {"page": page, "is_open": is_open})


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_one(request: HttpRequest, pk: int) -> HttpResponse:
    feedback = get_object_or_404(_all(), pk=pk)
    form = AnswerForm.about(feedback, request.POST or None)
    if request.method == "POST" and form.is_valid() and answered(form, feedback, request.user):
        messages.success(request, _("The answer was saved. Whoever has the code reads it."))
        return redirect("feedback_admin")
    context = {
        "feedback": feedback,
        "form": form,
        "language": wording.language_name(feedback.language_code),
    }
    return render(request, "feedback/admin/one.html", context)


def _all() -> QuerySet[Feedback]:
    return Feedback.objects.select_related("service__organization")
