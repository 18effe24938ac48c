"""What listings are about, worked out beside the index: never in a request, and no change waits for it.

Kept by listing with a digest of what it was made from: a listing that did not change costs nothing again.
One that changed is found by its words at once, and by its meaning a moment later.
"""

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db import transaction
from modeltranslation.utils import build_localized_fieldname

from directory.choices import TaxonomySlug
from directory.models import Service, ServiceAttribute, TaxonomyTerm
from search import precedence, vocabulary
from search.documents.texts import columns
from search.meaning.model import NAME, get_model
from search.meaning.vectors import pack, pack_nearness, unpack
from search.meaning.weights import get_weights
from search.models import DueMeaning, ListingMeaning, OutboxEntry
from search.outbox import enqueue
from search.poison import PASSING
from search.understanding import Lexicon, topics_of_listing

#: The texts a listing is known by, and how much each says
WEIGHED = {"name": 3.0, "summary": 2.0, "description": 1.0}
#: Likeness by words and probability by the model become one nearness (see search.fusion)
WORDS_POWER, WORDS_UNIT, MODEL_POWER, MODEL_SHARE = 1.2, 0.46, 0.38, 0.42
#: How near a listing is to a topic that somebody chose
CHOSEN = 0.8
#: How near a class of the national register, or a concept of an ontology, brings a listing to its topics, all
#: of them together: a class is wide, and words and the model decide among its topics
CLASSED = 0.4
#: How much the keywords of an import say, among the texts
KEYWORDS_WEIGHED = 1.0
SAYING = (TaxonomySlug.TOPICS, TaxonomySlug.SERVICE_CLASSES, TaxonomySlug.KEYWORDS)
#: Seconds that a listing waits for changes to come into an index
GIVES_WAY = 1.0
#: Listings between two looks at the time
MOST_AT_ONCE = 20

logger = logging.getLogger(__name__)


@dataclass
class _Told:
    """What a listing says of itself, in the language it was written in."""

    pk: int
    language: str
    parts: list[tuple[float, str]]
    chosen: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    #: Topics that its classes and keywords stand for, each with its part of them
    classed: dict[str, float] = field(default_factory=dict)

    @property
    def passage(self) -> str:
        name, *others = (text for _weight, text in self.parts)
        return f"{name}. {' '.join(filter(None, others))}"

    def vector_digest(self) -> str:
        return self._digest(NAME, get_weights().of_listings) if _has_model() else ""

    def topics_digest(self, lexicon: Lexicon) -> str:
        imported = [json.dumps([self.keywords, self.classed])] if self.keywords or self.classed else []
        made_by = (lexicon.digest_of(self.language), self.vector_digest())
        return self._digest(*made_by, *sorted(self.chosen), *imported)

    def _digest(self, *made_by: str) -> str:
        text = json.dumps([self.passage, self.language, *made_by], ensure_ascii=False)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def note_due(service_ids: Iterable[int]) -> None:
    """Write down which of these listings say something else than what is known of them."""
    if not (lexicon := _lexicon()):
        return
    wanted = {pk: told.topics_digest(lexicon) for pk, told in _read(list(service_ids)).items()}
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
    """Says by what listings are known beside their words; nothing without the model."""
    return get_weights().of_listings if _has_model() else ""


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
            ListingMeaning(service_id=pk, topics=pack_nearness(_nearness(told, None, lexicon)))
            for pk, told in _read(service_ids).items()
        ]
        ListingMeaning.objects.bulk_create(rows, ignore_conflicts=True)


def derive(service_ids: Iterable[int]) -> None:
    """Bring what these listings are about up to date."""
    if not (lexicon := _lexicon()):
        return
    told = _read(list(service_ids))
    known = {each.service_id: each for each in ListingMeaning.objects.filter(service_id__in=told)}
    changed = [_derived(each, known.get(pk), lexicon) for pk, each in told.items()]
    ListingMeaning.objects.bulk_create(
        [row for row in changed if row],
        update_conflicts=True,
        unique_fields=["service_id"],
        update_fields=["vector_digest", "vector", "topics_digest", "topics"],
    )


