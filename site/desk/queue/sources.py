"""Where what waits comes from: for each source a queryset of rows with the same columns.

`what_kind`, `number` and `since` of the item; the `partner` and the `listing` it is about; its `language`.
"""

from collections.abc import Callable, Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from accounts.models import Application
from desk.models import Submission
from desk.queue.kinds import Kind
from directory.choices import Standing
from directory.models import Assurance, RoleAcceptance, RoleRefusal, Service, ServiceRole
from feedback.choices import ABOUT_LISTING
from feedback.choices import Kind as FeedbackKind
from feedback.models import Feedback

COLUMNS = ("what_kind", "number", "since", "partner", "listing", "language")
#: Of what readers say about a listing, what says that something in it is wrong
SAYS_WRONG = [kind for kind in ABOUT_LISTING if kind != FeedbackKind.OTHER]


def applications() -> QuerySet:
    return Application.objects.waiting().annotate(
        what_kind=Case(
            When(is_claim=True, then=_text(Kind.CLAIM)),
            default=_text(Kind.PARTNER),
            output_field=CharField(),
        ),
        number=F("pk"),
        since=F("created_at"),
        partner=F("organization_id"),
        listing=Cast(Value(None), BigIntegerField()),
        language=F("language_code"),
    )


def submissions() -> QuerySet:
    """Edits in review. Wagtail's tables hold the number of an object as a text."""
    in_review = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Service), status=WorkflowState.STATUS_IN_PROGRESS
    )
    task = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__in=in_review,
        workflow_state__object_id=Cast(OuterRef("pk"), CharField()),
    )
    is_translation = Submission.objects.filter(task_state=OuterRef("task"), is_translation=True)
    waiting = in_review.annotate(service_id=Cast("object_id", BigIntegerField())).values("service_id")
    # Without modeltranslation, which gives the columns of `values()` an order of its own
    return (
        QuerySet(Service)
        .filter(pk__in=waiting)
        .annotate(
            task=Subquery(task.values("pk")[:1]),
            what_kind=Case(
                When(last_published_at=None, live=False, then=_text(Kind.LISTING)),
                When(Exists(is_translation), then=_text(Kind.TRANSLATION)),
                default=_text(Kind.EDIT),
                output_field=CharField(),
            ),
            number=F("pk"),
            since=Coalesce(Subquery(task.values("started_at")[:1]), _now()),
            partner=F("organization_id"),
            listing=F("pk"),
            language=F("original_language"),
        )
    )


def roles() -> QuerySet:
    """Roles in public listings that nobody has answered to."""
    of_role = {name: OuterRef(name) for name in ("service", "organization", "role")}
    accepted, refused = (model.objects.filter(**of_role) for model in (RoleAcceptance, RoleRefusal))
    public = ServiceRole.objects.filter(service__live=True, service__organization__standing=Standing.ADMITTED)
    return public.exclude(Exists(accepted) | Exists(refused)).annotate(
        what_kind=_text(Kind.ROLE),
        number=F("pk"),
        since=Coalesce("service__last_published_at", "service__latest_revision__created_at", _now()),
        partner=F("organization_id"),
        listing=F("service_id"),
        language=F("service__original_language"),
    )


def hidden() -> QuerySet:
    found = Assurance.objects.filter(hidden_date__isnull=False, service__live=True)
    return found.filter(service__organization__standing=Standing.ADMITTED).annotate(
        what_kind=_text(Kind.HIDDEN),
        number=F("service_id"),
        since=Cast("hidden_date", DateTimeField()),
        partner=F("service__organization_id"),
        listing=F("service_id"),
        language=F("service__original_language"),
    )


def reported() -> QuerySet:
    found = Feedback.objects.open().filter(service__isnull=False, kind__in=SAYS_WRONG)
    return found.annotate(
        what_kind=_text(Kind.WRONG),
        number=F("pk"),
        since=F("created_at"),
        partner=F("service__organization_id"),
        listing=F("service_id"),
        language=F("language_code"),
    )


def _text(kind: Kind) -> Value:
    return Value(kind.value, CharField())


def _now() -> Value:
    return Value(timezone.now(), DateTimeField())


#: Each with the kinds that it gives
SOURCES: tuple[tuple[Iterable[Kind], Callable[[], QuerySet]], ...] = (
    ((Kind.PARTNER, Kind.CLAIM), applications),
    ((Kind.LISTING, Kind.EDIT, Kind.TRANSLATION), submissions),
    ((Kind.ROLE,), roles),
    ((Kind.HIDDEN,), hidden),
    ((Kind.WRONG,), reported),
)
