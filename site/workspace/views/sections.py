"""The sections of a listing, each with a form and a save of its own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.kept_forms import typed
from directory.language_question import ask_about_language
from workspace import sections
from workspace.drafts import Draft, open_editable
from workspace.editing import preview, save
from workspace.forms.section import SectionForm
from workspace.partners import Partner, for_partner
from workspace.saying import say_saved


@for_partner
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, partner: Partner, slug: str, section: str) -> HttpResponse:
    chosen = sections.BY_SLUG.get(section)
    if chosen is None or chosen.form is None:
        raise Http404
    draft = open_editable(partner, slug)
    if chosen.is_of_provider and not draft.is_own:
        raise Http404
    form = _form(request, partner, draft, chosen)
    if form.is_bound and "find" in form.data and hasattr(form, "finds"):
        form.errors.clear()
    elif request.method == "POST" and form.is_valid():
        if answer := save(request, partner, draft, form):
            return answer
        if form.is_valid():
            ask_about_language(request, form.new_texts)
            adds = "add" in request.POST and section == "place"
            onward = _to_new_place if adds else after_saving
            return onward(request, partner, draft, section)
    context = {"form": form, "template": f"workspace/sections/{section}.html"}
    return render(request, "workspace/section.html", frame_of(request, partner, draft, section) | context)


def _form(request: HttpRequest, partner: Partner, draft: Draft, chosen: sections.Section) -> SectionForm:
    options = {"added": request.GET.get("place", "")} if chosen.slug == "place" else {}
    data = typed(request)
    if data is not None and chosen.form.takes_files:
        options["files"] = request.FILES
    return chosen.form(data, listing=draft.version, partner=partner, **options)


def _to_new_place(request: HttpRequest, partner: Partner, draft: Draft, _section: str) -> HttpResponse:
    """What was ticked before is saved by then: the page to which the new place leads back has it."""
    say_saved(request, _("Saved."))
    new_place = reverse("workspace:new_place", args=[partner.slug])
    return redirect(f"{new_place}?listing={draft.row.slug}")


def frame_of(request: HttpRequest, partner: Partner, draft: Draft, section: str) -> dict:
    """What the frame of every section knows."""
    data = typed(request)
    posted = None if data is None else data.get("revision")
    return {
        "partner": partner,
        "draft": draft,
        "times_are_over": sections.times_are_over(draft.version),
        "slug": draft.row.slug,
        "section": sections.BY_SLUG[section],
        "steps": sections.steps(draft.version, section, is_own=draft.is_own),
        "revision": draft.revision_id or "" if posted is None else posted,
        "has_translations": len(draft.version.translation_states.all()) > 1,
        "card": preview(draft.version),
    }


def after_saving(request: HttpRequest, partner: Partner, draft: Draft, section: str) -> HttpResponse:
    """A new listing goes on to its next section; one that was sent before is back at its page."""
    if draft.is_new and (following := sections.next_after(section)):
        route = "workspace:times" if following == "times" else "workspace:section"
        say_saved(request, _("Saved."))
        args = [] if following == "times" else [following]
        return redirect(route, partner.slug, draft.row.slug, *args)
    say_saved(request, _("Saved. Readers see it when it is sent and public."))
    return redirect("workspace:listing", partner.slug, draft.row.slug)
