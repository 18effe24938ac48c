"""A query in another language finds listings by what its words are in Finnish, the same on both engines."""

from dataclasses import replace

import pytest

from search.querying.parameters import Parameters
from search.querying.queries import Query, build
from search.understanding import Reading
from search.understanding.dictionary import Dictionary
from search.understanding.dictionary import build as build_dictionary
from tests.engines.cast import NOW, fill, listing


@pytest.fixture(scope="module")
def dictionary(tmp_path_factory) -> Dictionary:
    folder = tmp_path_factory.mktemp("dictionary")
    (folder / "es.tsv").write_text("oso\toso\nrezo\trukous\nseta\tsieni\n", encoding="utf-8")
    return build_dictionary(folder)


def asked(dictionary: Dictionary, text: str) -> Query:
    reading: Reading = dictionary.read(text, "es")
    query = build(Parameters.read({"q": text}), now=NOW, language="es")
    return replace(query, words=reading.with_finnish(query.words))


def found(engine, query: Query) -> list[int]:
    return [hit.service_id for hit in engine.search(query).hits]


def test_finnish_word_is_found_in_each_of_its_forms(engine, dictionary):
    fill(engine, [listing(1, "Hiljainen huone rukoukseen"), listing(2, "Uimahalli")])

    assert found(engine, asked(dictionary, "rezo")) == [1]


def test_finnish_word_is_found_within_a_longer_one_after_the_word_itself(engine, dictionary):
    fill(engine, [listing(1, "Sienineuvoja"), listing(2, "Sieniä torilla"), listing(3, "Marjoja")])

    assert found(engine, asked(dictionary, "setas")) == [2, 1]
    assert found(engine, build(Parameters.read({"q": "setas"}), now=NOW, language="es")) == []


def test_short_finnish_word_is_not_looked_for_within_others(engine, dictionary):
    fill(engine, [listing(1, "Osoitteenmuutos"), listing(2, "Oso")])

    assert found(engine, asked(dictionary, "oso")) == [2]
    assert asked(dictionary, "oso").words[0].other_grams == ()
