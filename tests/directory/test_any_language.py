"""Commands do the same in any language: no lookup and no column follows it (DESIGN, traps 1 and 5)."""

import pytest
from django.core.management import call_command
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import translation

from directory.models import Area, Location, Organization, Service, Taxonomy, TaxonomyTerm
from tests.directory import ptv

pytestmark = pytest.mark.django_db
NAMED = (Area, Location, Organization, Service, Taxonomy, TaxonomyTerm)


def in_language(code: str, command: str, *options: str) -> None:
    with translation.override(code):
        call_command(command, *options)


def in_another_language() -> list:
    """Rows whose column without a language does not hold the Finnish text."""
    rows = [model.objects.rewrite(False).exclude(name=Coalesce("name_fi", Value(""))) for model in NAMED]
    return [row for of_model in rows for row in of_model]


def everything() -> dict[str, list]:
    return {model.__name__: list(model.objects.rewrite(False).order_by("pk").values()) for model in NAMED}


@pytest.mark.parametrize(
    "command",
    [("load_vocabulary",), ("import_ptv", str(ptv.FOLDER)), ("import_ptv", str(ptv.FOLDER), "--publish")],
    ids=" ".join,
)
def test_a_command_run_again_in_another_language_changes_nothing(command, capsys):
    """DESIGN, trap 5."""
    in_language("so", *command)
    before = everything()

    in_language("ar", *command)

    assert [name for name, rows in before.items() if rows]
    assert everything() == before
    assert in_another_language() == []


def test_the_demo_and_synthetic_listings_are_the_same_in_any_language(loaded_vocabulary, capsys):
    in_language("so", "demo")
    in_language("so", "demo", "--listings", "20")

    assert Service.objects.count() > 20
    assert in_another_language() == []


def test_removing_in_one_language_what_was_made_in_another_leaves_nothing(loaded_vocabulary, capsys):
    in_language("so", "demo", "--listings", "20")

    in_language("ar", "demo", "--reset")

    assert not Service.objects.exists()
    assert not Organization.objects.exists()
