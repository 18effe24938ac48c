"""The languages of a listing: what there is in each, and the texts of one beside the original."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.kept_forms import typed
from directory import actions
from directory.actions.errors import ListingError
from directory.admin.changed_texts import changed_since
from directory.choices import TextState
from directory.language_question import ask_about_language
from directory.models import Service, TranslationRequest, TranslationState
from directory.reading.cards import Mark
from directory.reading.texts import Text
from directory.reading.wording import full_date, language_name
from directory.translation_states import Edit
from workspace.buttons import behind_button
from workspace.drafts import Draft, open_editable, open_listing
from workspace.editing import save
from workspace.forms.by_machine import filled_by_machine
from workspace.forms.known_languages import KnownLanguagesForm
from workspace.forms.translation import TranslationForm
from workspace.languages_known import known_to, knows, tell
from workspace.machine import MachineError, has_machine
from workspace.partners import Partner, for_partner
from workspace.saying import say_saved
from workspace.views.sections import frame_of


@dataclass(frozen=True)
class LanguageLine:
    """One language of a listing in the list."""

    code: str
    name: str
    mark: Mark
    is_original: bool


@for_partner
@require_safe
def languages(request: HttpRequest, partner: Partner, slug: str) -> HttpResponse:
    draft = open_editable(partner, slug)
    context = {"lines": _lines(draft.version, request.user)}
    frame = frame_of(request, partner, draft, "languages")
    return render(request, "workspace/languages.html", frame | context)


@for_partner
@require_http_methods(["GET", "HEAD", "POST"])
def translation(request: HttpRequest, partner: Partner, slug: str, code: str) -> HttpResponse:
    draft = open_editable(partner, slug)
    if code not in settings.MODELTRANSLATION_LANGUAGES or code == draft.version.original_language:
        raise Http404
    data = typed(request)
    can_check = knows(request.user, code)
    options = {"listing": draft.version, "partner": partner, "language": code, "can_check": can_check}
    form = TranslationForm(data, **options)
    if "machine" in request.POST and has_machine():
        form = _by_machine(request, form, options)
    elif request.method == "POST" and form.is_valid():
        if answer := save(request, partner, draft, form, _edit(request, form)):
            return answer
        if form.is_valid():
            say_saved(request, _("Saved. Readers see it when it is sent and public."))
            ask_about_language(request, {form.language: form.text})
            return redirect("workspace:languages", partner.slug, slug)
    context = {
        "form": form,
        "target": Text("", code),
        "target_name": capfirst(language_name(code)),
        "source_name": capfirst(language_name(draft.version.original_language)),
        "can_check": can_check,
        "has_machine": has_machine(),
        "changes": _changes(draft, code),
        "can_ask": draft.is_own and draft.row.live,
        "asked": _asked(draft, code) if draft.is_own and draft.row.live else "",
    }
    frame = frame_of(request, partner, draft, "languages")
    return render(request, "workspace/translation.html", frame | context)


@for_partner
@behind_button("translation", "slug", "code")
def ask(request: HttpRequest, partner: Partner, slug: str, code: str) -> HttpResponse:
    """Put a public listing on the list of who checks a language."""
    draft = open_listing(partner, slug)
    if code not in settings.MODELTRANSLATION_LANGUAGES or code == draft.row.original_language:
        raise Http404
    try:
        actions.ask_translation(draft.row, code, request.user)
        messages.success(request, _("You have asked. It takes some days or weeks."))
    except ListingError as error:
        messages.error(request, str(error))
    return redirect("workspace:translation", partner.slug, slug, code)


@for_partner
@require_http_methods(["GET", "HEAD", "POST"])
def known_languages(request: HttpRequest, partner: Partner) -> HttpResponse:
    """Which languages the person herself can answer for."""
    form = KnownLanguagesForm(typed(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        tell(request.user, form.cleaned_data["codes"])
        messages.success(request, _("Saved."))
        return redirect("workspace:home", partner.slug)
    return render(request, "workspace/known_languages.html", {"partner": partner, "form": form})


def _by_machine(request: HttpRequest, form: TranslationForm, options: dict) -> TranslationForm:
    """The form with what the machine says: nothing of it is saved yet."""
    try:
        filled = TranslationForm(filled_by_machine(form), **options)
    except MachineError:
        messages.error(request, _("The machine does not answer. Try again later."))
        return form
    messages.success(request, _("Read what the machine has written, and put it right before you save."))
    filled.is_valid()
    return filled


def _edit(request: HttpRequest, form: TranslationForm) -> Edit:
    """Checked by whoever has the language and says so; otherwise readers are told that nobody has."""
    is_checked = form.cleaned_data.get("is_checked", False)
    how = TextState.CHECKED if is_checked else TextState.MACHINE
    return Edit(user=request.user, how=how, checked=frozenset({form.language} if is_checked else ()))


def _lines(listing: Service, user) -> list[LanguageLine]:
    """The original, then those that the person can write, then what there is, then what is missing."""
    states = {state.language_code: state for state in listing.translation_states.all()}
    original, known = listing.original_language, known_to(user)
    nearest_first = sorted(
        settings.MODELTRANSLATION_LANGUAGES,
        key=lambda code: (code != original, code not in known, code not in states),
    )
    return [_line(code, states.get(code), code == original) for code in nearest_first]


def _line(code: str, state: TranslationState | None, is_original: bool) -> LanguageLine:
    return LanguageLine(code, capfirst(language_name(code)), _mark(state, is_original), is_original)


def _mark(state: TranslationState | None, is_original: bool) -> Mark:
    if is_original:
        return Mark("i-edit", _("The original"), "good")
    if state is None:
        return Mark("i-plus", pgettext("text", "Missing"))
    if state.is_outdated:
        return Mark("i-alert", _("The source has changed since"), "warn")
    if state.state == TextState.MACHINE:
        return Mark("i-machine", _("Nobody has checked it"))
    return Mark("i-check", str(state.get_state_display()), "good")


def _changes(draft: Draft, code: str) -> list:
    """What has changed in the original since the translation was made."""
    for state in draft.version.translation_states.all():
        if state.language_code == code and state.is_outdated:
            return changed_since(draft.version, state)
    return []


def _asked(draft: Draft, code: str) -> str:
    """The day on which the partner asked for this language, or empty."""
    asked = TranslationRequest.objects.filter(service=draft.row, language_code=code).first()
    return full_date(timezone.localdate(asked.asked_at)) if asked else ""
