"""Changes in a listing's life, one module each: permission, change, log entry and signal in one transaction.

Each takes the listing in any state, works on its row as it is now and returns that; an object that the caller
holds is stale afterwards. Log entries and signals of what Wagtail can do as well come from
`directory.receivers`.
"""

from directory.actions.accept_role import accept_role
from directory.actions.approve import approve
from directory.actions.confirm import confirm
from directory.actions.keep import keep
from directory.actions.publish import publish
from directory.actions.return_ import return_to_editor
from directory.actions.submit import submit
from directory.actions.withdraw import withdraw

__all__ = ["accept_role", "approve", "confirm", "keep", "publish", "return_to_editor", "submit", "withdraw"]
