"""What happens here when something happens elsewhere."""

from allauth.mfa.signals import authenticator_added, authenticator_removed

from accounts import second_factor
from accounts.actions.welcome import welcome
from accounts.models import Application, Invitation
from directory.signals import organizations_merged, standing_changed


def connect() -> None:
    authenticator_added.connect(second_factor.note_added)
    authenticator_removed.connect(second_factor.note_removed)
    standing_changed.connect(welcome)
    organizations_merged.connect(on_merged)


def on_merged(organization, successor, **_kwargs) -> None:
    """Whoever was invited to an organisation, or applied for it, deals with its successor."""
    Application.objects.filter(organization=organization).update(organization=successor)
    Invitation.objects.filter(organization=organization).update(organization=successor)
