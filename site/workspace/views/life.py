"""Changes in the life of a listing: send, confirm, withdraw, put back. Each is a button that is pressed."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import actions
from directory.actions.errors import ListingError
from directory.cleaning import clean_line
from directory.permissions import can_publish
from workspace.buttons import behind_button
from workspace.coming import chosen_session
from workspace.double_taps import just_done
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
    asked = CHANGES[what]
    try:
        asked.make(request, draft)
        messages.success(request, asked.words(request, draft))
    except ListingError as error:
        if just_done(request.user, draft.row, *asked.acts, **asked.noted(request)):
            messages.success(request, asked.words(request, draft))
        else:
            messages.error(request, str(error))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("workspace:listing", partner.slug, slug)


def _send(request: HttpRequest, draft: Draft) -> None:
    """Make it public at once where the partner may, or else put it in the coordinators' queue."""
    if draft.is_new and any(section.slug == "basics" for section in missing(draft.version)):
        raise ValidationError(_("Write what happens there, then send it."))
    latest = _latest_as_seen(request, draft)
    if latest is None:
        raise ListingError
    if can_publish(request.user, draft.row):
        actions.publish(draft.row, latest, request.user)
    else:
        actions.submit(draft.row, latest, request.user)


def _words_of_sending(request: HttpRequest, draft: Draft) -> str:
    if can_publish(request.user, draft.row):
        return _("It is public now.")
    return _("It is sent. A coordinator looks at it before readers see it.")


def _latest_as_seen(request: HttpRequest, draft: Draft) -> int | None:
    """The version that the person has before her eyes; a newer one is refused by the action."""
    seen = request.POST.get("revision", "")
    known = draft.row.revisions.filter(pk=int(seen)).exists() if is_id(seen) else False
    return int(seen) if known else draft.revision_id


def _confirm(request: HttpRequest, draft: Draft) -> None:
    actions.confirm(draft.row, request.user, "workspace")


def _withdraw(request: HttpRequest, draft: Draft) -> None:
    reason = " ".join(request.POST.get("reason", "").split())[:REASON_AT_MOST]
    if not reason:
        raise ValidationError(_("Write the reason."))
    actions.withdraw(draft.row, request.user, reason)


def _put_back(request: HttpRequest, draft: Draft) -> None:
    actions.put_back(draft.row, request.user)


def _cancel(request: HttpRequest, draft: Draft) -> None:
    """Cancel one session at once: people may be on their way."""
    schedule, day = chosen_session(draft.row, request.POST.get("session", ""))
    reason = clean_line(request.POST.get("reason", ""))
    actions.cancel_session(
        draft.row, schedule, day, request.user, reasons={draft.row.original_language: reason}
    )


def _which_session(request: HttpRequest) -> dict[str, object]:
    """What the history notes of a cancelled one."""
    schedule, _mark, day = request.POST.get("session", "").partition("_")
    return {"schedule": int(schedule), "date": day} if is_id(schedule) else {"date": day}


def _saying(words: Promise) -> Callable[[HttpRequest, Draft], str]:
    return lambda _request, _draft: str(words)


@dataclass(frozen=True)
class Change:
    """`acts` are what the history calls it, and `noted` what it writes beside."""

    make: Callable[[HttpRequest, Draft], None]
    words: Callable[[HttpRequest, Draft], str]
    acts: tuple[str, ...] = ()
    noted: Callable[[HttpRequest], dict[str, object]] = lambda _request: {}


CHANGES = {
    "send": Change(_send, _words_of_sending, ("directory.submit", "directory.publish")),
    "confirm": Change(_confirm, _saying(gettext_lazy("Thank you. It is confirmed in all languages."))),
    "withdraw": Change(
        _withdraw,
        _saying(gettext_lazy("Readers do not see it any more. You can put it back.")),
        ("directory.withdraw",),
    ),
    "put-back": Change(_put_back, _saying(gettext_lazy("It is public now.")), ("directory.put_back",)),
    "cancel": Change(
        _cancel,
        _saying(gettext_lazy("Readers see now that it is cancelled.")),
        ("directory.cancel_session",),
        _which_session,
    ),
}
#: What a partner does with a listing that it only makes together with another one
OF_CO_PROVIDERS = ("send",)
