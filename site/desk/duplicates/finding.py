"""Likely duplicates among what readers see, as findings."""

from collections.abc import Iterable, Iterator

from desk.duplicates.blocking import pairs
from desk.duplicates.cards import Card, cards
from desk.duplicates.likeness import Likeness, likeness
from desk.models import Finding
from desk.quality.kinds import Kind
from directory.models import Service


def likely(found: Iterable[Card]) -> Iterator[tuple[Card, Card, Likeness]]:
    for a, b in pairs(found):
        alike = likeness(a, b)
        if alike.is_likely:
            yield a, b, alike


def duplicate_findings() -> Iterator[Finding]:
    """About the younger of the two. Once looked at, a pair keeps its answer: its key is theirs."""
    for a, b, alike in likely(cards(Service.objects.in_force())):
        yield Finding(
            key=f"duplicate:{a.pk}:{b.pk}",
            kind=Kind.DUPLICATE,
            service_id=b.pk,
            twin_id=a.pk,
            details=list(alike.shared),
        )
