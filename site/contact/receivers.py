"""What help requests have to do with others: people of units sign in, and the demo has a unit."""

from accounts.duties import Duty
from accounts.duties import register as register_duty
from contact import examples
from contact.models import Receiver, ReceivingUnit
from directory.signals import demo_loaded, demo_removed, organizations_merged


def register() -> None:
    register_duty(Duty(people=lambda: Receiver.objects.values("user"), route="receiving"))
    demo_loaded.connect(examples.add_unit, dispatch_uid="contact")
    demo_removed.connect(examples.remove_unit, dispatch_uid="contact")
    organizations_merged.connect(on_merged, dispatch_uid="contact")


def on_merged(organization, successor, **_kwargs) -> None:
    """A unit that answers for an organisation answers for the one that goes on."""
    ReceivingUnit.objects.filter(organization=organization).update(organization=successor)
