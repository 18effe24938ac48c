"""Say whether a listing takes new people, until a day."""

from datetime import date

from wagtail.log_actions import log

from directory.actions.rows import changing, require
from directory.choices import CapacityStatus
from directory.models import Service, ServiceCapacity
from directory.permissions import can_edit_listing


def set_capacity(service: Service, status: CapacityStatus, until: date, user) -> Service:
    """Set whether a listing takes new people. After the day it says nothing but to ask, by the clock alone.

    It holds at once and is no part of an edit (DESIGN, trap 17).
    """
    with changing(service, user) as row:
        require(can_edit_listing(user, row))
        before = ServiceCapacity.objects.filter(service=row).values_list("status", flat=True).first() or ""
        ServiceCapacity.objects.update_or_create(service=row, defaults={"status": status, "until": until})
        data = {"before": before, "status": str(status), "until": until.isoformat()}
        log(row, "directory.set_capacity", data=data)
    return row
