"""A new listing out of one that there is: last season's course, the same group in another house."""

import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from directory import actions
from directory.models import Service
from directory.translation_states import Edit, carry_over, text_digests

#: What belongs to the one listing only
ITS_OWN = (
    *("pk", "slug", "live_revision", "latest_revision", "first_published_at", "last_published_at"),
    *("go_live_at", "expire_at", "locked_at", "locked_by", "valid_from", "valid_until"),
    *("closed_from", "closed_until"),
)
#: Dates that were, people who agreed to be named there, and roles that others accepted there
LEFT_OUT = ("roles", "contacts")


@transaction.atomic
def keep_copy(listing: Service, user) -> Service:
    """Save a copy as a draft; its history says what it is, since it has the same name."""
    made = copy_of(listing)
    actions.keep(made, None, Edit(user=user))
    log(made, "directory.copy", user=user, data={"of": listing.pk})
    return made


def copies_of(listing: Service, listings: QuerySet[Service]) -> QuerySet[Service]:
    """Those that began as a copy of it."""
    logged = ModelLogEntry.objects.filter(
        action="directory.copy",
        content_type=ContentType.objects.get_for_model(Service),
        object_id=Cast(OuterRef("pk"), CharField()),
        data__of=listing.pk,
    )
    return listings.filter(Exists(logged))


def copy_of(listing: Service) -> Service:
    """The copy in memory: a draft with texts in all languages and all parts, and no past of its own.

    Whoever makes it has checked no translation: what nobody has checked stays so.
    """
    content = listing.serializable_data()
    content |= dict.fromkeys(ITS_OWN) | {"slug": "", "uuid": str(uuid.uuid4()), "live": False}
    content |= {"expired": False, "locked": False, "has_unpublished_changes": False, "alert": ""}
    content |= {name: [] for name in LEFT_OUT}
    for name, value in content.items():
        if name.startswith("alert"):
            content[name] = ""
        elif isinstance(value, list):
            content[name] = [_as_new(part) if isinstance(part, dict) else part for part in value]
    made = Service.from_serializable_data(content)
    made.organization = listing.organization
    known = carry_over(made.translation_states.all(), text_digests(listing), text_digests(made))
    made.translation_states.set(known)
    return made


def _as_new(part: dict) -> dict:
    """A part without its own number; of a session the single dates are over."""
    kept = {**part, "pk": None, "service": None}
    return kept | {"dates": []} if "dates" in kept and kept.get("rrule") else kept
