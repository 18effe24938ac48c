"""What a machine may lack. On one's own machine its tests are skipped with a line; with CI=true they fail."""

import os

import pytest


def missing(part: str) -> None:
    """Skip the test, or fail it where every part must be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{part} (script/test sets it up)", pytrace=False)
    pytest.skip(f"{part} (script/test sets it up)")
