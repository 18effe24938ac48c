"""A thousand operations in any order leave no difference between the database and the index.

They run over both engines, with the embedded database and with PostgreSQL, each time in other orders.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from search.engines.elastic.connecting import WRITING
from search.engines.elastic.engine import ElasticEngine
from tests.search.indexing.operations import Operations

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]

#: 20 histories of at most 50 steps
A_THOUSAND = settings(
    max_examples=20, stateful_step_count=50, suppress_health_check=list(HealthCheck), deadline=None
)


def test_a_thousand_operations_leave_no_difference(search_index):
    class OnThisEngine(Operations):
        engine = search_index.engine

    run_state_machine_as_test(OnThisEngine, settings=A_THOUSAND)


@pytest.mark.usefixtures("search_index")
def test_a_thousand_operations_leave_no_difference_in_elasticsearch(elasticsearch_address, tmp_path):
    class OnElasticsearch(Operations):
        # What it answers is tested here, not how soon
        engine = ElasticEngine(elasticsearch_address, tmp_path / "elastic", seconds=WRITING)

    run_state_machine_as_test(OnElasticsearch, settings=A_THOUSAND)
    OnElasticsearch.engine.client.close()
