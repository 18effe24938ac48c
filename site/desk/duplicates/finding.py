"""Likely duplicates among what readers see, and among organisations, as findings."""

from collections.abc import Iterable, Iterator

from desk.duplicates.blocking import keys, pairs
from desk.duplicates.cards import Card, cards
from desk.duplicates.likeness import Likeness, likeness
from desk.duplicates.organizations import partner_cards
from desk.duplicates.partners import PartnerCard, partner_keys, shared_by_partners
from desk.models import Finding
from desk.quality.kinds import Kind
from directory.models import Service


def likely(found: Iterable[Card]) -> Iterator[tuple[Card, Card, Likeness]]:
    for a, b in pairs(found, keys):
        alike = likeness(a, b)
        if alike.is_likely:
            yield a, b, alike


def likely_partners() -> Iterator[tuple[PartnerCard, PartnerCard, tuple[str, ...]]]:
    """With what they share."""
    for a, b in pairs(partner_cards(), partner_keys):
        if shared := shared_by_partners(a, b):
            yield a, b, shared


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
    yield from _among_partners()


def _among_partners() -> Iterator[Finding]:
    for a, b, shared in likely_partners():
        yield Finding(
            key=f"duplicate:o{a.pk}:{b.pk}",
            kind=Kind.DUPLICATE,
            organization_id=b.pk,
            other_partner_id=a.pk,
            details=list(shared),
        )
