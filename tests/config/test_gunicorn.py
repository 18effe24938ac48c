"""What gunicorn is told: what is loaded before the fork is no garbage, and processes add up their metrics."""

import ctypes
import gc
import os
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings

FOLDER = "PROMETHEUS_MULTIPROC_DIR"


@pytest.fixture
def memory(monkeypatch):
    """What the C library is told of memory; this process keeps its own way."""
    told = {}
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace(mallopt=told.__setitem__))
    return told


@pytest.fixture
def read(monkeypatch, memory):
    """Reads the configuration as gunicorn does, and leaves collector and environment as they were."""
    # Set first, so that what the configuration sets is taken back, too
    monkeypatch.setenv(FOLDER, "")
    monkeypatch.delenv(FOLDER)
    yield lambda: runpy.run_path(str(settings.ROOT / "site" / "config" / "gunicorn.py"))
    gc.unfreeze()
    gc.enable()


def test_start_looks_for_no_garbage_and_processes_leave_out_what_was_loaded(read, monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER, str(tmp_path))

    configuration = read()

    assert not gc.isenabled()

    configuration["when_ready"](None)

    assert gc.isenabled()
    assert gc.get_freeze_count() > 100_000


def test_c_library_is_told_to_give_free_memory_back(read, memory, monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    trim_threshold, mmap_threshold, arena_max = -1, -3, -8  # of malloc.h

    read()

    assert set(memory) == {trim_threshold, mmap_threshold, arena_max}
    assert memory[trim_threshold] < memory[mmap_threshold]


def test_c_library_without_options_of_memory_serves_too(read, monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace())

    assert read()["workers"] > 1


def test_folder_of_metrics_is_made_once_and_goes_with_the_last_process(read):
    configuration = read()
    folder = Path(os.environ[FOLDER])
    was_made = folder.is_dir()

    read()
    is_the_same = os.environ[FOLDER] == str(folder)
    configuration["on_exit"](None)

    assert (was_made, is_the_same, folder.exists()) == (True, True, False)


def test_folder_of_metrics_that_the_operator_named_stays(read, monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER, str(tmp_path))

    read()["on_exit"](None)

    assert tmp_path.is_dir()


def test_what_a_process_measured_last_goes_with_it_and_what_it_counted_stays(read, monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    for name in ("gauge_livemax_17.db", "gauge_livemax_18.db", "counter_17.db"):
        (tmp_path / name).touch()

    read()["child_exit"](None, SimpleNamespace(pid=17))

    assert {file.name for file in tmp_path.iterdir()} == {"gauge_livemax_18.db", "counter_17.db"}
