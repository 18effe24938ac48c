"""Take one of two listings of the same thing out of public sight: its address leads to the other one."""

from django.db import transaction

from directory.actions.errors import NotAnotherListing, NotLive
from directory.actions.rows import require
from directory.actions.withdraw import withdraw
from directory.models import FormerAddress, Service
from directory.permissions import can_moderate
from directory.signals import duplicate_withdrawn


@transaction.atomic
def withdraw_duplicate(service: Service, kept: Service, user, reason: str = "") -> Service:
    """Withdraw a listing in favour of another one. Nothing of it is lost: putting it back undoes that.

    Raises NotAnotherListing for one and the same, NotLive if one of the two isn't public (any more).
    """
    require(can_moderate(user))
    if service.pk == kept.pk:
        raise NotAnotherListing
    # Both, in one order: two that cross must not withdraw both
    pair = Service.objects.select_for_update().filter(pk__in=(service.pk, kept.pk)).order_by("pk")
    rows = {row.pk: row for row in pair}
    if not all(pk in rows and rows[pk].live for pk in (service.pk, kept.pk)):
        raise NotLive
    withdrawn = withdraw(rows[service.pk], user, reason)
    FormerAddress.objects.hand_over(withdrawn, rows[kept.pk])
    duplicate_withdrawn.send(sender=Service, service=withdrawn, kept=rows[kept.pk])
    return withdrawn
