"""What waits at the demo's desk: made by the same actions as what people send in, and dated back."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname
from wagtail.models import TaskState, WorkflowState

from accounts.models import Application, User
from accounts.tokens import digest_of, new_token
from directory import actions
from directory.choices import Standing, TaxonomySlug
from directory.imports.ledger import Ledger
from directory.models import (
    Assurance,
    Organization,
    Service,
    ServiceAttribute,
    ServiceRole,
    TaxonomyTerm,
)
from directory.translation_states import Edit
from feedback.models import Feedback

Told = Mapping[str, Any]


def make_application(told: Told, ledger: Ledger) -> None:
    claimed = told.get("claims")
    application = Application(
        organization=Organization.objects.get(slug=claimed) if claimed else _applicant(told, ledger),
        is_claim=bool(claimed),
        name=told["name"],
        email=told["email"],
        language_code=told["language"],
        about=told["about"],
        created_at=_ago(told["days"]),
    )
    if voucher := told.get("voucher"):
        application.voucher = Organization.objects.get(slug=voucher)
        application.voucher_name = str(application.voucher)
        application.voucher_digest = digest_of(new_token())
    if told.get("is_vouched_for"):
        application.voucher_answer, application.voucher_answered_at = True, _ago(told["days"] - 1)
        Organization.objects.filter(pk=application.organization.pk).update(vouched_by=application.voucher)
    application.save()


def make_edit(told: Told, people: Mapping[str, User], coordinator: User) -> None:
    """An edit in review; with a comment it was sent back."""
    listing, person = Service.objects.get(slug=told["listing"]), people[told["by"]]
    edited = listing.get_latest_revision_as_object()
    _write(edited, told["texts"])
    if ends := told.get("ends"):
        schedules = list(edited.schedules.all())
        schedules[0].closes_at = ends
        edited.schedules.set(schedules)
    task_state = _send(edited, person, told["days"])
    if comment := told.get("comment"):
        _return(task_state, coordinator, comment, told["days"] - 1)


def make_listing(told: Told, people: Mapping[str, User], coordinator: User, ledger: Ledger) -> None:
    """A new listing: in review, a draft, or public and so old by now that nobody sees it."""
    edited = Service(
        slug=told["slug"],
        organization=Organization.objects.get(slug=told["organization"]),
        original_language="fi",
        channels=["on_site"],
    )
    _write(edited, told["texts"])
    edited.attributes.set(_topics(told["topics"]))
    person = people[told["by"]]
    if confirmed_days := told.get("confirmed_days"):
        revision = actions.keep(edited, None, Edit(user=person))
        _hide(actions.publish(edited, revision, coordinator), confirmed_days)
    elif told.get("is_draft"):
        actions.keep(edited, None, Edit(user=person))
    else:
        _send(edited, person, told["days"])
    ledger.write("service", told["slug"], edited, is_invented=True)


def make_role(told: Told, people: Mapping[str, User], coordinator: User) -> None:
    """An organisation named in a public listing that it has not agreed to yet."""
    listing = Service.objects.get(slug=told["listing"])
    partner = Organization.objects.get(slug=told["organization"])
    edited = listing.get_latest_revision_as_object()
    edited.roles.set([*edited.roles.all(), ServiceRole(organization=partner, role=told["role"])])
    revision = actions.keep(edited, edited.latest_revision_id, Edit(user=people[told["by"]]))
    actions.publish(listing, revision, coordinator)


def make_feedback(told: Told, coordinator: User) -> Feedback:
    answer = told.get("answer", "")
    return Feedback.objects.create(
        service=Service.objects.get(slug=told["listing"]) if "listing" in told else None,
        kind=told["kind"],
        words=told["words"],
        searched=told.get("searched", ""),
        language_code=told["language"],
        created_at=_ago(told["days"]),
        answer=answer,
        answer_language_code=told.get("answer_language", ""),
        answered_at=_ago(told["days"] - 1) if answer else None,
        answered_by=coordinator if answer else None,
    )


def _applicant(told: Told, ledger: Ledger) -> Organization:
    applicant = Organization.objects.create(
        slug=told["slug"],
        kind=told["kind"],
        name_fi=told["organization"],
        languages=[told["language"], "fi"],
        standing=Standing.APPLIED,
    )
    ledger.write("organization", told["slug"], applicant, is_invented=True)
    return applicant


def _send(edited: Service, person: User, days: int) -> QuerySet[TaskState]:
    """To review, so many days ago."""
    revision = actions.keep(edited, edited.latest_revision_id, Edit(user=person))
    actions.submit(edited, revision, person)
    task_state = TaskState.objects.filter(revision=revision)
    task_state.update(started_at=_ago(days))
    return task_state


def _return(task_state: QuerySet[TaskState], coordinator: User, comment: str, days: int) -> None:
    """Not by the action: that would write a mail to somebody who is not there."""
    WorkflowState.objects.filter(current_task_state__in=task_state).update(
        status=WorkflowState.STATUS_NEEDS_CHANGES
    )
    task_state.update(
        status=TaskState.STATUS_REJECTED, comment=comment, finished_at=_ago(days), finished_by=coordinator
    )


def _write(edited: Service, texts: Mapping[str, Mapping[str, str]]) -> None:
    for field, by_language in texts.items():
        for language, text in by_language.items():
            setattr(edited, build_localized_fieldname(field, language), text)


def _topics(codes: list[str]) -> Iterator[ServiceAttribute]:
    for term in TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).filter(code__in=codes):
        yield ServiceAttribute(term=term)


def _hide(listing: Service, confirmed_days: int) -> None:
    confirmed = timezone.localdate() - timedelta(days=confirmed_days)
    Assurance.objects.update_or_create(service=listing, defaults={"assured_date": confirmed})
    actions.hide_unconfirmed(listing)


def _ago(days: int):
    return timezone.now() - timedelta(days=days)
