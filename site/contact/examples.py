"""The demo's receiving unit, so that its form can be looked at. It has no people, and the page says so."""

from contact.erasing import erase
from contact.models import HelpRequest, ReceivingUnit
from directory.imports.ledger import Ledger
from directory.models import Helpline

SOURCE, KIND, IDENTIFIER = "demo", "receiving unit", "unit"


def add_unit(**_kwargs) -> None:
    """Once, and only where there is no unit of somebody's own. Signal: demo_loaded."""
    ledger = Ledger(SOURCE)
    if ledger.has(KIND, IDENTIFIER) or ReceivingUnit.objects.exists():
        return
    unit = ReceivingUnit.objects.create(
        name="Perheiden neuvonta",
        email="perheiden-neuvonta@example.org",
        helpline=Helpline.objects.filter(is_emergency=False).first(),
        languages=["fi", "sv", "en"],
        is_default=True,
    )
    ledger.write(KIND, IDENTIFIER, unit, is_invented=True)


def remove_unit(**_kwargs) -> None:
    """With everything that was sent to it. Signal: demo_removed."""
    ledger = Ledger(SOURCE)
    units = ledger.objects_of(ReceivingUnit)
    erase(HelpRequest.objects.filter(unit__in=units))
    units.delete()
    ledger.strike(ReceivingUnit)