def _lexicon() -> Lexicon | None:
    return vocabulary.lexicon() if vocabulary.is_used() else None


def _has_model() -> bool:
    return bool(vocabulary.uses("meaning") and get_model() and get_weights())


def _read(service_ids: list[int]) -> dict[int, _Told]:
    # Plain values: making thousands of listings would take longer than reading them
    services = Service.objects.filter(pk__in=service_ids).values(
        "pk", "original_language", *columns(*WEIGHED)
    )
    told = {each["pk"]: _told(each) for each in services}
    _read_terms(told)
    return told


def _read_terms(told: Mapping[int, _Told]) -> None:
    """Add the topics that people chose, and the classes and keywords of an import."""
    rows = ServiceAttribute.objects.filter(service__in=told, term__taxonomy__slug__in=SAYING)
    classes: list[tuple[_Told, str]] = []
    for row in rows.order_by("pk").values(
        *("service_id", "term__taxonomy__slug", "term__code", "term__parent"), *columns("term__name")
    ):
        listing, code = told[row["service_id"]], row["term__code"]
        match row["term__taxonomy__slug"]:
            case TaxonomySlug.KEYWORDS:
                listing.keywords.append(_text(row, "term__name", listing.language))
                classes.append((listing, code))
            case TaxonomySlug.SERVICE_CLASSES:
                classes.append((listing, code))
            case TaxonomySlug.TOPICS if row["term__parent"]:
                listing.chosen.append(code)
    topics = _topics_by_code() if classes else {}
    for listing, code in classes:
        for topic in topics.get(code, ()):
            listing.classed[topic] = listing.classed.get(topic, 0) + CLASSED / len(topics[code])


def _topics_by_code() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    topics = TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).filter(parent__isnull=False).order_by("pk")
    for topic, classes in topics.values_list("code", "related_codes"):
        for code in classes:
            found.setdefault(code, []).append(topic)
    return found


def _told(service: Mapping[str, Any]) -> _Told:
    language = service["original_language"]
    parts = [(weight, _text(service, name, language)) for name, weight in WEIGHED.items()]
    return _Told(service["pk"], language, parts)


def _text(service: Mapping[str, Any], name: str, language: str) -> str:
    return (service[build_localized_fieldname(name, language)] or "").strip()


def _derived(told: _Told, known: ListingMeaning | None, lexicon: Lexicon) -> ListingMeaning | None:
    """The row of a listing; None when it says that already."""
    row = known or ListingMeaning(service_id=told.pk)
    vector_digest, topics_digest = told.vector_digest(), told.topics_digest(lexicon)
    if (row.vector_digest, row.topics_digest) == (vector_digest, topics_digest):
        return None
    if row.vector_digest != vector_digest:
        row.vector = _vector(told) if vector_digest else b""
        row.vector_digest = vector_digest
    row.topics = pack_nearness(_nearness(told, unpack(row.vector) if vector_digest else None, lexicon))
    row.topics_digest = topics_digest
    return row


def _vector(told: _Told) -> bytes:
    return pack(get_weights().centred_passage(get_model().passage(told.passage)))


def _nearness(told: _Told, vector: np.ndarray | None, lexicon: Lexicon) -> np.ndarray:
    """How near a listing is to each topic."""
    parts = [*told.parts, (KEYWORDS_WEIGHED, " ".join(told.keywords))]
    near = topics_of_listing(parts, told.language, lexicon) ** WORDS_POWER / WORDS_UNIT
    if vector is not None:
        near += MODEL_SHARE * get_weights().of_listing(vector, lexicon.topics) ** MODEL_POWER
    positions = {code: position for position, code in enumerate(lexicon.topics)}
    for code, share in told.classed.items():
        if (position := positions.get(code)) is not None:
            near[position] = max(near[position], min(near[position] + share, CHOSEN))
    for code in told.chosen:
        if (position := positions.get(code)) is not None:
            near[position] = max(near[position], CHOSEN)
    return near
