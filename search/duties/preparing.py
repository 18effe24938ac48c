"""Topics that were edited are known to search within a minute, without waiting for the listings."""

import time
from dataclasses import dataclass

from django.db.models import Count, Max

from directory.models import Service
from search.indexing.batches import batches
from search.indexing.deriving import learned, note_due
from search.models import OutboxEntry
from search.topics import vocabulary

#: Seconds between two looks: several saves in a row are one preparation
LOOKS_EVERY = 10.0

Kind = OutboxEntry.Kind
OF_VOCABULARY = (Kind.TERM, Kind.WORDS, Kind.REBUILD)


@dataclass(frozen=True)
class _Written:
    """What the outbox says of the vocabulary. A row may appear beneath others: their number tells."""

    number: int
    last: int | None


class Preparing:
    """Looks now and then whether the vocabulary was edited. Each host has its own lexicon."""

    def __init__(self) -> None:
        self._looks_next = 0.0
        self._prepared_for: _Written | None = None

    def run(self) -> None:
        if time.monotonic() < self._looks_next:
            return
        self._looks_next = time.monotonic() + LOOKS_EVERY
        if (written := _written()) != self._prepared_for:
            prepare_and_note()
            self._prepared_for = written


def prepare_and_note() -> None:
    """Prepare the vocabulary, and write down which listings may be about something else than before.

    They are after an edit, and after an update that learned topics anew.
    """
    lexicon = vocabulary.prepare()
    if lexicon is None or vocabulary.noted_for() == (known_by := f"{lexicon.digest} {learned()}"):
        return
    # Drafts too: their editors are offered topics
    for batch in batches(list(Service.objects.order_by("pk").values_list("pk", flat=True))):
        note_due(batch)
    # Last: whoever is ended before it notes them all again
    vocabulary.set_noted_for(known_by)


def _written() -> _Written:
    rows = OutboxEntry.objects.filter(kind__in=OF_VOCABULARY)
    return _Written(**rows.aggregate(number=Count("pk"), last=Max("pk")))
