"""What the page of one thing that waits shows, by what it is."""

from collections.abc import Callable, Mapping

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Field
from wagtail.models import Revision, TaskState, WorkflowState

from accounts.errors import NoPartnerNow
from accounts.models import Application
from desk.changes.showing import Change, Shown, show
from desk.changes.versions import contents
from desk.duplicates.organizations import alike
from desk.partners.listing import NAMES
from desk.quality.saying import shared_words
from desk.queue.waiting import Waiting
from directory.actions.errors import NotKnown
from directory.models import Assurance, Organization, Service, ServiceRole
from directory.reading import wording
from directory.reading.texts import Text
from directory.text_fields import text_fields
from feedback.forms import AnswerForm
from feedback.models import Feedback

#: Longer texts get a field of several lines: one has to see all that one corrects
ONE_LINE = 60


def review(item: Waiting) -> dict:
    listing = Service.objects.select_related("organization", "live_revision").get(pk=item.number)
    task = (
        TaskState.objects.filter(
            workflow_state__object_id=str(item.number),
            workflow_state__base_content_type=ContentType.objects.get_for_model(Service),
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            status=TaskState.STATUS_IN_PROGRESS,
        )
        .select_related("revision__user", "workflow_state__requested_by")
        .first()
    )
    revision: Revision = task.revision
    shown = show(*contents(listing, revision))
    return {
        "listing": listing,
        "revision": revision,
        "editor": task.workflow_state.requested_by,
        "shown": shown,
        "corrections": _corrections(shown, revision),
        "is_seen": _is_seen(listing),
    }


def _is_seen(listing: Service) -> bool:
    """Whether readers have a page of it: not while its partner is suspended, nor once it is over."""
    return Service.objects.public().filter(pk=listing.pk).exists()


def _corrections(shown: Shown, revision: Revision) -> list[dict]:
    """The texts of the edit that can be put right here: the listing's own ones that it changes."""
    fields = {field.name: field for field in text_fields(Service)}
    return [
        _correction(fields[change.name], change, revision.content.get(change.name) or "")
        for change in shown.changes
        if change.name in fields
    ]


def _correction(field: Field, change: Change, value: str) -> dict:
    is_line = isinstance(field, CharField) and len(value) <= ONE_LINE
    return {"change": change, "value": value, "longest": field.max_length, "is_line": is_line}


def application(item: Waiting) -> dict:
    found = Application.objects.select_related("organization", "voucher").get(pk=item.number)
    organization = found.organization
    return {
        "application": found,
        "organization": organization,
        "why_not": _why_not(organization),
        "alike": [] if found.is_claim else _alike(organization),
    }


def _why_not(organization: Organization) -> str:
    """Why it cannot be admitted now; nothing where it can."""
    if organization.is_taken_out:
        return str(NoPartnerNow())
    return "" if organization.is_public or organization.is_known else str(NotKnown())


def _alike(organization: Organization) -> list[tuple[Organization, str]]:
    """Organisations that are here already and likely the same, with what they share, in words."""
    shared = alike(organization.pk)
    rows = Organization.objects.only("slug", "standing", *NAMES).in_bulk(shared)
    return [(rows[pk], shared_words(codes)) for pk, codes in shared.items() if pk in rows]


def role(item: Waiting) -> dict:
    found = ServiceRole.objects.select_related("service__organization", "organization").get(pk=item.number)
    return {"role": found, "listing": found.service}


def hidden(item: Waiting) -> dict:
    found = Assurance.objects.select_related("service__organization").get(service=item.number)
    return {"assurance": found, "listing": found.service}


def reported(item: Waiting) -> dict:
    found = Feedback.objects.select_related("service__organization").get(pk=item.number)
    text = Text("", found.language_code)
    return {
        "feedback": found,
        "listing": found.service,
        "form": AnswerForm(),
        "text": text,
        "language": wording.language_name(found.language_code),
        "is_seen": _is_seen(found.service),
    }


CONTEXTS: Mapping[str, Callable[[Waiting], dict]] = {
    "review": review,
    "application": application,
    "role": role,
    "hidden": hidden,
    "wrong": reported,
}
