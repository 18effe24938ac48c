"""`manage.py rotate_help_keys`: seal every help request anew with the first of HELP_REQUEST_KEYS."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from contact.models import HelpRequest
from contact.sealing import SealedError, reseal


class Command(BaseCommand):
    help = "Seal every help request anew with the first key. Then the older keys can be taken away."

    def handle(self, *_args, **_options):
        numbers = list(HelpRequest.objects.values_list("pk", flat=True))
        unread = [number for number in numbers if not _resealed(number)]
        self.stdout.write(f"Sealed anew: {len(numbers) - len(unread)}")
        if unread:
            raise CommandError(f"No key opens {len(unread)} requests: keep or put back the key they need.")


@transaction.atomic
def _resealed(number: int) -> bool:
    """One at a time, so that nobody waits. A request that is deleted meanwhile needs no seal."""
    request = HelpRequest.objects.select_for_update().filter(pk=number).first()
    if request is None:
        return True
    try:
        request.contents = reseal(request.contents)
    except SealedError:
        return False
    request.save(update_fields=["contents"])
    return True
