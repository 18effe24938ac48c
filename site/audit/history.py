"""What the history of an object says is said by the log of acts too, once and in the same transaction.

Every action of the directory, and every form of the admin, ends in Wagtail's log: one ear there misses none.
"""

from collections.abc import Mapping

from django.db.models import Model
from wagtail.models.audit_log import BaseLogEntry

from audit.choices import Act
from audit.models import LONGEST_LABEL, Entry
from directory.models import Alert, Location, Network, Organization, Partnership, Service

ACTS: Mapping[str, Act] = {
    "directory.submit": Act.SUBMITTED,
    "directory.approve": Act.APPROVED,
    "directory.correct": Act.CORRECTED,
    "directory.return": Act.RETURNED,
    "directory.publish": Act.PUBLISHED,
    "directory.withdraw": Act.WITHDRAWN,
    "directory.put_back": Act.PUBLISHED,
    "directory.delete": Act.DELETED,
    "directory.set_standing": Act.STANDING,
    "directory.merge": Act.MERGED,
    "directory.give_role": Act.ROLE_GIVEN,
    "directory.end_role": Act.ROLE_ENDED,
    "directory.hand_over": Act.HANDED_OVER,
    "directory.accept_role": Act.ROLE_GIVEN,
    "directory.refuse_role": Act.ROLE_ENDED,
    "directory.add_partnership": Act.CREATED,
    "directory.take_mailing_list": Act.EXPORTED,
    "wagtail.create": Act.CREATED,
    "wagtail.delete": Act.DELETED,
    "wagtail.publish": Act.PUBLISHED,
    "wagtail.unpublish": Act.WITHDRAWN,
}
#: Wagtail's own words for what an action of ours says of a listing
SAID_BY_OURS = ("publish", "unpublish", "delete", "workflow.start", "workflow.approve", "workflow.reject")
#: What is no word that somebody wrote: numbers, codes, days, and names of fields
KEPT = {
    *("before", "standing", "person", "role", "organization", "successor", "merged", "slug"),
    *("language", "fields", "revision", "how", "schedule", "date", "addresses", "status", "until"),
}
#: Fields of a partnership whose values are days, rights and kinds
PLAIN_FIELDS = {
    *("kind", "unit", "organization", "valid_from", "valid_until", "review_date"),
    *("may_publish", "may_host"),
}
#: What they were is in the history alone, which a person who is erased leaves: `entry` says where
WITHOUT_VERSIONS = (Alert, Location, Organization)
#: Whose names are public; of all others the kind and the number say enough
NAMED = (Alert, Location, Network, Organization, Partnership, Service)


def on_logged(instance: BaseLogEntry, created: bool, raw: bool = False, **_kwargs) -> None:
    """An entry of Wagtail's log was written. What no person did, as an import or the clock, stays there.

    Signal: post_save of its models.
    """
    if raw or not created or not instance.user_id:
        return
    model = instance.content_type.model_class()
    if model is None or _is_said_by_ours(model, instance.action):
        return
    Entry.objects.create(
        at=instance.timestamp,
        person=str(instance.user_id),
        act=ACTS.get(instance.action, Act.CHANGED),
        object_type=model._meta.label_lower,
        object_id=str(instance.object_id()) if callable(instance.object_id) else str(instance.object_id),
        label=instance.label[:LONGEST_LABEL] if model in NAMED else "",
        extra=_extra(instance, model),
    )


def _is_said_by_ours(model: type, action: str) -> bool:
    return model is Service and action.removeprefix("wagtail.") in SAID_BY_OURS


def _extra(entry: BaseLogEntry, model: type[Model]) -> dict:
    data = entry.data or {}
    extra = {name: value for name, value in data.items() if name in KEPT}
    if changes := data.get("changes"):
        if model is Partnership:
            extra["changes"] = {name: pair for name, pair in changes.items() if name in PLAIN_FIELDS}
        if entry.action != "wagtail.create":
            extra["fields"] = sorted(changes)
    if entry.revision_id:
        extra["revision"] = entry.revision_id
    elif data.get("changes") and model in WITHOUT_VERSIONS:
        extra["entry"] = entry.pk
    if entry.action not in ACTS and not entry.action.startswith("wagtail.edit"):
        extra["what"] = entry.action
    return extra
