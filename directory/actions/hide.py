"""Take a listing out of sight that nobody has confirmed for long. Confirming it brings it back."""

from django.utils import timezone
from wagtail.log_actions import log

from directory.actions.rows import changing
from directory.freshness import Freshness, freshness
from directory.models import Assurance, Service
from directory.signals import listing_changed


def hide_unconfirmed(service: Service) -> bool:
    """Hide a listing from readers if that is due; the rest of its life goes on. Nobody does it: the clock."""
    with changing(service, None) as row:
        today, assurance = timezone.localdate(), Assurance.objects.filter(service=row).first()
        if assurance is None or assurance.hidden_date or not is_to_be_hidden(assurance, today):
            return False
        assurance.hidden_date = today
        assurance.save(update_fields=["hidden_date"])
        log(row, "directory.hide", data={"assured_date": assurance.assured_date.isoformat()})
        listing_changed.send(sender=Service, service_id=row.pk)
    return True


def is_to_be_hidden(assurance: Assurance, today) -> bool:
    return freshness(assurance.days_unconfirmed(today)) >= Freshness.HIDDEN
