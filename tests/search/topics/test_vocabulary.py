"""The vocabulary made ready for search, by whoever comes first."""

import threading
from dataclasses import replace

import pytest
from django.db import connections
from django.utils import timezone
from filelock import FileLock

from search.duties.worker import Worker
from search.indexing.rebuild import rebuild
from search.topics import vocabulary
from search.topics.making import MANY, Making, MakingError
from search.understanding import Entry, Lexicon, topics_of_query
from tests.factories import ServiceFactory, TaxonomyTermFactory


@pytest.mark.django_db(transaction=True)
def test_workers_of_two_engines_that_come_at_once_prepare_it_once(search_index, settings, caplog):
    settings.SEARCH_WITHOUT = ("meaning", "dictionary")
    theme = TaxonomyTermFactory(code="everything", name_fi="Kaikki")
    TaxonomyTermFactory(code="debt", parent=theme, name_fi="Velkaneuvonta")
    caplog.set_level("INFO", logger=vocabulary.logger.name)
    both_are_there, problems = threading.Barrier(2), []

    def prepare():
        try:
            both_are_there.wait(10)
            vocabulary.prepare()
        except Exception as error:
            problems.append(error)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=prepare) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert problems == []
    assert vocabulary.lexicon().topics == ("debt",)
    assert [record.message for record in caplog.records] == ["Preparing 1 texts of 1 topics"]


@pytest.mark.django_db
@pytest.mark.parametrize("gone", ["deleted", "made a theme"])
def test_topic_that_is_gone_leaves_the_others_at_their_places(search_index, settings, gone):
    settings.SEARCH_WITHOUT = ("meaning", "dictionary")
    theme = TaxonomyTermFactory(code="everything", name_fi="Kaikki")
    first = TaxonomyTermFactory(code="debt", parent=theme, name_fi="Velkaneuvonta")
    TaxonomyTermFactory(code="lice", parent=theme, name_fi="Päätäit")
    vocabulary.prepare()

    if gone == "deleted":
        first.delete()
    else:
        first.parent = None
        first.save()
    TaxonomyTermFactory(code="swimming", parent=theme, name_fi="Uinti")
    lexicon = vocabulary.prepare()

    assert lexicon.topics == ("", "lice", "swimming")
    assert list(topics_of_query("päätäit", "fi", lexicon) > 0) == [False, True, False]
    assert not topics_of_query("velkaneuvonta", "fi", lexicon).any()


@pytest.mark.django_db
def test_topic_that_comes_back_has_its_place_again(search_index, settings):
    settings.SEARCH_WITHOUT = ("meaning", "dictionary")
    theme = TaxonomyTermFactory(code="everything", name_fi="Kaikki")
    first = TaxonomyTermFactory(code="debt", parent=theme, name_fi="Velkaneuvonta")
    TaxonomyTermFactory(code="lice", parent=theme, name_fi="Päätäit")
    vocabulary.prepare()
    first.delete()
    vocabulary.prepare()

    TaxonomyTermFactory(code="debt", parent=theme, name_fi="Velkaneuvonta")

    assert vocabulary.prepare().topics == ("debt", "lice")


@pytest.mark.django_db
@pytest.mark.parametrize("by", ["the rebuild", "another worker"])
def test_changes_are_followed_while_the_vocabulary_is_prepared_for_a_rebuild(search_index, settings, by):
    settings.SEARCH_WITHOUT = ("meaning", "dictionary")
    service, kept = ServiceFactory.create_batch(2)
    search_index.drain()
    TaxonomyTermFactory(parent=TaxonomyTermFactory(), name_fi="Velkaneuvonta")
    others = FileLock(settings.SEARCH_INDEX_FOLDER / "vocabulary" / "preparing.lock", thread_local=False)
    if by == "another worker":
        others.acquire()
    end_of_others = threading.Timer(10, others.release)
    end_of_others.start()
    found = []

    def withdraw_and_look(_done, total):
        if total == 0 and not found:
            service.unpublish()
            Worker(search_index.engine).follow_changes()
            found.append(search_index.found())
            others.release()

    rebuild(search_index.engine, now=timezone.now(), consumer="test", between=withdraw_and_look)
    end_of_others.cancel()

    assert found == [[kept]]


@pytest.mark.django_db
def test_words_that_are_asked_again_are_read_anew_only_after_a_change(search_index, settings):
    settings.SEARCH_WITHOUT = ("meaning",)
    theme = TaxonomyTermFactory(code="everything", name_fi="Kaikki")
    TaxonomyTermFactory(code="debt", parent=theme, name_fi="Velkaneuvonta")
    vocabulary.prepare()

    first = vocabulary.read("scissors", "en")
    again = vocabulary.read("scissors", "en")
    TaxonomyTermFactory(code="swimming", parent=theme, name_fi="Uinti")
    vocabulary.prepare()

    assert first.in_finnish == "sakset"
    assert again is first
    assert vocabulary.read("scissors", "en") is not first


def test_large_vocabulary_is_made_in_a_process_of_its_own(tmp_path, capfd):
    entries = [Entry("swimming", "en", "term", f"pool number {number}") for number in range(MANY)]
    making = Making(tmp_path / "made", entries, ("swimming",), "digest", with_dictionary=False)

    making.make_apart()

    assert Lexicon.open(tmp_path / "made").digest == "digest"
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(MakingError):
        replace(making, folder=tmp_path / "file" / "made").make_apart()
    assert "NotADirectoryError" in capfd.readouterr().err
