"""What listings are about, worked out by whoever writes the index: never in a request.

Kept by listing with a digest of what it was made from: a listing that did not change costs nothing again.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from directory.choices import TaxonomySlug
from directory.models import Service, ServiceAttribute
from search import vocabulary
from search.documents.texts import columns, texts
from search.meaning.model import NAME, get_model
from search.meaning.vectors import pack, unpack
from search.meaning.weights import get_weights
from search.models import ListingMeaning
from search.understanding import Lexicon, topics_of_listing

#: The texts a listing is known by, and how much each says
WEIGHED = {"name": 3.0, "summary": 2.0, "description": 1.0}
#: Likeness by words and probability by the model become one nearness (see search.fusion)
WORDS_POWER, WORDS_UNIT, MODEL_POWER, MODEL_SHARE = 1.2, 0.46, 0.38, 0.42
#: A topic that somebody chose, and the nearness that a byte can say at most
CHOSEN, MOST = 0.8, 1.2


@dataclass
class _Told:
    """What a listing says of itself, in the language it was written in."""

    pk: int
    language: str
    parts: list[tuple[float, str]]
    chosen: list[str] = field(default_factory=list)

    @property
    def passage(self) -> str:
        name, *others = (text for _weight, text in self.parts)
        return f"{name}. {' '.join(filter(None, others))}"

    def digest(self, *made_by: str) -> str:
        text = json.dumps([self.passage, self.language, *made_by], ensure_ascii=False)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def derive(service_ids: Iterable[int]) -> None:
    """Bring what these listings are about up to date."""
    lexicon = vocabulary.lexicon() if vocabulary.is_used() else None
    if lexicon is None:
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


def _read(service_ids: list[int]) -> dict[int, _Told]:
    services = Service.objects.filter(pk__in=service_ids).only("original_language", *columns(*WEIGHED))
    told = {each.pk: _told(each) for each in services}
    chosen = ServiceAttribute.objects.filter(
        service__in=told, term__taxonomy__slug=TaxonomySlug.TOPICS, term__parent__isnull=False
    )
    for service_id, code in chosen.order_by("pk").values_list("service_id", "term__code"):
        told[service_id].chosen.append(code)
    return told


def _told(service: Service) -> _Told:
    language = service.original_language
    parts = [(weight, texts(service, name).get(language, "")) for name, weight in WEIGHED.items()]
    return _Told(service.pk, language, parts)


def _derived(told: _Told, known: ListingMeaning | None, lexicon: Lexicon) -> ListingMeaning | None:
    """The row of a listing; None when it says that already."""
    row = known or ListingMeaning(service_id=told.pk)
    model = get_model() if vocabulary.uses("meaning") else None
    weights = get_weights() if model else None
    vector_digest = told.digest(NAME) if weights else ""
    topics_digest = told.digest(lexicon.digest, vector_digest, *sorted(told.chosen))
    if (row.vector_digest, row.topics_digest) == (vector_digest, topics_digest):
        return None
    if row.vector_digest != vector_digest:
        row.vector = pack(weights.centred_passage(model.passage(told.passage))) if weights else b""
        row.vector_digest = vector_digest
    row.topics = _packed(_nearness(told, unpack(row.vector) if weights else None, lexicon))
    row.topics_digest = topics_digest
    return row


def _nearness(told: _Told, vector: np.ndarray | None, lexicon: Lexicon) -> np.ndarray:
    """How near a listing is to each topic."""
    near = topics_of_listing(told.parts, told.language, lexicon) ** WORDS_POWER / WORDS_UNIT
    if vector is not None:
        near += MODEL_SHARE * get_weights().of_listing(vector, lexicon.topics) ** MODEL_POWER
    for code in told.chosen:
        if code in lexicon.topics:
            position = lexicon.topics.index(code)
            near[position] = max(near[position], CHOSEN)
    return near


def _packed(near: np.ndarray) -> bytes:
    return np.rint(np.clip(near / MOST, 0, 1) * 255).astype(np.uint8).tobytes()
