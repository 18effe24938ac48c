"""Writing what was noted into the database, once a minute, in a thread of its own.

What is noted when a process is killed is missing: the numbers are at least so many.
"""

from dataclasses import replace

from django.db import transaction

from search.logbook.each_minute import keep_writing
from search.logbook.noting import Noted, lock, waiting
from search.logbook.said import Said, say
from search.models import NextStep, SearchLog

#: A search may have been answered by another process, which has not written it yet
MOST_TRIES = 3


def write() -> int:
    """Write what was noted since the last time; returns how many searches that were."""
    with lock:
        noted = list(waiting)
        waiting.clear()
    try:
        return _write(noted)
    except Exception:
        # Nothing is lost while the database is away
        with lock:
            waiting.extendleft(reversed(noted))
        raise


@transaction.atomic
def _write(noted: list[Noted]) -> int:
    searches = [_row(each) for each in noted if not each.step]
    SearchLog.objects.bulk_create(searches, batch_size=500)
    again = [each for each in noted if each.step and not _set_step(each) and each.tries < MOST_TRIES]
    with lock:
        waiting.extendleft(replace(each, tries=each.tries + 1) for each in again)
    return len(searches)


def _row(noted: Noted) -> SearchLog:
    said = say(noted.parameters, noted.language, meant_topic=noted.topic)
    return SearchLog(
        day=noted.day,
        key=said.key,
        language_code=said.language,
        area=said.area,
        topic=said.topic,
        words=list(said.words.terms),
        has_other_words=said.words.has_other,
        filters=list(said.filters),
        hits=noted.hits,
    )


def _set_step(noted: Noted) -> bool:
    """Say of one equal search of the day what came after it: which of them it was nobody knows."""
    said: Said = say(noted.parameters, noted.language)
    equal = SearchLog.objects.filter(day=noted.day, key=said.key, next_step=NextStep.NOTHING)
    found = equal.order_by("pk").values_list("pk", flat=True).first()
    return bool(found and SearchLog.objects.filter(pk=found).update(next_step=noted.step))


def start_in_background() -> None:
    keep_writing(write, name="search-logbook")
