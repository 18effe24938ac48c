"""Take an invitation back before it is accepted."""

from django.core.exceptions import PermissionDenied

from accounts.models import Invitation
from directory.permissions import can_manage_people


def take_back(invitation: Invitation, user) -> None:
    if not can_manage_people(user, invitation.organization):
        raise PermissionDenied
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None).delete()
