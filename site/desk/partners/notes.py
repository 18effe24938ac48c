"""Notes about partners, written and deleted by staff. The log of acts says who, not what they say."""

from django.db import transaction

from audit.choices import Act
from audit.recording import record
from desk.models import Note


@transaction.atomic
def add_note(note: Note, user) -> Note:
    note.author = user
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
