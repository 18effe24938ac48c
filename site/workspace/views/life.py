"""Changes in the life of a listing: send, confirm, withdraw, put back. Each is a button that is pressed."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from directory import actions
from directory.actions.errors import ListingError
from directory.cleaning import clean_line
from directory.permissions import can_publish
from workspace.buttons import behind_button
from workspace.coming import chosen_session
from workspace.drafts import Draft, open_editable
from workspace.ids import is_id
from workspace.partners import Partner, for_partner
from workspace.sections import missing

REASON_AT_MOST = 500


@for_partner
@behind_button("listing", "slug")
def change(request: HttpRequest, partner: Partner, slug: str, what: str) -> HttpResponse:
    """Do one thing with a listing and go back to its page, which says what was done or why not."""
    if what not in CHANGES:
        raise Http404
    draft = open_editable(partner, slug)
    if what not in OF_CO_PROVIDERS and not draft.is_own:
        raise Http404
    try:
        messages.success(request, CHANGES[what](request, draft))
    except ListingError as error:
        messages.error(request, str(error))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("workspace:listing", partner.slug, slug)


def _send(request: HttpRequest, draft: Draft) -> str:
    """Make it public at once where the partner may, or else put it in the coordinators' queue."""
    if draft.is_new and any(section.slug == "basics" for section in missing(draft.version)):
        raise ValidationError(_("Write what happens there, then send it."))
    latest = _latest_as_seen(request, draft)
    if latest is None:
        raise ListingError
    if can_publish(request.user, draft.row):
        actions.publish(draft.row, latest, request.user)
        return _("It is public now.")
    actions.submit(draft.row, latest, request.user)
    return _("It is sent. A coordinator looks at it before readers see it.")


def _latest_as_seen(request: HttpRequest, draft: Draft) -> int | None:
    """The version that the person has before her eyes; a newer one is refused by the action."""
    seen = request.POST.get("revision", "")
    known = draft.row.revisions.filter(pk=int(seen)).exists() if is_id(seen) else False
    return int(seen) if known else draft.revision_id


def _confirm(request: HttpRequest, draft: Draft) -> str:
    actions.confirm(draft.row, request.user, "workspace")
    return _("Thank you. It is confirmed in all languages.")


def _withdraw(request: HttpRequest, draft: Draft) -> str:
    reason = " ".join(request.POST.get("reason", "").split())[:REASON_AT_MOST]
    if not reason:
        raise ValidationError(_("Write the reason."))
    actions.withdraw(draft.row, request.user, reason)
    return _("Readers do not see it any more. You can put it back.")


def _put_back(request: HttpRequest, draft: Draft) -> str:
    actions.put_back(draft.row, request.user)
    return _("It is public now.")


def _cancel(request: HttpRequest, draft: Draft) -> str:
    """Cancel one session at once: people may be on their way."""
    schedule, day = chosen_session(draft.row, request.POST.get("session", ""))
    reason = clean_line(request.POST.get("reason", ""))
    actions.cancel_session(
        draft.row, schedule, day, request.user, reasons={draft.row.original_language: reason}
    )
    return _("Readers see now that it is cancelled.")


CHANGES: dict[str, Callable[[HttpRequest, Draft], str]] = {
    "send": _send,
    "confirm": _confirm,
    "withdraw": _withdraw,
    "put-back": _put_back,
    "cancel": _cancel,
}
#: What a partner does with a listing that it only makes together with another one
OF_CO_PROVIDERS = ("send",)
