"""Tests marked for it run on the database server of a deployment as well."""

import pytest
from django.db import connection

from tests.plugins.postgresql import MARKED


@pytest.mark.postgresql
@pytest.mark.django_db
def test_marked_test_runs_on_the_database_that_the_run_is_for(settings):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")

        assert cursor.fetchone() == (1,)
    assert connection.vendor in settings.DATABASES["default"]["ENGINE"]


@pytest.mark.postgresql(only=True)
@pytest.mark.django_db
def test_test_for_postgresql_alone_runs_on_nothing_else():
    assert connection.vendor == "postgresql"


@pytest.mark.parametrize("name", ["postgresql", "alone_on_server"])
def test_marks_stand_in_the_files_of_their_tests(request, name):
    """`script/test` looks for them there, before pytest collects anything."""
    marked = request.config.stash[MARKED][name]

    assert [path for path in marked if f"mark.{name}" not in path.read_text(encoding="utf-8")] == []
