"""Judgement sets put into a database and an index made for them, and asked in several ways."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from django.test.utils import override_settings
from django.utils import timezone

from directory.choices import TaxonomySlug
from directory.imports.synthetic import make_listings
from directory.imports.vocabulary import load_vocabulary
from directory.models import Location, Organization, Service, TaxonomyTerm
from search.consumers import consumer_of
from search.deriving import derive
from search.documents import public_service_ids
from search.engines import Engine
from search.evaluation.listings import write_listings
from search.evaluation.running import Answered, run
from search.evaluation.sets import Asked
from search.evaluation.striking import Struck
from search.rebuild import rebuild
from search.vocabulary import prepare, topics

SEED = 1


class Trial:
    """One engine and the product's vocabulary; the listings are those that were put last."""

    def __init__(self, engine: Engine):
        self.engine, self.now = engine, timezone.now()
        self.known: dict[int, str] = {}
        load_vocabulary()
        prepare()

    def put(self, listings: list[dict[str, Any]], *, bury: int = 0) -> None:
        """Have these listings and no others but `bury` generated ones."""
        for model in (Service, Location, Organization):
            model.objects.all().delete()
        self.known = write_listings(listings)
        if bury:
            make_listings(bury, seed=SEED)
        self.index()

    def index(self) -> None:
        derive(public_service_ids(timezone.localdate(self.now)))
        rebuild(self.engine, now=self.now, consumer=consumer_of(self.engine))

    def ask(
        self,
        queries: Sequence[Asked],
        between: Callable[[int], object] = lambda _done: None,
        struck: Struck = MappingProxyType({}),
    ) -> list[Answered]:
        return run(queries, self.engine, self.known, now=self.now, between=between, struck=struck)

    def topic_names(self) -> list[str]:
        """The English names of the vocabulary's topics, in their order."""
        names = dict(TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).values_list("code", "name_en"))
        return [names[code] for code in topics()]

    @contextmanager
    def without(self, channel: str) -> Iterator[None]:
        """Ask without a way of finding. Without the model what listings are about is worked out anew."""
        with override_settings(SEARCH_WITHOUT=(channel,)):
            if channel == "meaning":
                self.index()
            yield
