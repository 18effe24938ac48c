"""How the history of a listing names what happened to it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: Action: (label of the filter, sentence in the history)
LOG_ACTIONS = {
    "directory.submit": (pgettext_lazy("listing", "Send to review"), _("Sent to review")),
    "directory.approve": (pgettext_lazy("listing", "Approve"), _("Approved")),
    "directory.return": (pgettext_lazy("listing", "Return"), _("Returned to the editor")),
    "directory.publish": (pgettext_lazy("listing", "Publish"), _("Published")),
    "directory.withdraw": (pgettext_lazy("listing", "Withdraw"), _("Withdrawn")),
    "directory.confirm": (pgettext_lazy("listing", "Confirm"), _("Confirmed as still right")),
    "directory.accept_role": (pgettext_lazy("listing", "Accept a role"), _("A role was accepted")),
    "directory.delete": (pgettext_lazy("listing", "Delete"), _("Deleted")),
}


def register_log_actions(actions) -> None:
    for action, (label, sentence) in LOG_ACTIONS.items():
        actions.register_action(action, label, sentence)
