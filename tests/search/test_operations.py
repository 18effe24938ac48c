"""A thousand operations in any order leave no difference between the database and the index."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.search.operations import Operations

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]

#: 20 histories of at most 50 steps
A_THOUSAND = settings(
    max_examples=20, stateful_step_count=50, suppress_health_check=list(HealthCheck), deadline=None
)


def test_a_thousand_operations_leave_no_difference(search_index):
    class OnThisEngine(Operations):
        engine = search_index.engine

    run_state_machine_as_test(OnThisEngine, settings=A_THOUSAND)
