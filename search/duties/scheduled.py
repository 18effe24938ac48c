"""What is to be published or to end at a moment: pages and listings, with the effects that the actions have.

As Wagtail's own command does it, but one that fails keeps no other from its turn.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from django.apps import apps
from django.db import models, transaction
from django.db.models import Min
from wagtail.models import DraftStateMixin, Page, Revision

Act = Callable[[], object]


def due(now: datetime) -> Iterator[Act]:
    """What has ended comes first; within each kind what has waited longest."""
    for model in _models():
        ended = model.objects.filter(live=True, expire_at__lte=now).order_by("expire_at")
        for each in list(ended):
            yield _whole(partial(each.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled"))
    for revision in list(
        Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    ):
        yield _whole(partial(revision.publish, log_action="wagtail.publish.scheduled"))


def next_after(now: datetime) -> datetime | None:
    """The moment of the next of them."""
    ends = (_first(model.objects.filter(live=True), "expire_at", now) for model in _models())
    moments = (*ends, _first(Revision.objects, "approved_go_live_at", now))
    return min(filter(None, moments), default=None)


def _first(rows: models.QuerySet | models.Manager, name: str, now: datetime) -> datetime | None:
    return rows.filter(**{f"{name}__gt": now}).aggregate(first=Min(name))["first"]


def _models() -> list[type[models.Model]]:
    others = (model for model in apps.get_models() if issubclass(model, DraftStateMixin))
    return [Page, *(model for model in others if not issubclass(model, Page))]


def _whole(act: Act) -> Act:
    def done() -> None:
        with transaction.atomic():
            act()

    return done
