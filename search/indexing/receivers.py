"""Every change of what a document is made from becomes a row in the outbox, whoever made it.

Saves and deletions of instances are heard here: the actions, the admin, publishing on a date, imports.
QuerySet.update() and the bulk methods send nothing: code that uses them sends `listing_changed` or
`vocabulary_changed`. A shared object gives one row, however many listings it appears in; whoever reads the
outbox finds them. The row is in the transaction of the change where there is one: a save outside of any is
followed by it.
"""

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from directory import models
from directory.signals import listing_changed, vocabulary_changed
from search.indexing.outbox import enqueue
from search.models import OutboxEntry

Kind = OutboxEntry.Kind

#: Which object a change of an instance is written down for: kind, and the attribute with its id
WRITTEN_FOR: dict[type[Model], tuple[Kind, str]] = {
    models.Service: (Kind.SERVICE, "pk"),
    models.ServiceAtLocation: (Kind.SERVICE, "service_id"),
    models.ServiceAttribute: (Kind.SERVICE, "service_id"),
    models.ServiceRole: (Kind.SERVICE, "service_id"),
    models.RoleAcceptance: (Kind.SERVICE, "service_id"),
    models.ServiceCapacity: (Kind.SERVICE, "service_id"),
    models.Assurance: (Kind.SERVICE, "service_id"),
    models.TranslationState: (Kind.SERVICE, "service_id"),
    models.EasyLanguageText: (Kind.SERVICE, "service_id"),
    models.Schedule: (Kind.SERVICE, "service_id"),
    models.ScheduleDate: (Kind.SCHEDULE, "schedule_id"),
    models.Organization: (Kind.ORGANIZATION, "pk"),
    models.Location: (Kind.LOCATION, "pk"),
    models.Area: (Kind.AREA, "pk"),
    models.TaxonomyTerm: (Kind.TERM, "pk"),
    models.Alert: (Kind.ALERT, "pk"),
}

#: Columns that say how a listing is worked on, not what it is: saving a draft touches nothing else
WORK_IN_PROGRESS = frozenset(
    {
        "latest_revision",
        "has_unpublished_changes",
        "go_live_at",
        "expire_at",
        "locked",
        "locked_at",
        "locked_by",
    }
)


def connect() -> None:
    """Listen. Called once, when the app is ready."""
    for model in WRITTEN_FOR:
        post_save.connect(write_down, sender=model, dispatch_uid="search.outbox")
        post_delete.connect(write_down, sender=model, dispatch_uid="search.outbox")
    for signal in (post_save, post_delete):
        signal.connect(write_words_down, sender=models.SearchWords, dispatch_uid="search.outbox")
    listing_changed.connect(write_listing_down, dispatch_uid="search.outbox")
    vocabulary_changed.connect(write_vocabulary_down, dispatch_uid="search.outbox")


def write_down(sender: type[Model], instance: Model, update_fields=None, **_) -> None:
    if update_fields and WORK_IN_PROGRESS.issuperset(update_fields):
        return
    kind, attribute = WRITTEN_FOR[sender]
    enqueue(kind, getattr(instance, attribute))


def write_listing_down(service_id: int, **_) -> None:
    enqueue(Kind.SERVICE, service_id)


def write_words_down(**_) -> None:
    enqueue(Kind.WORDS)


def write_vocabulary_down(**_) -> None:
    enqueue(Kind.REBUILD)
