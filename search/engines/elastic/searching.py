"""Questions to Elasticsearch and its answers: two requests for a search with words, one for one without.

The first counts how many listings match each word, which says how rare it is. The second asks for hits with
all words and, where there are several, for how many of them any listing has; only where none has all, a third
one follows. Where more is sought than words, the second asks what is meant, and the third for the hits.
"""

from collections.abc import Mapping

from elasticsearch.dsl import query as dsl

from search.engines.elastic import words
from search.engines.elastic.conditions import Conditions, is_listing
from search.engines.elastic.connecting import Answer, PatientClient
from search.engines.elastic.counting import counters, read_counts
from search.engines.elastic.fields import ANSWERED
from search.engines.elastic.hits import read_hit
from search.engines.elastic.meaning import Meaning
from search.engines.elastic.ordering import order
from search.engines.elastic.words import Words, Written
from search.querying import scoring
from search.querying.queries import Query
from search.querying.results import PAGE_SIZE, Matching, Results


class Searching:
    """Answers one query."""

    def __init__(self, client: PatientClient, alias: str, query: Query):
        self.client, self.alias, self.query = client, alias, query
        self.conditions = Conditions(query)
        self.offered, self.suited = _written(self.conditions.offered), _written(self.conditions.suited)
        asks_words = query.sought is None or query.sought.with_words
        self.words = Words(query.words, self.matching()) if asks_words else Words((), Matching(listings=0))
        self.meaning = Meaning(query.sought, self.words) if query.sought else None
        #: How many words a listing must have; 0 where none is found by them
        self.most = len(self.words.words)
        #: Those that are found by what they mean
        self.meant: tuple[int, ...] = ()

    def results(self) -> Results:
        page = self.query.page
        if self.meaning:
            self._look()
            first, counted = self._ask(self._hits(page), self._facets())
        else:
            first, counted, *probe = self._ask(self._hits(page), self._facets(), *self._probe())
            if probe and (most := _most(probe[0])) < self.most:
                if most < self.words.fewest:
                    return Results(facets=read_counts(self.query, {}))
                self.most = most
                first, counted = self._ask(self._hits(page), self._facets())
        total = first["hits"]["total"]["value"]
        pages = max(1, -(-total // PAGE_SIZE))
        last = first
        if page > pages:
            [last] = self._ask(self._hits(pages))
        return Results(
            hits=tuple(read_hit(self.query, each) for each in last["hits"]["hits"]),
            total=total,
            facets=read_counts(self.query, counted["aggregations"]) if self.query.counts_facets else {},
            page=min(page, pages),
            pages=pages,
            matched_all_words=bool(self.meant) or self.most in (0, len(self.words.words)),
        )

    def count(self) -> int:
        if self.meaning:
            self._look()
        elif len(self.query.words) > 1:
            [probe] = self._ask(*self._probe())
            self.most = _most(probe)
            if self.most < self.words.fewest:
                return 0
        [answer] = self._ask({"query": self._found(), "size": 0, "track_total_hits": True})
        return answer["hits"]["total"]["value"]

    def matching(self) -> Matching:
        """Count all listings, and those that match each word."""
        if not self.query.words:
            return Matching(listings=0)
        by_word = {
            f"{name}-{n}": words.found(word, with_long=with_long)
            for name, with_long in (("briefly", False), ("long", True))
            for n, word in enumerate(self.query.words)
        }
        search = {
            "query": {"bool": {"filter": _written([is_listing()])}},
            "size": 0,
            "track_total_hits": True,
            "aggs": {"words": {"filters": {"filters": by_word}}},
        }
        [answer] = self._ask(search)
        counts = {
            name: each["doc_count"] for name, each in answer["aggregations"]["words"]["buckets"].items()
        }
        return _matching(answer["hits"]["total"]["value"], counts, len(self.query.words))

    def _facets(self) -> Written:
        """Counts alone: Elasticsearch keeps the answer until the index changes, for searches of a minute."""
        found = {"bool": {"filter": [*self._matched(), *self._listed()]}}
        asked = {"query": found, "size": 0, "track_total_hits": False}
        return asked | {"aggs": counters(self.query)} if self.query.counts_facets else asked

    def _hits(self, page: int) -> Written:
        """The hits of a page, and how many there are in all."""
        return {
            "query": self._found(),
            "sort": order(self.query, self.conditions),
            "_source": list(ANSWERED),
            "from": (page - 1) * PAGE_SIZE,
            "size": PAGE_SIZE,
            "track_total_hits": True,
            "track_scores": True,
        }

    def _found(self) -> Written:
        """All hits, with their scores."""
        own = _written([*self.conditions.listings(), *self.conditions.session_exists()])
        chosen = [*self._listed(), *own]
        if self.meaning:
            return self.meaning.scored([*self._matched(), *chosen], self.query.language)
        if self.query.words:
            scored = {"should": self.words.scored(), "minimum_should_match": self.most}
        else:
            scored = {"must": [words.everything()]}
        return words.in_own_language({"bool": scored | {"filter": chosen}}, self.query.language)

    def _look(self) -> None:
        """Learn which listings are meant, and how many of the words a listing has at most."""
        looked, *probe = self._ask(self.meaning.look(self.offered), *self._probe())
        self.meant = self.meaning.found(looked)
        if probe and (most := _most(probe[0])) < self.most:
            self.most = most if most >= self.words.fewest else 0

    def _matched(self) -> list[Written]:
        """What finds listings by their words, or by what they mean; nothing where all are found."""
        ways: list[Written] = []
        if self.most:
            ways.append({"bool": {"should": self.words.found(), "minimum_should_match": self.most}})
        if self.meaning:
            ways.append({"terms": {"id": list(self.meant)}})
        return [words.any_of(ways)] if ways else []

    def _listed(self) -> list[Written]:
        return [*self.offered, *self.suited]

    def _probe(self) -> list[Written]:
        """How many of several words the listing has that has most of them."""
        if len(self.words.words) < 2:
            return []
        each_counts = [{"constant_score": {"filter": found, "boost": 1}} for found in self.words.found()]
        counted = {"should": each_counts, "minimum_should_match": 1, "filter": self.offered}
        return [{"query": {"bool": counted}, "_source": False, "size": 1, "track_total_hits": False}]

    def _ask(self, *searches: Written) -> list[Answer]:
        """Ask several things at once."""
        return self.client.ask_all([line for search in searches for line in ({"index": self.alias}, search)])


def _written(conditions: list[dsl.Query]) -> list[Written]:
    return [each.to_dict() for each in conditions]


def _most(probe: Answer) -> int:
    return int(probe["hits"]["max_score"] or 0)


def _matching(listings: int, counts: Mapping[str, int], number: int) -> Matching:
    briefly = [counts[f"briefly-{n}"] for n in range(number)]
    with_long = tuple(each < scoring.FEW for each in briefly)
    found = [counts[f"long-{n}"] if with_long[n] else briefly[n] for n in range(number)]
    return Matching(listings, tuple(found), with_long)
