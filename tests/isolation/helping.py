"""A request for help with its unit, another unit, and a receiver of each."""

from django.utils import timezone

from contact.choices import Act
from contact.contents import Contents, Note
from contact.models import HelpRequest, Receiver, ReceivingUnit
from tests.isolation.people import People, Person
from tests.isolation.words import word_of


def make_helping(people: People) -> dict:
    unit, other = (
        ReceivingUnit.objects.create(name=name, email="unit@example.org") for name in ("Neuvola", "Turva")
    )
    Receiver.objects.create(unit=unit, user=people[Person.RECEIVER])
    Receiver.objects.create(unit=other, user=people[Person.OTHER_OWNER])
    note = Note(timezone.now().isoformat(), Act.PASSED.value, word_of("note about a help request"))
    contents = Contents(
        words=word_of("words of a help request"), phone="040 123 4567", language="fi", notes=(note,)
    )
    request = HelpRequest.objects.create(
        code_digest="0" * 64, unit=unit, contents=contents.sealed(), told_at=timezone.now()
    )
    return {"unit": unit, "other_unit": other, "help_request": request}
