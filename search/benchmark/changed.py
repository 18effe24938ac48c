"""What the worker does for a listing that is new: what it is about, by its words and by the model."""

from functools import partial
from typing import Any

from search.benchmark.figure import Figure
from search.benchmark.measuring import spread, worked
from search.evaluation.listings import write_listings
from search.indexing.deriving import derive_due, note_due
from search.meaning.examples import FOLDER
from search.meaning.model import get_model
from search.meaning.told import rows
from search.models import DueMeaning
from search.topics.listing_texts import read

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
    """So many of the examples, of all files: texts of listings that nobody has written to measure time."""
    examples = list(rows(FOLDER))
    return examples[:: max(1, len(examples) // number)][:number]
