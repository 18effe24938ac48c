"""Earlier versions of a listing: what each said, and taking one up again."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Revision

from directory import actions
from directory.actions.errors import ListingError
from directory.admin.changed_texts import differences
from directory.reading import wording
from directory.reading.texts import Text
from workspace.coming import session_words
from workspace.double_taps import just_done
from workspace.drafts import Draft, open_listing, version_of
from workspace.editing import preview
from workspace.ids import is_id
from workspace.partners import Partner, for_partner
from workspace.people import names_of

SHOWN = 40


@dataclass(frozen=True)
class Version:
    """`is_public`: readers see it now; `is_latest`: it is the one that is edited."""

    pk: int
    saved: str
    who: str
    is_public: bool
    is_latest: bool


@for_partner
@require_safe
def versions(request: HttpRequest, partner: Partner, slug: str) -> HttpResponse:
    draft = open_listing(partner, slug)
    found = draft.row.revisions.select_related("user").defer("content").order_by("-created_at", "-pk")
    context = {"partner": partner, "draft": draft, "slug": slug}
    context["versions"] = _versions(draft, list(found[:SHOWN]))
    return render(request, "workspace/versions.html", context)


@for_partner
@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, partner: Partner, slug: str, number: int) -> HttpResponse:
    """One version beside the latest, and the button that takes it up again as a draft."""
    draft = open_listing(partner, slug)
    is_possible = is_id(str(number))
    known = draft.row.revisions.select_related("user").filter(pk=number)
    revision = known.first() if is_possible else None
    if revision is None:
        raise Http404
    if request.method == "POST" and _restored(request, draft, revision):
        return redirect("workspace:listing", partner.slug, slug)
    earlier = version_of(draft.row, revision)
    context = {
        "partner": partner,
        "draft": draft,
        "slug": slug,
        "version": _versions(draft, [revision])[0],
        "changes": list(differences(earlier, draft.version, draft.version.original_language)),
        "written": Text("", draft.version.original_language),
        "sessions": [session_words(each, earlier) for each in earlier.schedules.all()],
        "card": preview(earlier),
    }
    return render(request, "workspace/version.html", context)


def _restored(request: HttpRequest, draft: Draft, revision: Revision) -> bool:
    """Whether it could be done; otherwise the page says why not."""
    seen = request.POST.get("latest", "")
    try:
        started_from = int(seen) if is_id(seen) else None
        actions.restore(draft.row, revision, request.user, started_from=started_from)
    except ListingError as error:
        if not just_done(request.user, draft.row, "directory.restore", revision=revision.pk):
            messages.error(request, str(error))
            return False
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, _("It is a draft now. Readers see it when you send it."))
    return True


def _versions(draft: Draft, revisions: list[Revision]) -> list[Version]:
    names = names_of((each.user for each in revisions), draft.row.organization)
    return [_version(draft, each, names[each.user_id]) for each in revisions]


def _version(draft: Draft, revision: Revision, who: str) -> Version:
    moment = timezone.localtime(revision.created_at)
    return Version(
        pk=revision.pk,
        saved=f"{wording.full_date(moment.date())} · {wording.clock_time(moment)}",
        who=who,
        is_public=draft.row.live and revision.pk == draft.row.live_revision_id,
        is_latest=revision.pk == draft.revision_id,
    )
