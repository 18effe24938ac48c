"""What listings are about, worked out beside the index: no reader and no change waits for it.

The sentence model reads listings in no request. What a draft's words alone tell is worked out in one: that of
the editor who is asked for its topics (`topics_of`).

Kept by listing with a digest of what it was made from: a listing that did not change costs nothing again.
One that changed is found by its words at once, and by its meaning a moment later.
"""

import json
import logging
import time
from collections.abc import Callable, Iterable, Iterator

import numpy as np
from django.db import transaction

from directory.models import Service
from search.indexing import precedence
from search.indexing.outbox import enqueue
from search.indexing.poison import PASSING
from search.meaning.model import NAME, get_model
from search.meaning.vectors import pack, pack_nearness, unpack
from search.meaning.weights import get_weights
from search.models import DueMeaning, ListingMeaning, OutboxEntry
from search.topics import vocabulary
from search.topics.derived import DerivedTopic, derived_topics, nearness, with_chosen
from search.topics.listing_texts import Told, read, told_by
from search.understanding import Lexicon, get_pieces
from search.weighing import BY_MORE, BY_WORDS, Limits

#: Raised when something else is kept of the same listing
MADE = "2"
#: Seconds that a listing waits for changes to come into an index
GIVES_WAY = 1.0
#: Listings between two looks at the time
MOST_AT_ONCE = 20

logger = logging.getLogger(__name__)


def note_due(service_ids: Iterable[int]) -> None:
    """Write down which of these listings say something else than what is known of them."""
    if not (lexicon := _lexicon()):
        return
    wanted = {pk: _topics_digest(told, lexicon) for pk, told in read(list(service_ids)).items()}
    known = ListingMeaning.objects.filter(service_id__in=wanted).values_list("service_id", "topics_digest")
    due = wanted.items() - set(known)
    DueMeaning.objects.bulk_create(
        [DueMeaning(service_id=pk, digest=digest) for pk, digest in sorted(due)],
        update_conflicts=True,
        unique_fields=["service_id"],
        update_fields=["digest"],
    )


def derive_due(patience: float) -> int:
    """Work on what is due for about so many seconds, and have it written to the index; returns how many.

    On several hosts each does so: two may work out the same, and write the same.
    """
    until, done = time.monotonic() + patience, 0
    for work, due in _next():
        precedence.changes.give_way(GIVES_WAY)
        work(due)
        done += 1
        if time.monotonic() > until:
            break
    return done


def learned() -> str:
    """Says what is kept of listings, and by what was learned of topics."""
    return f"{MADE} {get_weights().of_listings if _has_model() else ''} {_of_pieces()}"


def waiting() -> int:
    """How many listings are not known by their meaning yet."""
    return DueMeaning.objects.count()


def _next() -> Iterator[tuple[Callable[[DueMeaning], None], DueMeaning]]:
    """What to work on: first a glance at listings of which nothing is known, or others stand before them."""
    due = DueMeaning.objects.order_by("pk")
    if _has_model():
        unknown = due.exclude(service_id__in=ListingMeaning.objects.values("service_id"))
        yield from ((_glance, each) for each in unknown[:MOST_AT_ONCE])
    yield from ((_derive_one, each) for each in due[:MOST_AT_ONCE])


def _glance(due: DueMeaning) -> None:
    """Note the topics by words alone, which is quick; the listing stays in the queue for the model."""
    if _succeeds(_derive_by_words, due) and ListingMeaning.objects.filter(service_id=due.service_id).exists():
        enqueue(OutboxEntry.Kind.MEANING, due.service_id)


def _derive_one(due: DueMeaning) -> None:
    # Whoever changes the listing meanwhile asks for another digest, and stays in the queue
    answered = DueMeaning.objects.filter(service_id=due.service_id, digest=due.digest)
    if not _succeeds(derive, due):
        return
    with transaction.atomic():
        enqueue(OutboxEntry.Kind.MEANING, due.service_id)
        answered.delete()


