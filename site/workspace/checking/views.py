"""What waits for a language checker, and the page on which she reads, mends and says that it is right."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.kept_forms import typed
from directory import actions
from directory.actions.check_translation import seen_texts
from directory.actions.errors import ListingError
from directory.admin.changed_texts import changed_since
from directory.models import Service
from directory.reading.texts import Text
from directory.reading.wording import language_name, language_names
from directory.text_places import RELATIONS
from directory.views.page_numbers import page_number
from workspace.checking.languages import for_checker
from workspace.checking.waiting import WaitingTexts
from workspace.forms.translation import TranslationForm
from workspace.saying import say_saved

#: Read once for the texts in them, and for their digests
PARTS = (*RELATIONS, "schedules__dates", "contacts", "translation_states")


@for_checker
@require_safe
def waiting(request: HttpRequest, codes: list[str]) -> HttpResponse:
    found = WaitingTexts(codes, number=page_number(request))
    context = {"found": found, "languages": language_names(codes)}
    return render(request, "workspace/checking/waiting.html", context)


@for_checker
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, codes: list[str], slug: str, code: str) -> HttpResponse:
    """What readers see of a listing in one language, beside the original: nothing of any draft."""
    listing = get_object_or_404(Service.objects.published().prefetch_related(*PARTS), slug=slug)
    if code not in codes or code == listing.original_language:
        raise Http404
    data = typed(request)
    form = TranslationForm(data, listing=listing, partner=None, language=code, can_check=False)
    if request.method == "POST" and form.is_valid() and _check(request, listing, form):
        return redirect("checking:waiting")
    context = {
        "form": form,
        "listing": listing,
        "name": Text(listing.original_name, listing.original_language),
        "target_name": capfirst(language_name(code)),
        "source_name": capfirst(language_name(listing.original_language)),
        "changes": _changes(listing, code),
        "seen": _seen(request, form) or seen_texts(listing, code),
    }
    return render(request, "workspace/checking/text.html", context)


def _check(request: HttpRequest, listing: Service, form: TranslationForm) -> bool:
    """Whether it could be done; otherwise the page says why not, with what was typed."""
    seen = request.POST.get("seen", "")
    try:
        actions.check_translation(listing, form.language, form.cleaned_data, request.user, seen=seen)
    except ListingError as error:
        messages.error(request, str(error))
        return False
    say_saved(request, _("Thank you. Readers see it now as checked."))
    return True


def _seen(request: HttpRequest, form: TranslationForm) -> str:
    """What a form that was kept is about: it may have changed while she signed in."""
    return form.data.get("seen", "") if request.method == "GET" else ""


def _changes(listing: Service, code: str) -> list:
    for state in listing.translation_states.all():
        if state.language_code == code and state.is_outdated:
            return changed_since(listing, state)
    return []
