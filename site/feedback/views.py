"""Telling what is wrong or missing, and reading the answer: without a name, an address or a script."""

from urllib.parse import urlencode

from django.core.validators import slug_re
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from directory.models import Service
from directory.reading.texts import Text, read_text
from directory.reading.wording import full_date
from feedback.forms import FeedbackForm
from feedback.models import CODE_LENGTH, LONGEST_SEARCH, Feedback
from guarding.limits import Limit
from guarding.typed import plain

#: A reader who looks through many listings may find many mistakes
SENT, ASKED = Limit(20, 3600), Limit(60, 3600)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """The form about a listing (`?service=slug`), or about the search (`?q=words`)."""
    service = _listing(request.GET.get("service", ""))
    form = FeedbackForm(
        request.POST if request.method == "POST" else None,
        is_about_listing=service is not None,
        initial={"searched": request.GET.get("q", "")[:LONGEST_SEARCH]},
    )
    if form.is_bound and form.is_valid():
        if form.is_trapped:
            return redirect("feedback_answer")
        if form.may_be_sent(request, SENT):
            return redirect(_answer_address(_kept(form, service), is_new=True))
    name = read_text(service, "name", get_language()) if service else None
    return render(request, "feedback/give.html", {"form": form, "service": service, "name": name})


@never_cache
@require_safe
def read_answer(request: HttpRequest) -> HttpResponse:
    """What became of feedback, by its code; without one, where to write it."""
    written = request.GET.get("code", "")
    is_allowed = not written or ASKED.allows(request)
    feedback = _by_code(written) if is_allowed else None
    context = {
        "written": written[: 3 * CODE_LENGTH],
        "is_allowed": is_allowed,
        "is_new": "new" in request.GET,
        "feedback": feedback,
        "code": _grouped(feedback.code) if feedback else "",
        "sent": full_date(timezone.localdate(feedback.created_at)) if feedback else "",
        "answer": Text(feedback.answer, feedback.answer_language_code) if feedback else None,
        "name": read_text(feedback.service, "name", get_language())
        if feedback and feedback.service
        else None,
    }
    return render(request, "feedback/answer.html", context)


def _listing(slug: str) -> Service | None:
    """A public listing. Raises Http404 where an address names one that is not."""
    if not slug:
        return None
    if not slug_re.fullmatch(slug):
        raise Http404
    return get_object_or_404(Service.objects.public(), slug=slug)


def _kept(form: FeedbackForm, service: Service | None) -> Feedback:
    said = form.cleaned_data
    return Feedback.objects.create(
        service=service,
        kind=said["kind"],
        words=said["words"],
        searched=said.get("searched", ""),
        language_code=get_language(),
    )


def _answer_address(feedback: Feedback, *, is_new: bool = False) -> str:
    values = {"code": _grouped(feedback.code)} | ({"new": ""} if is_new else {})
    return f"{reverse('feedback_answer')}?{urlencode(values)}"


def _by_code(written: str) -> Feedback | None:
    typed = plain(written).upper()
    code = "".join(character for character in typed if character.isascii() and character.isalnum())
    if len(code) != CODE_LENGTH:
        return None
    return Feedback.objects.select_related("service").filter(code=code).first()


def _grouped(code: str) -> str:
    """ "ABCD-EFGH-JKLM": as one copies it from a screen."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
