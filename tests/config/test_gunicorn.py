"""What gunicorn is told about memory: what is loaded before the processes are made is no garbage."""

import gc
import runpy

import pytest
from django.conf import settings


@pytest.fixture
def collecting():
    """Leaves the collector as it was."""
    yield
    gc.unfreeze()
    gc.enable()


def test_start_looks_for_no_garbage_and_processes_leave_out_what_was_loaded(collecting):
    configuration = runpy.run_path(str(settings.ROOT / "site" / "config" / "gunicorn.py"))

    assert not gc.isenabled()

    configuration["when_ready"](None)

    assert gc.isenabled()
    assert gc.get_freeze_count() > 100_000
