"""Notes about partners, written and deleted by staff. The log of acts says who, not what they say."""

from django.db import transaction

from audit.choices import Act
from audit.recording import record
from desk.models import Note
from directory.models import Organization


@transaction.atomic
def add_note(note: Note, user) -> Note:
    """The same again, as by a button pressed twice, is the one that is there."""
    Organization.objects.select_for_update(no_key=True).get(pk=note.organization_id)
    note.author = user
    values = {name: getattr(note, name) for name in ("organization_id", "author_id", "text", "keep_until")}
    if same := Note.objects.filter(**values).first():
        return same
    note.save()
    record(Act.CREATED, note, person=user, organization=note.organization_id)
    return note


@transaction.atomic
def delete_note(note: Note, user) -> None:
    """Deleting one that is gone meanwhile is no error."""
    found = Note.objects.select_for_update().filter(pk=note.pk).first()
    if found:
        record(Act.DELETED, found, person=user, organization=found.organization_id)
        found.delete()
