"""A thousand operations in any order leave no difference between the database and the index.

They run over both engines, each time in other orders; on PostgreSQL it is a quarter of them.
"""

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from search.engines.elastic.connecting import WRITING
from search.engines.elastic.engine import ElasticEngine
from tests.search.indexing.operations import Operations

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


def in_histories_of_fifty() -> settings:
    return settings(
        max_examples=5 if connection.vendor == "postgresql" else 20,
        stateful_step_count=50,
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )


def test_a_thousand_operations_leave_no_difference(search_index):
    class OnThisEngine(Operations):
        engine = search_index.engine

    run_state_machine_as_test(OnThisEngine, settings=in_histories_of_fifty())


@pytest.mark.usefixtures("search_index")
def test_a_thousand_operations_leave_no_difference_in_elasticsearch(elasticsearch_address, tmp_path):
    class OnElasticsearch(Operations):
        # What it answers is tested here, not how soon
        engine = ElasticEngine(elasticsearch_address, tmp_path / "elastic", seconds=WRITING)

    run_state_machine_as_test(OnElasticsearch, settings=in_histories_of_fifty())
    OnElasticsearch.engine.client.close()
