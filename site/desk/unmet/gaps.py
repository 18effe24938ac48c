"""Gaps as tasks: made, shared by a secret address, and closed when a listing fills them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from audit.choices import Act
from audit.recording import record
from desk.models import Gap
from desk.unmet.listings import count, found_for
from directory.cleaning import without_unseen
from directory.models import Service
from directory.permissions import can_moderate
from directory.reading.vocabulary import Vocabulary
from search.engines import IndexMissing

LONGEST_NOTE = 500


@transaction.atomic
def make_gap(wanted: Gap, user, *, terms: Vocabulary) -> Gap:
    """Make a task of a gap that was not saved yet; one that is open already stays the one.

    Raises IndexMissing: how many listings there are would not be known.
    """
    if not can_moderate(user):
        raise PermissionDenied
    what = {name: getattr(wanted, name) for name in ("language_code", "area", "topic")}
    values = {
        "searches": wanted.searches,
        "listings": count(*what.values(), terms),
        "note": without_unseen(wanted.note).strip()[:LONGEST_NOTE],
        "created_by": user,
    }
    gap, is_new = Gap.objects.open().get_or_create(**what, defaults=values)
    if is_new:
        record(Act.CREATED, gap, person=user)
    return gap


@transaction.atomic
def close_gap(gap: Gap, user) -> None:
    """Close one by hand: it is no gap any more, or nobody will fill it."""
    if not can_moderate(user):
        raise PermissionDenied
    if Gap.objects.open().filter(pk=gap.pk).update(closed_at=timezone.now()):
        record(Act.CHANGED, gap, person=user, what="desk.close_gap")


def is_filled(gap: Gap, terms: Vocabulary) -> bool:
    """Whether there are more listings for it than when it was made, or a newer one in place of another."""
    what = gap.language_code, gap.area, gap.topic
    try:
        found, number = found_for(*what, terms), count(*what, terms)
    except IndexMissing:
        return False
    newer = Service.objects.filter(pk__in=found, first_published_at__gt=gap.created_at)
    return number > gap.listings or newer.exists()


def fill(gap: Gap, terms: Vocabulary) -> None:
    """Close a gap, and keep which listing came last of those that are there for it."""
    ids = found_for(gap.language_code, gap.area, gap.topic, terms)
    newest = (
        Service.objects.filter(pk__in=ids)
        .order_by(F("first_published_at").desc(nulls_last=True), "-pk")
        .first()
    )
    gap.closed_at, gap.service = timezone.now(), newest
    gap.save(update_fields=["closed_at", "service"])
