"""Invite somebody to act for an organisation."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import letters
from accounts.errors import NoPartnerNow
from accounts.mail import send_later
from accounts.models import Invitation
from accounts.tokens import digest_of, new_token
from audit.choices import Act
from audit.recording import record
from directory.choices import Standing
from directory.models import Organization
from directory.permissions import can_manage_people


@transaction.atomic
def invite(organization: Organization, email: str, role: str, user, *, language: str) -> Invitation:
    """Send an invitation in a language. An older one to the same address works no longer.

    Raises NoPartnerNow where the organisation has ended: nobody could accept it.
    """
    if not can_manage_people(user, organization):
        raise PermissionDenied
    if organization.standing == Standing.ENDED:
        raise NoPartnerNow
    invitation, token = prepare(organization, email, role, language=language, invited_by=user)
    record(Act.INVITED, organization, person=user, role=str(role))
    send_later(letters.invitation(str(organization), token), to=invitation.email, language=language)
    return invitation


def prepare(
    organization: Organization, email: str, role: str, *, language: str, invited_by
) -> tuple[Invitation, str]:
    """A new invitation, and the secret of its link, which nobody can read afterwards."""
    token, email = new_token(), email.strip().lower()
    Invitation.objects.filter(organization=organization, email=email, accepted_at=None).delete()
    invitation = Invitation.objects.create(
        organization=organization,
        email=email,
        role=role,
        language_code=language,
        token_digest=digest_of(token),
        invited_by=invited_by,
    )
    return invitation, token
