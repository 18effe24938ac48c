"""What happens here when something happens elsewhere."""

from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth import user_logged_in
from django.db.models.signals import m2m_changed

from accounts import remembering, second_factor
from accounts.actions.welcome import welcome
from accounts.models import Application, Invitation, User
from accounts.models.applications import Decision
from directory.signals import organizations_merged, standing_changed


def connect() -> None:
    authenticator_added.connect(second_factor.note_added)
    authenticator_removed.connect(second_factor.note_removed)
    user_logged_in.connect(remembering.note_sign_in)
    authenticator_added.connect(remembering.note_step_added)
    authenticator_removed.connect(remembering.note_step_removed)
    m2m_changed.connect(remembering.note_groups, sender=User.groups.through)
    standing_changed.connect(welcome)
    organizations_merged.connect(on_merged)


def on_merged(organization, successor, **_kwargs) -> None:
    """Whoever was invited to an organisation, or applied for it, deals with its successor.

    An application that waits has become a claim of that one: decided by itself, not with its standing.
    """
    applications = Application.objects.filter(organization=organization)
    applications.filter(decision=Decision.NONE).update(is_claim=True)
    applications.update(organization=successor)
    Invitation.objects.filter(organization=organization).update(organization=successor)
