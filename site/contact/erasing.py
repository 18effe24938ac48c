"""Deleting requests so that nothing of them is left in the files of the database."""

from functools import partial

from django.db import transaction

from contact.choices import Act
from contact.models import HelpLogEntry, HelpRequest
from contact.models.requests import HelpRequestQuerySet
from guarding.remains import clear_remains


@transaction.atomic
def erase(requests: HelpRequestQuerySet) -> int:
    """Delete them; the log keeps their numbers and what was done, and nothing that they said."""
    found = list(requests.select_for_update().only("unit"))
    for request in found:
        HelpLogEntry.write(request, Act.DELETED)
    HelpRequest.objects.filter(pk__in=[request.pk for request in found]).delete()
    transaction.on_commit(partial(clear_remains, HelpRequest._meta.db_table), robust=True)
    return len(found)
