"""Applications and invitations are forgotten once nobody needs them."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Application, Invitation
from accounts.models.applications import Decision
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def application(*, decided_days_ago: int | None) -> Application:
    decided_at = None if decided_days_ago is None else timezone.now() - timedelta(days=decided_days_ago)
    return Application.objects.create(
        organization=OrganizationFactory(),
        name="Aino",
        email="aino@example.org",
        language_code="fi",
        created_at=timezone.now() - timedelta(days=400),
        decision=Decision.NONE if decided_at is None else Decision.REFUSED,
        decided_at=decided_at,
    )


def invitation(**values) -> Invitation:
    number = Invitation.objects.count()
    return Invitation.objects.create(
        organization=OrganizationFactory(),
        email="new@example.org",
        role="editor",
        language_code="fi",
        token_digest=f"{number}",
        **values,
    )


def test_application_is_forgotten_ninety_days_after_its_decision():
    waiting, fresh = application(decided_days_ago=None), application(decided_days_ago=89)
    application(decided_days_ago=90)

    call_command("run_daily", stdout=StringIO())

    assert set(Application.objects.all()) == {waiting, fresh}


def test_invitation_is_forgotten_thirty_days_after_it_ceased_to_work():
    now = timezone.now()
    is_open, over = invitation(), invitation(expires_at=now - timedelta(days=29))
    invitation(expires_at=now - timedelta(days=30))
    invitation(accepted_at=now - timedelta(days=31))

    call_command("run_daily", stdout=StringIO())

    assert set(Invitation.objects.all()) == {is_open, over}


def test_rehearsal_forgets_nothing():
    application(decided_days_ago=100)
    output = StringIO()

    call_command("run_daily", "--dry-run", stdout=output)

    assert "applications: would delete 1 applications" in output.getvalue()
    assert Application.objects.exists()
