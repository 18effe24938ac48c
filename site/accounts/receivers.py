"""What happens here when something happens elsewhere."""

from allauth.mfa.signals import authenticator_added, authenticator_removed

from accounts import second_factor
from accounts.actions.welcome import welcome
from directory.signals import standing_changed


def connect() -> None:
    authenticator_added.connect(second_factor.note_added)
    authenticator_removed.connect(second_factor.note_removed)
    standing_changed.connect(welcome)