def _succeeds(work: Callable[[list[int]], None], due: DueMeaning) -> bool:
    try:
        work([due.service_id])
    except PASSING:
        raise
    except Exception:
        # It is found by its words; written to the index it would be due again at once
        logger.exception("What listing %d is about was not worked out", due.service_id)
        DueMeaning.objects.filter(service_id=due.service_id, digest=due.digest).delete()
        return False
    return True


def _derive_by_words(service_ids: list[int]) -> None:
    """Bring the topics of new listings up to date as far as words tell; the digests say that more is due."""
    if lexicon := _lexicon():
        rows = [
            ListingMeaning(service_id=pk, topics=_packed(nearness(told, None, lexicon), told, lexicon))
            for pk, told in read(service_ids).items()
        ]
        ListingMeaning.objects.bulk_create(rows, ignore_conflicts=True)


def derive(service_ids: Iterable[int]) -> None:
    """Bring what these listings are about up to date."""
    if not (lexicon := _lexicon()):
        return
    told = read(list(service_ids))
    known = {each.service_id: each for each in ListingMeaning.objects.filter(service_id__in=told)}
    changed = [_derived(each, known.get(pk), lexicon) for pk, each in told.items()]
    ListingMeaning.objects.bulk_create(
        [row for row in changed if row],
        update_conflicts=True,
        unique_fields=["service_id"],
        update_fields=["vector_digest", "vector", "topics_digest", "topics", "text_digest", "derived_topics"],
    )


def topics_of(version: Service) -> list[DerivedTopic]:
    """The topics that a version of a listing speaks of, as they are kept.

    Texts that are still being written are kept by nobody, and an editor goes on from them to the topics at
    once: of those it is what their words tell.
    """
    if not (lexicon := _lexicon()):
        return []
    told = told_by(version)
    kept = ListingMeaning.objects.filter(service_id=told.pk, text_digest=told.digest())
    if (rows := kept.values_list("derived_topics", flat=True).first()) is not None:
        return list(map(DerivedTopic.from_json, rows))
    return derived_topics(nearness(told, None, lexicon), _limits(None), told, lexicon)


def _lexicon() -> Lexicon | None:
    return vocabulary.lexicon() if vocabulary.is_used() else None


def _has_model() -> bool:
    return bool(vocabulary.uses("meaning") and get_model() and get_weights())


def _limits(vector: np.ndarray | None) -> Limits:
    return BY_WORDS if vector is None and not vocabulary.uses("pieces") else BY_MORE


def _of_pieces() -> str:
    return get_pieces().digest if vocabulary.uses("pieces") else ""


def _vector_digest(told: Told) -> str:
    return told.digest(NAME, get_weights().of_listings) if _has_model() else ""


def _topics_digest(told: Told, lexicon: Lexicon) -> str:
    imported = [json.dumps([told.keywords, told.classed])] if told.imported else []
    made_by = (MADE, lexicon.digest_of(told.language), _vector_digest(told), _of_pieces())
    return told.digest(*made_by, *sorted(told.chosen), *imported)


def _derived(told: Told, known: ListingMeaning | None, lexicon: Lexicon) -> ListingMeaning | None:
    """The row of a listing; None when it says that already."""
    row = known or ListingMeaning(service_id=told.pk)
    vector_digest, topics_digest = _vector_digest(told), _topics_digest(told, lexicon)
    if (row.vector_digest, row.topics_digest) == (vector_digest, topics_digest):
        return None
    if row.vector_digest != vector_digest:
        row.vector = _vector(told) if vector_digest else b""
        row.vector_digest = vector_digest
    vector = unpack(row.vector) if vector_digest else None
    near = nearness(told, vector, lexicon)
    row.topics, row.topics_digest = _packed(near, told, lexicon), topics_digest
    row.derived_topics = [each.to_json() for each in derived_topics(near, _limits(vector), told, lexicon)]
    row.text_digest = told.digest()
    return row


def _vector(told: Told) -> bytes:
    return pack(get_weights().centred_passage(get_model().passage(told.passage)))


def _packed(near: np.ndarray, told: Told, lexicon: Lexicon) -> bytes:
    return pack_nearness(with_chosen(near, told, lexicon))
