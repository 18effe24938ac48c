"""What is in the log stays in it, whichever way somebody tries."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit.choices import Act
from audit.door import door
from audit.models import Entry
from audit.recording import record
from tests.factories import UserFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


@pytest.fixture
def entry():
    record(Act.SIGNED_IN, person=UserFactory())
    return Entry.objects.get()


def save(entry):
    entry.person = "1"
    entry.save()


def bulk_update(entry):
    entry.act = Act.READ
    Entry.objects.bulk_update([entry], ["act"])


def upsert(entry):
    entry.person = "1"
    Entry.objects.bulk_create([entry], update_conflicts=True, update_fields=["person"], unique_fields=["id"])


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


WAYS = {
    "save": save,
    "update": lambda _entry: Entry.objects.update(person="1"),
    "bulk_update": bulk_update,
    "update_or_create": lambda entry: Entry.objects.update_or_create(
        pk=entry.pk, defaults={"at": timezone.now()}
    ),
    "upsert": upsert,
    "delete": lambda entry: entry.delete(),
    "delete all": lambda _entry: Entry.objects.all().delete(),
    "raw delete": lambda _entry: Entry.objects.all()._raw_delete("default"),
    "SQL update": lambda _entry: run("UPDATE audit_entry SET person = '1'"),
    "SQL delete": lambda _entry: run("DELETE FROM audit_entry"),
}


def rows() -> list:
    return list(Entry.objects.values())


@pytest.mark.parametrize("way", WAYS)
def test_nothing_changes_or_deletes_an_entry(way, entry):
    before = rows()

    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        WAYS[way](entry)

    assert rows() == before


def test_nothing_takes_the_place_of_an_entry(entry):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no such statement")
    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        run(f"INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE id = {entry.pk}")


@pytest.mark.postgresql(only=True)
def test_nothing_empties_the_table_on_postgresql(entry):
    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        run("TRUNCATE audit_entry")


def test_open_door_lets_through_and_shuts_behind(entry):
    with door():
        Entry.objects.update(person="erased person 1")
        Entry.objects.filter(person="other").delete()

    with pytest.raises(IntegrityError), transaction.atomic():
        entry.delete()
    assert Entry.objects.get().person == "erased person 1"


def test_door_shuts_behind_what_failed(entry):
    with pytest.raises(ZeroDivisionError), door():
        Entry.objects.update(person=str(1 // 0))

    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.all().delete()


def test_entry_goes_with_an_act_that_is_taken_back():
    with transaction.atomic():
        record(Act.EXPORTED, rows=1)
        transaction.set_rollback(True)

    assert not Entry.objects.exists()
