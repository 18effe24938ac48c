"""Units that receive help requests, their people, the requests, and the log of what was done with them."""

from contact.models.log import HelpLogEntry
from contact.models.requests import HelpRequest
from contact.models.units import Receiver, ReceivingUnit

__all__ = ["HelpLogEntry", "HelpRequest", "Receiver", "ReceivingUnit"]
