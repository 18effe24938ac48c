"""What a machine has translated is found, and taken for nothing that a person has written (DESIGN, D7)."""

import pytest

from directory.models import Service, TranslationState
from search.documents import build_documents
from tests.engines.cast import TODAY, fill, ids
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db


def translated(state: str) -> Service:
    service = ServiceFactory(name_fi="Kerho", name_so="Naadi")
    TranslationState.objects.create(service=service, language_code="so", state=state)
    return service


@pytest.mark.parametrize("states", [("machine", "checked"), ("checked", "machine")])
def test_text_of_a_person_comes_before_that_of_a_machine(engine, states):
    made = {state: translated(state).pk for state in states}
    fill(engine, build_documents(list(made.values()), today=TODAY))

    assert ids(engine, q="naadi", language="so") == [made["checked"], made["machine"]]


def test_name_by_a_machine_is_not_suggested(engine):
    by_machine, checked = translated("machine"), translated("checked")
    documents = build_documents([by_machine.pk, checked.pk], today=TODAY)
    fill(engine, documents, labels=[each.label for each in documents])

    assert [each.code for each in engine.suggest("naad", "so", 5)] == [checked.slug]


def test_listing_in_the_readers_language_by_a_machine_alone_is_not_preferred(engine):
    by_machine, checked = translated("machine"), translated("checked")
    fill(engine, build_documents([by_machine.pk, checked.pk], today=TODAY))

    assert ids(engine, q="kerho", language="so") == [checked.pk, by_machine.pk]
