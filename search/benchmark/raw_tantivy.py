"""What tantivy alone takes for the words, choices and facets of a search: the floor of the embedded engine.

Written by hand, without our layers: one document for each listing, tantivy's own ranking and counting. It
knows no time, no distance, no age, and not which properties belong to the same session.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import tantivy

from search.analysis import QueryWord
from search.documents import ServiceDocument
from search.querying.facets import Level, facets_of
from search.querying.queries import Query
from search.querying.results import PAGE_SIZE
from search.querying.scoring import grams_needed

TEXTS = ("name", "about", "text")
FACETS = [facet for level in (Level.SERVICE, Level.SESSION) for facet in facets_of(level)]
COUNTERS = {facet.key: {"terms": {"field": facet.key, "size": 1000}} for facet in FACETS if facet.is_counted}
MEMORY = 50_000_000


class RawTantivy:
    """An index of its own, beside the one that is measured."""

    def __init__(self, folder: Path):
        self.schema = _schema()
        folder.mkdir(parents=True, exist_ok=True)
        self.index = tantivy.Index(self.schema, str(folder))
        self.writer = self.index.writer(MEMORY, 1)

    def add(self, documents: Iterable[ServiceDocument]) -> None:
        for document in documents:
            self.writer.add_document(_entry(document))

    def finish(self) -> None:
        self.writer.commit()
        self.writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def search(self, query: Query) -> int:
        """Find and count; returns how many there are."""
        asked = self._query(query)
        found = self.searcher.search(asked, limit=PAGE_SIZE, count=True)
        for _score, address in found.hits:
            self.searcher.doc(address)
        self.searcher.aggregate(asked, COUNTERS)
        return found.count

    def _query(self, query: Query) -> tantivy.Query:
        must = [self._word(word) for word in query.words]
        must += [
            self._any((each.key, value) for value in each.values) for each in (*query.service, *query.session)
        ]
        if not must:
            return tantivy.Query.all_query()
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in must])

    def _word(self, word: QueryWord) -> tantivy.Query:
        """A whole word or its stem in any text, or most of its n-grams in one."""
        ways = [self._any((name, token) for name in TEXTS for token in word.exact)]
        ways += [
            self._any(((name, gram) for gram in word.grams), grams_needed(word.grams))
            for name in TEXTS
            if word.grams
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, each) for each in ways])

    def _any(self, terms: Iterable[tuple[str, str]], least: int = 1) -> tantivy.Query:
        found = [tantivy.Query.term_query(self.schema, name, value, "basic") for name, value in terms]
        should = [(tantivy.Occur.Should, each) for each in found]
        return tantivy.Query.boolean_query(should, minimum_number_should_match=least)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for facet in FACETS:
        builder.add_text_field(facet.key, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_bytes_field("document", stored=True)
    return builder.build()


def _entry(document: ServiceDocument) -> tantivy.Document:
    entry = tantivy.Document()
    for name in TEXTS:
        entry.add_text(name, " ".join(document.tokens.get(name, ())))
    for facet in FACETS:
        owners = [document] if facet.level is Level.SERVICE else document.templates
        for value in dict.fromkeys(value for owner in owners for value in facet.read(owner)):
            entry.add_text(facet.key, value)
    entry.add_bytes("document", json.dumps(document.label.to_json()).encode())
    return entry
