"""When a listing meets: its sessions, each on a page of its own, beside the dates that come of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.kept_forms import typed
from directory.reading.cards import text_language_words
from directory.reading.texts import Text
from workspace import sections
from workspace.buttons import say_not_done
from workspace.coming import coming_dates, public_sessions, session_words
from workspace.drafts import open_editable
from workspace.editing import save
from workspace.forms.removal import RemoveSessionForm
from workspace.forms.session import SessionForm
from workspace.partners import Partner, for_partner
from workspace.saying import say_saved
from workspace.views.sections import frame_of


@for_partner
@require_safe
def times(request: HttpRequest, partner: Partner, slug: str) -> HttpResponse:
    draft = open_editable(partner, slug)
    context = {
        "sessions": [session_words(each, draft.version) for each in draft.version.schedules.all()],
        "dates": coming_dates(draft.version),
        "public_sessions": public_sessions(draft.row) if draft.is_own else [],
        "written": Text("", draft.version.original_language),
        "written_in": _language_to_write(draft.version.original_language),
        "following": sections.next_after("times") if draft.is_new else "",
    }
    return render(request, "workspace/times.html", frame_of(request, partner, draft, "times") | context)


def _language_to_write(code: str) -> str:
    return "" if code == get_language() else text_language_words(code)


@for_partner
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, partner: Partner, slug: str, number: int | None = None) -> HttpResponse:
    """One session of a listing by its place among them, or a new one."""
    draft = open_editable(partner, slug)
    if number is not None and number >= len(draft.version.schedules.all()) and request.method != "POST":
        raise Http404
    data = typed(request)
    removes = data is not None and "remove" in data and number is not None
    if removes and request.method != "POST":
        say_not_done(request)
        return redirect(request.path)
    form_class = RemoveSessionForm if removes else SessionForm
    form = form_class(data, listing=draft.version, partner=partner, number=number)
    if request.method == "POST" and form.is_valid():
        if answer := save(request, partner, draft, form):
            return answer
        if form.is_valid():
            say_saved(request, _("Saved. Readers see it when it is sent and public."))
            return redirect("workspace:times", partner.slug, slug)
    context = {"form": form, "number": number, "dates": coming_dates(draft.version)}
    return render(request, "workspace/session.html", frame_of(request, partner, draft, "times") | context)
