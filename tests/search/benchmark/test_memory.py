"""How much a process takes at the peak is told, also where it has given it back."""

from pathlib import Path

import numpy as np
import pytest

from search.benchmark.memory import grown

MEGABYTE = 1024 * 1024


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="Linux alone tells it")
def test_what_was_taken_at_the_peak_is_told_and_not_what_was_before():
    before = np.ones(100 * MEGABYTE, np.uint8)
    with grown() as told:
        np.ones(60 * MEGABYTE, np.uint8).sum()

    assert 50 < told["grows_by_mb"] < 90
    assert before.any()
