"""Changes in a listing's life and of an organisation's standing, one module each.

Permission, change, log entry and signal are in one transaction. Each takes its object in any state, works on
the row as it is now and returns that; an object that the caller holds is stale afterwards. Log entries and
signals of what Wagtail can do as well come from `directory.receivers`.
"""

from directory.actions.accept_role import accept_role, refuse_role
from directory.actions.approve import approve
from directory.actions.approve_corrected import approve_corrected
from directory.actions.ask_translation import ask_translation
from directory.actions.cancel_session import cancel_session
from directory.actions.check_translation import check_translation
from directory.actions.confirm import confirm
from directory.actions.drop_link import drop_link
from directory.actions.end_role import end_role
from directory.actions.forget_people import forget_people
from directory.actions.give_role import give_role
from directory.actions.hand_over import hand_over
from directory.actions.hide import hide_unconfirmed
from directory.actions.keep import keep
from directory.actions.keep_network import drop_meeting, keep_meeting, keep_membership, take_mailing_list
from directory.actions.keep_partnership import add_partnership, change_partnership
from directory.actions.keep_place import keep_place
from directory.actions.merge import merge
from directory.actions.publish import publish
from directory.actions.put_back import put_back
from directory.actions.restore import restore
from directory.actions.return_ import return_to_editor
from directory.actions.set_capacity import set_capacity
from directory.actions.set_closing import set_closing, set_closings
from directory.actions.set_standing import set_standing
from directory.actions.submit import submit
from directory.actions.withdraw import withdraw
from directory.actions.withdraw_duplicate import withdraw_duplicate

__all__ = [
    "accept_role",
    "add_partnership",
    "approve",
    "approve_corrected",
    "ask_translation",
    "cancel_session",
    "change_partnership",
    "check_translation",
    "confirm",
    "drop_link",
    "drop_meeting",
    "end_role",
    "forget_people",
    "give_role",
    "hand_over",
    "hide_unconfirmed",
    "keep",
    "keep_meeting",
    "keep_membership",
    "keep_place",
    "merge",
    "publish",
    "put_back",
    "refuse_role",
    "restore",
    "return_to_editor",
    "set_capacity",
    "set_closing",
    "set_closings",
    "set_standing",
    "submit",
    "take_mailing_list",
    "withdraw",
    "withdraw_duplicate",
]
