"""How it went for families that were sent to a partner's listings by a tray."""

from dataclasses import dataclass
from datetime import date, timedelta

from directory.reading.texts import Text
from trays.choices import Answer
from trays.outcomes import outcome_counts
from workspace.names import listing_name
from workspace.partners import Partner
from workspace.upkeep.listings import lines_of

#: Long enough for a number to say something
COUNTED_FOR = timedelta(days=365)


@dataclass(frozen=True)
class OutcomeLine:
    """A listing with how many said what."""

    name: Text
    numbers: tuple[tuple[str, int], ...]


def outcome_lines(partner: Partner, today: date) -> list[OutcomeLine]:
    """Its listings of which something was said in the last year, by name. Three queries."""
    ids = partner.listings().values_list("pk", flat=True)
    counts = outcome_counts(ids, since=today - COUNTED_FOR)
    return [
        OutcomeLine(
            listing_name(service),
            tuple((str(answer.label), getattr(counts[service.pk], answer.value)) for answer in Answer),
        )
        for service in lines_of(partner).filter(pk__in=counts)
    ]
