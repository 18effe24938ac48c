"""A new database is filled once, and one that holds something is left alone."""

import pytest
from django.core.management import call_command

from config.elasticsearch_address import Elasticsearch
from directory.choices import TaxonomySlug
from directory.models import Organization, Taxonomy, TaxonomyTerm
from search.engines import get_engine, get_engines
from tests.factories import OrganizationFactory, TaxonomyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index_folder(settings, tmp_path):
    settings.SEARCH_INDEX_FOLDER = tmp_path / "index"


def test_empty_database_gets_listings_that_can_be_found(tmp_path):
    note = tmp_path / "demo"

    call_command("prepare", demo_note=note, verbosity=0)

    assert Organization.objects.exists()
    assert note.exists()
    assert get_engine().state().services > 0


def test_database_without_demo_gets_the_vocabulary_alone():
    call_command("prepare", verbosity=0)

    assert Taxonomy.objects.exists()
    assert not Organization.objects.exists()


def test_topics_of_a_new_version_come_into_a_database_that_has_older_ones():
    TaxonomyFactory(slug=TaxonomySlug.TARGET_GROUPS)
    OrganizationFactory()

    call_command("prepare", demo_note=None, verbosity=0)

    assert TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).exists()
    assert Organization.objects.count() == 1


def test_database_that_holds_something_is_left_alone(tmp_path):
    OrganizationFactory()
    note = tmp_path / "demo"

    call_command("prepare", demo_note=note, verbosity=0)

    assert Organization.objects.count() == 1
    assert not Taxonomy.objects.exists()
    assert not note.exists()


def test_elasticsearch_that_is_away_ends_no_start(settings, capsys):
    OrganizationFactory()
    settings.ELASTICSEARCH = Elasticsearch(url="http://127.0.0.1:9")

    call_command("prepare", verbosity=0)

    embedded, _elasticsearch = get_engines()
    assert embedded.state() is not None
    assert "The index of elasticsearch waits: " in capsys.readouterr().out
