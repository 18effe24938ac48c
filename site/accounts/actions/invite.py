"""Invite somebody to act for an organisation."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts import letters
from accounts.errors import NoPartnerNow, TooManySent
from accounts.mail import send_later
from accounts.models import Invitation
from accounts.tokens import digest_of, new_token
from audit.choices import Act
from audit.models import Entry
from audit.recording import record, type_of
from directory.choices import Standing
from directory.models import Organization
from directory.permissions import can_manage_people, can_moderate
from guarding.double_taps import just_now

#: Invitations that an organisation sends in an hour: whom it writes to has not asked for it
MOST, HOUR = 20, timedelta(hours=1)


@transaction.atomic
def invite(organization: Organization, email: str, role: str, user, *, language: str) -> Invitation:
    """Send an invitation in a language. An older one to the same address works no longer.

    The same sent twice at once is sent once: the link of the first mail works. Raises TooManySent, and
    NoPartnerNow where the organisation has ended: nobody could accept it.
    """
    if not can_manage_people(user, organization):
        raise PermissionDenied
    # The second tap waits here until the first has sent it
    row = Organization.objects.select_for_update().get(pk=organization.pk)
    if row.standing == Standing.ENDED:
        raise NoPartnerNow
    if sent := _sent_just_now(organization, email, role, user, language=language):
        return sent
    if not can_moderate(user) and _sent_lately(organization) >= MOST:
        raise TooManySent
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


def _sent_just_now(
    organization: Organization, email: str, role: str, user, *, language: str
) -> Invitation | None:
    same = {"email": email.strip().lower(), "role": role, "language_code": language, "invited_by": user}
    lately = Invitation.objects.open().filter(created_at__gt=just_now())
    return lately.filter(organization=organization, **same).first()


def _sent_lately(organization: Organization) -> int:
    """Counted where they are written down: one that was taken back has been sent."""
    about = {"object_type": type_of(organization), "object_id": str(organization.pk)}
    return Entry.objects.filter(act=Act.INVITED, at__gt=timezone.now() - HOUR, **about).count()
