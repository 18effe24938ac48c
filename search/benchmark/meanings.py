"""What listings are about, made up at random: a search has as much to do as with what the model says."""

import numpy as np

from directory.models import Service
from search.meaning.model import DIMENSIONS
from search.meaning.vectors import pack, pack_nearness
from search.models import ListingMeaning
from search.topics import vocabulary

#: Topics that a listing is near to
NEAR = 3


def make_up_meanings(*, seed: int) -> None:
    """For all listings; the vocabulary has to be ready. Without one there is none of a topic."""
    lexicon, chance = vocabulary.lexicon(), np.random.default_rng(seed)
    number = len(lexicon.topics) if lexicon else 0
    ListingMeaning.objects.bulk_create(
        (
            ListingMeaning(
                service_id=pk,
                vector=pack(chance.normal(size=DIMENSIONS)),
                topics=pack_nearness(_near_some(number, chance)),
            )
            for pk in Service.objects.order_by("pk").values_list("pk", flat=True)
        ),
        batch_size=1_000,
    )


def _near_some(number: int, chance: np.random.Generator) -> np.ndarray:
    near = chance.uniform(0, 0.1, number)
    near[chance.integers(0, max(number, 1), min(NEAR, number))] = chance.uniform(0.4, 1)
    return near
