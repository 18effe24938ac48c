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
from search.documents import public_service_ids
from search.engines import Engine
from search.evaluation.listings import write_listings
from search.evaluation.report import Report
from search.evaluation.running import Answered, run
from search.evaluation.sets import Asked, JudgementSet
from search.evaluation.sharing import shares_of
from search.evaluation.striking import Struck
from search.indexing.consumers import consumer_of
from search.indexing.deriving import derive
from search.indexing.rebuild import rebuild
from search.meaning.model import is_installed
from search.topics import vocabulary

SEED = 1


class Trial:
    """One engine and the product's vocabulary; the listings are those that were put last.

    `went_without` are the answers without the sentence model though it is in use.
    """

    def __init__(self, engine: Engine):
        self.engine, self.now = engine, timezone.now()
        self.known: dict[int, str] = {}
        self.went_without = 0
        load_vocabulary()
        vocabulary.prepare()

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
        answers = run(queries, self.engine, self.known, now=self.now, between=between, struck=struck)
        if vocabulary.uses("meaning") and is_installed():
            self.went_without += sum(not each.used_model for each in answers)
        return answers

    def report(self, judged: JudgementSet, answers: Sequence[Answered]) -> Report:
        """Figures of the answers to a set, with the shares of words, topics and meaning."""
        today = timezone.localdate(self.now)
        shares = shares_of(answers, judged.judgements, self.engine, self.known, today=today)
        return Report(answers, judged.judgements, shares)

    def topic_names(self) -> list[str]:
        """The English names of the vocabulary's topics, in their order."""
        names = dict(TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).values_list("code", "name_en"))
        return [names[code] for code in vocabulary.topics()]

    @contextmanager
    def without(self, channel: str) -> Iterator[None]:
        """Ask without a way of finding; where it tells what listings are about, that is worked out anew.

        And once more afterwards, unless it was the model, which would take minutes: ask without it last.
        """
        with override_settings(SEARCH_WITHOUT=(channel,)):
            if channel in ("meaning", "pieces"):
                self.index()
            yield
        if channel == "pieces":
            self.index()
