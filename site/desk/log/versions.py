"""What an entry changed: of a listing by its versions, of what has none as the history keeps it."""

from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import ModelLogEntry, Revision

from audit.choices import Act
from audit.models import Entry
from desk.changes.showing import Shown, show, show_fields
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
    """Of a listing its version is kept; of what has none the history keeps each field before and after."""
    version = entry.extra.get("revision" if entry.object_type == LISTING else "entry")
    return isinstance(version, int)


def changed_by(entry: Entry) -> Changed | None:
    """None where the version is not kept any more."""
    return _listing(entry) if entry.object_type == LISTING else _fields(entry)


def _fields(entry: Entry) -> Changed | None:
    history = ModelLogEntry.objects.filter(pk=entry.extra["entry"], object_id=entry.object_id).first()
    if history is None:
        return None
    changes = history.data.get("changes", {})
    old, new = ({name: pair[number] for name, pair in changes.items()} for number in (0, 1))
    return Changed(show_fields(apps.get_model(entry.object_type), old, new), entry.act == Act.CREATED)


def _listing(entry: Entry) -> Changed | None:
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
