"""Accept an invitation: the person is known from then on, and acts for the organisation."""

from django.db import transaction
from django.utils import timezone

from accounts.errors import NotOpen
from accounts.models import Invitation, User
from directory.actions import give_role
from directory.choices import Standing
from directory.models import Organization, OrganizationRole
from directory.permissions import can_moderate


@transaction.atomic
def accept(invitation: Invitation) -> User:
    """Accept once, for whom the invitation was sent to, whoever is signed in. Nobody is signed in by it.

    Raises NotOpen if it is too late, was used, whoever sent it was removed, or the organisation is no partner
    any more.
    """
    row = Invitation.objects.select_for_update().select_related("organization").get(pk=invitation.pk)
    user = User.objects.filter(email__iexact=row.email).first()
    is_shut_out = user is not None and not user.is_active
    is_over = row.organization.standing == Standing.ENDED or _was_removed(row.invited_by, row.organization)
    if not row.is_open or is_shut_out or is_over:
        raise NotOpen
    row.accepted_at = timezone.now()
    row.save(update_fields=["accepted_at"])
    user = user or User.objects.create_user(row.email, interface_language=row.language_code)
    give_role(row.organization, row.role, user, invited_by=row.invited_by)
    return user


def _was_removed(inviter: User | None, organization: Organization) -> bool:
    """Whoever was taken out has nobody else brought in, herself by another address least of all."""
    if inviter is None or can_moderate(inviter):
        return False
    return not OrganizationRole.objects.current().filter(user=inviter, organization=organization).exists()
