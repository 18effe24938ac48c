"""What was read earlier never takes the place of what was read later."""

from search.engines import IndexEntry
from search.querying.parameters import Parameters
from search.querying.queries import build
from search.querying.results import Matching
from tests.engines.cast import NOW, TODAY, fill, ids, listing


def write(engine, version: int, documents=(), removed=()) -> None:
    with engine.write() as writer:
        writer.put(documents, version=version)
        writer.remove(removed, version=version)
        writer.commit({})


def test_older_version_is_passed_over_and_an_equal_one_is_not(engine):
    fill(engine, [])
    write(engine, 20, [listing(1, "kahvila"), listing(2, "kahvila")])

    write(engine, 19, [listing(1, "kerho"), listing(3, "kerho")])
    write(engine, 20, [listing(2, "neuvola")])

    assert ids(engine, q="kahvila") == [1]
    assert ids(engine, q="kerho") == [3]
    assert ids(engine, q="neuvola") == [2]


def test_older_removal_is_passed_over(engine):
    fill(engine, [])
    write(engine, 20, [listing(1), listing(2)])

    write(engine, 19, removed=[1])
    write(engine, 21, removed=[2])

    assert ids(engine) == [1]


def test_removed_listing_does_not_come_back_with_an_older_version_of_the_same_writer(engine):
    fill(engine, [])
    with engine.write() as writer:
        writer.remove([1], version=20)
        writer.put([listing(1), listing(2)], version=19)
        writer.commit({})

    assert ids(engine) == [2]


def test_index_tells_all_that_it_has_with_versions_and_digests(engine):
    documents = [listing(number, "kerho") for number in (30, 4, 500)]
    fill(engine, [])
    write(engine, 20, documents)
    write(engine, 21, [listing(4, "kerho", gender="women")], removed=[500])

    assert list(engine.entries()) == [
        IndexEntry(4, 21, listing(4, "kerho", gender="women").digest),
        IndexEntry(30, 20, documents[0].digest),
    ]


def test_writer_counts_what_is_in_the_index_that_it_fills(engine):
    fill(engine, [listing(1)])

    with engine.rebuild(TODAY) as writer:
        writer.put([listing(2), listing(3), listing(2)])
        writer.commit({})
        counted = writer.count()

    assert counted == 2


def test_words_are_counted_as_the_score_counts_them(engine):
    fill(engine, [listing(1, "kerho"), listing(2, "kerho kahvila"), listing(3, "perhekahvila"), listing(4)])

    found = engine.matching(build(Parameters.read({"q": "kerho kahvila olematon"}), now=NOW, language="fi"))

    assert found == Matching(listings=4, words=(2, 2, 0), with_long=(True, True, True))
