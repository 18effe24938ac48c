"""The engines under test: whoever adds one adds it here."""

import pytest

from search.engines.embedded import EmbeddedEngine

NAMES = ("embedded",)


@pytest.fixture(params=NAMES)
def new_engine(tmp_path_factory):
    """Makes engines that share one index, as the processes of a host do."""
    folder = tmp_path_factory.mktemp("index")
    return lambda: EmbeddedEngine(folder)


@pytest.fixture
def engine(new_engine):
    return new_engine()
