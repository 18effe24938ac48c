"""What an entry about a listing changed: the version it was about, and what readers saw before it."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import ModelLogEntry, Revision

from audit.models import Entry
from desk.changes.showing import Shown, show
from desk.changes.versions import Content, public_content
from directory.models import Service

PUBLISHING = ("directory.approve", "directory.publish", "directory.put_back")
LISTING = Service._meta.label_lower


@dataclass(frozen=True)
class Changed:
    """`is_first` where nothing was public before, as far as is still known."""

    shown: Shown
    is_first: bool


def has_version(entry: Entry) -> bool:
    return entry.object_type == LISTING and isinstance(entry.extra.get("revision"), int)


def changed_by(entry: Entry) -> Changed | None:
    """None where the version is not kept any more."""
    of_listing = {"content_type": ContentType.objects.get_for_model(Service), "object_id": entry.object_id}
    version = Revision.objects.filter(pk=entry.extra["revision"], **of_listing).first()
    if version is None:
        return None
    before = _public_before(entry, version, ModelLogEntry.objects.filter(action__in=PUBLISHING, **of_listing))
    return Changed(show(before, version.content), not before)


def _public_before(entry: Entry, version: Revision, published: QuerySet[ModelLogEntry]) -> Content:
    """What was published last before; of an import, which keeps no versions, what is still public."""
    known = published.filter(revision__isnull=False).exclude(revision=version).select_related("revision")
    if before := known.filter(timestamp__lt=entry.at).order_by("-timestamp", "-pk").first():
        return before.revision.content
    listing = Service.objects.filter(pk=entry.object_id).first()
    was_replaced = published.filter(timestamp__gte=entry.at).exists()
    return {} if listing is None or was_replaced else public_content(listing)
