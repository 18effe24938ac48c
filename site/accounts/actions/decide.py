"""Decide an application: accept it, or refuse it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts import letters
from accounts.actions.invite import prepare
from accounts.errors import AlreadyDecided, NoPartnerNow
from accounts.mail import send_later
from accounts.models import Application
from accounts.models.applications import Decision
from audit.choices import Act
from audit.recording import record
from directory.actions import set_standing
from directory.choices import PersonRole, Standing
from directory.permissions import can_set_standing


@transaction.atomic
def accept_application(application: Application, user) -> Application:
    """Admit the organisation, if it is not yet, and invite the applicant as its owner.

    Raises NotKnown (directory.actions.errors) for one that has neither a business id nor anybody's word,
    NoPartnerNow for one that was taken out of sight: that is not undone by the way.
    """
    row = _waiting(application, user)
    if row.organization.is_taken_out:
        raise NoPartnerNow
    # Before the standing: an application that is decided is not welcomed again
    row = _decided(row, Decision.ACCEPTED, user)
    set_standing(row.organization, Standing.ADMITTED, user)
    _invite_applicant(row, user)
    return row


@transaction.atomic
def refuse_application(application: Application, user, reason: str) -> Application:
    """Tell the applicant why not. A new organisation is ended with it; a claimed one stays as it is."""
    row = _decided(_waiting(application, user), Decision.REFUSED, user)
    if row.organization.standing == Standing.APPLIED and not _is_wanted_by_others(row):
        set_standing(row.organization, Standing.ENDED, user, reason)
    write = letters.refused(str(row.organization), reason.strip())
    send_later(write, to=row.email, language=row.language_code)
    return row


def welcome_applicant(application: Application, user) -> None:
    """What follows when the organisation was admitted in another way than by its application."""
    _invite_applicant(_decided(application, Decision.ACCEPTED, user), user)


def _waiting(application: Application, user) -> Application:
    if not can_set_standing(user):
        raise PermissionDenied
    row = Application.objects.select_for_update().select_related("organization").get(pk=application.pk)
    if row.decision != Decision.NONE:
        raise AlreadyDecided
    return row


def _decided(row: Application, decision: Decision, user) -> Application:
    row.decision, row.decided_at, row.decided_by = decision, timezone.now(), user
    row.save(update_fields=["decision", "decided_at", "decided_by"])
    record(Act.DECIDED, row, person=user, decision=str(decision), organization=row.organization_id)
    return row


def _is_wanted_by_others(row: Application) -> bool:
    return Application.objects.waiting().filter(organization=row.organization_id).exists()


def _invite_applicant(row: Application, user) -> None:
    language = row.language_code
    _invitation, token = prepare(
        row.organization, row.email, PersonRole.OWNER, language=language, invited_by=user
    )
    send_later(letters.admitted(str(row.organization), token), to=row.email, language=language)
