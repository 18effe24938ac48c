"""The engines under test: whoever adds one adds it here."""

import pytest

from search.engines.elastic.connecting import WRITING
from search.engines.elastic.engine import ElasticEngine
from search.engines.embedded import EmbeddedEngine

NAMES = ("embedded", "elasticsearch")


@pytest.fixture(params=NAMES)
def new_engine(request):
    """Makes engines that share one index, as the processes of a host do."""
    return request.getfixturevalue(f"new_{request.param}_engine")


@pytest.fixture
def new_embedded_engine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    return lambda: EmbeddedEngine(folder)


@pytest.fixture
def new_elasticsearch_engine(tmp_path_factory, elasticsearch_address):
    folder, made = tmp_path_factory.mktemp("index"), []

    def make() -> ElasticEngine:
        # What it answers is tested here, not how soon: a machine at work may take longer than readers wait
        made.append(ElasticEngine(elasticsearch_address, folder, seconds=WRITING))
        return made[-1]

    yield make
    for each in made:
        each.client.close()


@pytest.fixture
def engine(new_engine):
    return new_engine()


@pytest.fixture
def embedded_engine(new_embedded_engine):
    return new_embedded_engine()


@pytest.fixture
def elasticsearch_engine(new_elasticsearch_engine):
    return new_elasticsearch_engine()
