"""The embedded index: folders of generations, damage, readers that are a step behind."""

import os
import resource
import shutil
from contextlib import contextmanager

import pytest

from search.engines import EngineAway, IndexMissing, get_engine, get_engines, reading
from search.engines.embedded import EmbeddedEngine
from tests.engines.cast import TODAY, change, fill, ids, listing


@pytest.fixture
def new_engine(new_embedded_engine):
    return new_embedded_engine


def test_leftovers_of_a_rebuild_that_failed_are_swept(engine):
    fill(engine, [listing(1)])
    with pytest.raises(AttributeError), engine.rebuild(TODAY) as writer:
        writer.put([listing(2), "not a document"])

    fill(engine, [listing(3)])
    fill(engine, [listing(4)])

    folders = [each for each in engine.generations.folder.iterdir() if each.is_dir()]
    assert len(folders) == 2
    assert ids(engine) == [4]


def test_a_change_right_after_a_rebuild_goes_to_the_new_index_though_a_reader_is_behind(engine):
    fill(engine, [listing(1)])
    assert ids(engine) == [1]
    fill(engine, [listing(2)])

    # Another thread is taking in the new index just now
    with engine.reader.lock:
        change(engine, [listing(3)])

    assert ids(engine) == [2, 3]


class DiskThatIsFull:
    """Stands for tantivy's writer: it takes everything and cannot keep it."""

    def __init__(self, writer):
        self.writer = writer

    def __getattr__(self, name: str):
        return getattr(self.writer, name)

    def commit(self):
        raise OSError(28, "No space left on device")


def test_documents_that_are_not_kept_leave_the_progress_as_it_was(engine):
    """Else nobody would bring them again."""
    fill(engine, [listing(1)], progress={"row": 7})

    with engine.write() as writer:
        writer.writer = DiskThatIsFull(writer.writer)
        writer.put([listing(2)])
        with pytest.raises(OSError, match="No space left"):
            writer.commit({"row": 8})

    assert engine.state().progress == {"row": 7}
    change(engine, [listing(2)], progress={"row": 8})
    assert (ids(engine), engine.state().progress) == ([1, 2], {"row": 8})


def test_progress_that_is_not_kept_takes_no_documents_away(engine):
    fill(engine, [listing(1)], progress={"row": 7})
    in_the_way = engine.generations.current() / f"state.json.{os.getpid()}.new"
    in_the_way.mkdir()

    with pytest.raises(IsADirectoryError):
        change(engine, [listing(2)], progress={"row": 8})

    assert (ids(engine), engine.state().progress) == ([1, 2], {"row": 7})
    in_the_way.rmdir()
    change(engine, [listing(2)], progress={"row": 8})
    assert (ids(engine), engine.state().progress) == ([1, 2], {"row": 8})


class Newer(EmbeddedEngine):
    version = EmbeddedEngine.version + 1


def test_versions_of_the_product_serve_side_by_side_until_the_newer_has_served_a_while(tmp_path):
    older = EmbeddedEngine(tmp_path)
    fill(older, [listing(1)])
    newer = Newer(tmp_path)
    assert newer.state() is None

    fill(newer, [listing(2)])
    change(older, [listing(3)])
    fill(older, [listing(1), listing(4)])
    both = (ids(older), ids(newer))
    fill(newer, [listing(5)])

    assert both == ([1, 4], [2])
    assert [each.name for each in tmp_path.iterdir() if each.is_dir()] == [f"v{newer.version}"]
    assert ids(newer) == [5]


def test_index_of_a_time_when_versions_had_no_folders_is_swept_once_there_is_another(tmp_path):
    (tmp_path / "generation-0123456789ab").mkdir()
    engine = EmbeddedEngine(tmp_path)

    fill(engine, [listing(1)])
    before = (tmp_path / "generation-0123456789ab").exists()
    fill(engine, [listing(2)])

    assert before
    assert not (tmp_path / "generation-0123456789ab").exists()


