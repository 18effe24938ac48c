"""What the worker does for a listing that is new: what it is about, by its words and by the model."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.conf import settings

from search.benchmark.figure import Figure
from search.benchmark.measuring import spread, worked
from search.deriving import derive_due, note_due
from search.evaluation.listings import write_listings
from search.listing_texts import read
from search.meaning.model import get_model
from search.models import DueMeaning

#: Texts of listings that nobody has written for a measurement of time
EXAMPLES = settings.ROOT / "search" / "meaning" / "examples"
#: Listings that are worked on before, which do not count
WARM_UP = 3


def measure_changed(number: int) -> dict[str, Figure]:
    """Milliseconds of the processor for each of so many listings: all that the worker does beside the index.

    The floor is the model alone over the same text.
    """
    # Those whose meanings were made up wait to be read, too
    DueMeaning.objects.all().delete()
    told = read(list(write_listings(_rows(WARM_UP + number))))
    model = get_model()
    times = [
        (worked(partial(_work_on, pk)), worked(partial(model.passage, each.passage)))
        for pk, each in told.items()
    ]
    measured, floor = zip(*times[WARM_UP:], strict=True)
    return {"listing_cpu_ms": Figure(spread(measured), spread(floor), {"mean": 200})}


def _work_on(service_id: int) -> None:
    note_due([service_id])
    while derive_due(0):
        pass


def _rows(number: int) -> list[dict[str, Any]]:
    """So many of the examples, of all files."""
    rows = list(_examples())
    return rows[:: max(1, len(rows) // number)][:number]


def _examples() -> Iterator[dict[str, Any]]:
    for path in sorted(EXAMPLES.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
