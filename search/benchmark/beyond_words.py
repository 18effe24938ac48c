"""What it costs that a search looks at more than words: topics and the sentence model."""

from pathlib import Path

from django.utils import timezone

from search.benchmark.changed import measure_changed
from search.benchmark.figure import Figure
from search.benchmark.meanings import make_up_meanings
from search.benchmark.measuring import WARM_UP, Viewed
from search.benchmark.new_and_seen import measure_new_and_seen
from search.benchmark.products import measure_products
from search.benchmark.typed import typed
from search.benchmark.web_process import measure_web_process
from search.duties.worker import Worker
from search.engines.embedded import EmbeddedEngine
from search.topics import vocabulary

#: Searches after which a process has loaded what it ever loads
LOADING = 60


def measure_beyond_words(
    engine: EmbeddedEngine, folder: Path, *, queries: int, changed: int
) -> dict[str, Figure]:
    """Returns what `manage.py benchmark_meaning` prints, over the listings that are there.

    `changed` is the number of listings that the worker is measured with.
    """
    vocabulary.prepare()
    make_up_meanings(seed=1)
    Worker(engine).rebuild("to be measured")
    now, drawn = timezone.now(), typed(queries + WARM_UP, seed=1)
    searches, before = drawn[:queries], drawn[queries:]
    for asked in before:
        Viewed.of(asked, engine, now)
    return {
        **measure_new_and_seen(engine, searches, now),
        **measure_products(engine.reader.fresh().columns.meanings, searches),
        **measure_web_process(folder, searches[:LOADING]),
        **measure_changed(changed),
    }