@pytest.mark.parametrize("damage", ["meta.json", "state.json", None])
def test_a_damaged_index_is_as_good_as_none_and_can_be_rebuilt(new_engine, damage):
    engine = new_engine()
    fill(engine, [listing(1)])
    generation = engine.generations.current()
    if damage:
        (generation / damage).write_text("{")
    else:
        shutil.rmtree(generation)

    later = new_engine()

    assert later.state() is None
    with pytest.raises(IndexMissing), later.write():
        pass
    fill(later, [listing(2)])
    assert ids(later) == [2]


@contextmanager
def too_many_open_files():
    """As in a process that has as many open as it may."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    first_free = os.open(os.devnull, os.O_RDONLY)
    resource.setrlimit(resource.RLIMIT_NOFILE, (first_free, before[1]))
    os.close(first_free)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_what_was_read_last_serves_while_a_change_cannot_be_read(new_engine, monkeypatch, caplog):
    monkeypatch.setattr(reading, "TRY_AGAIN", 0)
    writer, reader = new_engine(), new_engine()
    fill(writer, [listing(1)])
    before = ids(reader)
    change(writer, [listing(2)])

    with too_many_open_files():
        meanwhile = [ids(reader), ids(reader)]

    assert (before, meanwhile, ids(reader)) == ([1], [[1], [1]], [1, 2])
    assert caplog.text.count("cannot be read") == 1


def test_read_that_failed_is_tried_again_after_a_pause_or_with_the_next_change(new_engine, monkeypatch):
    monkeypatch.setattr(reading, "TRY_AGAIN", 600)
    writer, reader = new_engine(), new_engine()
    fill(writer, [listing(1)])
    ids(reader)
    change(writer, [listing(2)])
    with too_many_open_files():
        ids(reader)

    pausing = ids(reader)
    change(writer, [listing(3)])

    assert (pausing, ids(reader)) == ([1], [1, 2, 3])


def test_index_that_could_not_be_read_at_first_is_read_afterwards(new_engine, monkeypatch):
    monkeypatch.setattr(reading, "TRY_AGAIN", 0)
    reader = new_engine()
    fill(new_engine(), [listing(1)])

    with too_many_open_files(), pytest.raises(IndexMissing):
        ids(reader)

    assert ids(reader) == [1]


def test_index_that_another_took_the_place_of_serves_no_more_though_the_other_cannot_be_read(new_engine):
    """Whoever writes would put its progress beside the documents of the other."""
    writer, reader = new_engine(), new_engine()
    fill(writer, [listing(1)])
    ids(reader)
    fill(writer, [listing(2)])

    with too_many_open_files(), pytest.raises(IndexMissing):
        ids(reader)


def test_index_that_cannot_say_how_it_is_just_now_is_not_taken_for_none(new_engine):
    """It would be made anew, and none of those that are there be known as the one that serves."""
    engine = new_engine()
    fill(engine, [listing(1)])
    generation, state = engine.generations.current(), engine.state()

    with too_many_open_files():
        with pytest.raises(EngineAway, match="Too many open files"):
            engine.state()
        with pytest.raises(OSError, match="Too many open files"):
            engine.generations.sweep()

    assert engine.state() == state
    assert generation.is_dir()


def test_damage_that_lasts_is_as_good_as_no_index_also_to_who_had_read_it_before(new_engine, monkeypatch):
    monkeypatch.setattr(reading, "TRY_AGAIN", 0)
    engine = new_engine()
    fill(engine, [listing(1)])
    ids(engine)

    (engine.generations.current() / "meta.json").write_text("{")
    at_first = ids(engine)
    monkeypatch.setattr(reading, "LASTS", 0)

    assert at_first == [1]
    assert engine.state() is None
    fill(engine, [listing(2)])
    assert ids(engine) == [2]


def test_one_engine_serves_a_process(settings, tmp_path):
    settings.SEARCH_INDEX_FOLDER = tmp_path / "index"

    assert get_engine() is get_engine()
    assert get_engines() == (get_engine(),)
    assert isinstance(get_engine(), EmbeddedEngine)
