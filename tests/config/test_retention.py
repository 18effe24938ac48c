"""One table says how long rows are kept, and the daily command keeps to it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db.models import Model
from django.utils import timezone
from environ import Env

from accounts.models import Application, Invitation
from accounts.models.applications import Decision
from audit.choices import Act
from audit.models import Entry
from config.retention import DEFAULTS, retention
from contact.choices import Act as HelpAct
from contact.models import HelpLogEntry
from desk.models import Assignment, Finding
from feedback.models import Feedback
from readership.models import FoundBy, PageCount
from search.models import SearchLog
from tests.factories import OrganizationFactory, ServiceFactory, UserFactory

pytestmark = pytest.mark.django_db


def application(at) -> Application:
    return Application.objects.create(
        organization=OrganizationFactory(),
        name="Aino",
        email="aino@example.org",
        language_code="fi",
        decision=Decision.REFUSED,
        decided_at=at,
    )


def invitation(at) -> Invitation:
    return Invitation.objects.create(
        organization=OrganizationFactory(),
        email="new@example.org",
        role="editor",
        language_code="fi",
        token_digest=str(at),
        expires_at=at,
    )


def feedback(at) -> Feedback:
    return Feedback.objects.create(kind="other", language_code="fi", service=ServiceFactory(), created_at=at)


def answered_feedback(at) -> Feedback:
    return Feedback.objects.create(kind="other", language_code="fi", service=ServiceFactory(), answered_at=at)


def log_of_help_requests(at) -> HelpLogEntry:
    return HelpLogEntry.objects.create(request_number=1, act=HelpAct.OPENED, at=at)


def log_of_acts(at) -> Entry:
    return Entry.objects.create(act=Act.SIGNED_IN, person="1", at=at)


def old_searches(at) -> SearchLog:
    return SearchLog.objects.create(day=timezone.localdate(at), key="x", language_code="so", hits=1)


def numbers(at) -> PageCount:
    day = timezone.localdate(at)
    return PageCount.objects.create(service=ServiceFactory(), language_code="so", month=day, number=9)


def found_by_words(at) -> FoundBy:
    day = timezone.localdate(at)
    return FoundBy.objects.create(service=ServiceFactory(), language_code="so", word="caruur", month=day)


def assignments(at) -> Assignment:
    return Assignment.objects.create(
        what="wrong", number=timezone.localdate(at).toordinal(), user=UserFactory(), assigned_at=at
    )


def findings(at) -> Finding:
    return Finding.objects.create(
        key=f"topic:{at}", kind="topic", service=ServiceFactory(), state="dismissed", closed_at=at
    )


MAKERS = {
    maker.__name__.replace("_", " "): maker
    for maker in (
        application,
        invitation,
        feedback,
        answered_feedback,
        log_of_help_requests,
        log_of_acts,
        old_searches,
        numbers,
        found_by_words,
        assignments,
        findings,
    )
}
MAKERS["found-by words"] = MAKERS.pop("found by words")
MAKERS["applications"], MAKERS["invitations"] = MAKERS.pop("application"), MAKERS.pop("invitation")


def run(*arguments: str) -> str:
    output = StringIO()
    call_command("run_daily", *arguments, stdout=output)
    return output.getvalue()


def is_there(row: Model) -> bool:
    return type(row).objects.filter(pk=row.pk).exists()


def test_every_row_of_the_table_is_tried():
    assert set(MAKERS) == set(DEFAULTS)


@pytest.mark.parametrize("kind", DEFAULTS)
def test_rows_are_kept_for_as_many_days_as_the_deployment_says(kind, settings):
    settings.RETENTION = DEFAULTS | {kind: 12}
    young, old = (MAKERS[kind](timezone.now() - timedelta(days=days)) for days in (11, 13))

    rehearsal = run("--dry-run")
    kept_by_rehearsal = is_there(old)
    report = run()

    assert kept_by_rehearsal
    assert "would delete 1 " in rehearsal
    assert ": delete 1 " in report
    assert [is_there(young), is_there(old)] == [True, False]


def test_sessions_that_are_over_are_deleted_and_others_stay():
    running, over = SessionStore(), SessionStore()
    for session, days in ((running, 1), (over, -1)):
        session.set_expiry(timezone.now() + timedelta(days=days))
        session.create()

    report = run()

    assert "sessions: delete 1 sessions that are over" in report
    assert [session.session_key for session in Session.objects.all()] == [running.session_key]


def test_environment_changes_some_rows_of_the_table_and_leaves_the_others(monkeypatch):
    monkeypatch.setenv("RETENTION", "feedback=200, answered feedback = 30,numbers=many")

    table = retention(Env(), "RETENTION")

    assert table == DEFAULTS | {"feedback": 200, "answered feedback": 30, "numbers": None}
