"""What every action begins with: the row as it is now, held until the change is done, and checks on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import LogContext
from wagtail.models import Revision

from directory.actions.errors import Conflict
from directory.models import Network, Organization, Partnership, Service

Row = TypeVar("Row", Service, Organization, Network, Partnership)


@contextmanager
def changing(instance: Row, user) -> Iterator[Row]:
    """The object's row, locked, in a transaction whose log entries carry the person's name."""
    with transaction.atomic(), LogContext(user=user):
        yield type(instance).objects.select_for_update().get(pk=instance.pk)


def require(is_allowed: bool) -> None:
    if not is_allowed:
        raise PermissionDenied


def require_latest(row: Service, revision: Revision | int | None) -> Revision | None:
    """The latest revision, if it is the given one.

    Raises Conflict with both versions if somebody saved another one, Revision.DoesNotExist for another
    listing's.
    """
    pk = revision.pk if isinstance(revision, Revision) else revision
    if pk != row.latest_revision_id:
        mine = row.revisions.get(pk=pk).as_object() if pk else Service.objects.get(pk=row.pk)
        raise Conflict(mine=mine, theirs=row.get_latest_revision_as_object())
    return row.latest_revision
