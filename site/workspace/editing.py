"""Saving a section: into the latest version, or, where somebody else was faster, for the editor to decide."""

from copy import copy

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import Revision

from directory.actions.errors import Conflict
from directory.models import Service
from directory.reading.cards import Card, card_of_version
from directory.sessions import next_sessions_of_version
from directory.translation_states import Edit
from workspace.both_versions import Other, both_versions
from workspace.drafts import Draft, open_editable
from workspace.forms.section import SectionForm
from workspace.partners import Partner
from workspace.people import names_of


def save(
    request: HttpRequest, partner: Partner, draft: Draft, form: SectionForm, edit: Edit | None = None
) -> HttpResponse | None:
    """Put what was typed into the draft and keep it. None when that is done, or the form says what is wrong.

    If the section has changed since its form was opened, the answer is the page of both versions; not if it
    says by now what was typed, as when the button is tapped twice.
    """
    opened = draft.opened_as(request.POST.get("revision", ""))
    if opened is None or form.compared(opened) != form.compared(draft.version):
        return _overtaken(request, partner, draft, form)
    form.apply(draft.version)
    try:
        draft.keep(edit or Edit(user=request.user, is_small_change="small" in request.POST))
    except ValidationError as error:
        form.take_errors(error)
    except Conflict:
        return _overtaken(request, partner, open_editable(partner, draft.row.slug), form)
    return None


def _overtaken(
    request: HttpRequest, partner: Partner, draft: Draft, form: SectionForm
) -> HttpResponse | None:
    opened = draft.opened_as(request.POST.get("revision", ""))
    if opened is not None and not form.files and _is_said(draft, form, opened):
        return None
    return _both_versions(request, partner, draft, form)


def _is_said(draft: Draft, form: SectionForm, opened: Service) -> bool:
    """Whether the latest version says what the form makes of the one that it was opened with."""
    # The form itself stays as it was sent: of a session its number is written down as it is applied
    copy(form).apply(opened)
    as_kept = draft.row.with_content_json(opened.serializable_data())
    return form.compared(as_kept) == form.compared(draft.version)


def _both_versions(request: HttpRequest, partner: Partner, draft: Draft, form: SectionForm) -> HttpResponse:
    revision = _last_edit(draft, form, request.POST.get("revision", ""))
    other = Other(
        values=form.values(draft.version),
        carried=("revision", draft.revision_id or ""),
        who=names_of([revision.user], partner.organization)[revision.user_id] if revision.user else "",
        is_own=revision.user_id == request.user.pk,
        picture=form.picture_of(draft.version),
    )
    return both_versions(request, partner, form, other)


def _last_edit(draft: Draft, form: SectionForm, opened_as: str) -> Revision | None:
    """The edit that left the section as it is: after it, others may have saved another section."""
    last = draft.row.latest_revision
    if (opened := draft.opened_as(opened_as)) is None:
        return last
    said = form.compared(opened)
    for revision in draft.edits_since(opened_as):
        says = form.compared(draft.row.with_content_json(revision.content))
        if says != said:
            said, last = says, revision
    return last


def preview(listing: Service) -> Card:
    """The card of a version as readers will see it."""
    now = timezone.now()
    sessions = next_sessions_of_version(listing, now, 8)
    session = next((each for each in sessions if not each.is_cancelled), None)
    return card_of_version(listing, session, now)
