"""People of units sign in to read requests: that is told to whoever lets people in."""

from accounts.duties import Duty
from accounts.duties import register as register_duty
from contact.models import Receiver


def register() -> None:
    register_duty(Duty(people=lambda: Receiver.objects.values("user"), route="receiving"))
