"""What the processor does for searches by words that nobody has asked before, and for the same once more."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from django.test.utils import override_settings

from search.benchmark.figure import Figure
from search.benchmark.measuring import Viewed, spread, worked
from search.benchmark.mix import Asked
from search.engines import Engine
from search.meaning.model import get_model

#: What a search does without where it looks at words alone
MORE_THAN_WORDS = ("topics", "meaning")


def measure_new_and_seen(engine: Engine, searches: Sequence[Asked], now: datetime) -> dict[str, Figure]:
    """Milliseconds of the processor; `without_the_model` counts those that did not wait long enough for it.

    The floor of a new search is the model alone, that of a seen one a search by words alone.
    """
    new = [Viewed.of(asked, engine, now) for asked in searches]
    seen = [Viewed.of(asked, engine, now) for asked in searches]
    model = [worked(partial(get_model().query, asked.get["q"])) for asked in searches]
    with override_settings(SEARCH_WITHOUT=MORE_THAN_WORDS):
        by_words = [Viewed.of(asked, engine, now) for asked in searches]
    return {
        "new_query_cpu_ms": Figure(_figures(new), spread(model), {"p95": 60}),
        "seen_query_cpu_ms": Figure(_figures(seen), spread(_cpu(by_words)), {"p95": 10}),
    }


def _figures(viewed: Sequence[Viewed]) -> Mapping[str, float]:
    return spread(_cpu(viewed)) | {"without_the_model": sum(each.lacks_model for each in viewed)}


def _cpu(viewed: Sequence[Viewed]) -> list[float]:
    return [each.worked * 1000 for each in viewed]
