"""The demo has people to sign in as, and something of every kind that waits for its coordinator."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.models import Application, User
from accounts.models.applications import Decision
from desk.models import Finding
from desk.queue.kinds import WHAT, Kind
from directory.models import Organization, Service
from feedback.models import Feedback
from readership.models import FoundBy

QUEUE = "/admin/desk/queue/"


@pytest.fixture
def people(db, loaded_demo, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("demo_people", stdout=StringIO())


def test_everything_that_can_wait_does(people, client):
    client.force_login(User.objects.get(email="coordinator@example.org"))

    for kind in Kind:
        assert f"{QUEUE}{WHAT[kind]}/" in client.get(f"{QUEUE}?kind={kind}").text, kind


def test_applicant_whom_somebody_vouches_for_can_be_admitted(people, client):
    client.force_login(User.objects.get(email="coordinator@example.org"))
    application = Application.objects.get(voucher_answer=True)

    client.post(f"{QUEUE}application/{application.pk}/", {"do": "accept"})

    application.refresh_from_db()
    assert application.decision == Decision.ACCEPTED


def test_language_checker_finds_something_to_read(people, client):
    client.force_login(User.objects.get(email="checker@example.org"))

    assert "Sanasiemen" in client.get("/fi/checking/").text


def test_nobody_is_mailed(people):
    assert mail.outbox == []


def test_people_sign_in_by_a_link_in_their_language(people):
    told = StringIO()
    call_command("sign_in_link", "volunteer@example.org", stdout=told)

    assert "/so/" in told.getvalue()


def test_made_once(people):
    with pytest.raises(CommandError, match="already"):
        call_command("demo_people")


def test_all_of_it_goes_with_the_demo(people):
    call_command("demo", reset=True, stdout=StringIO(), stderr=StringIO())

    for model in (User, Application, Organization, Service, Feedback, FoundBy, Finding):
        assert not model.objects.exists(), model
    with pytest.raises(CommandError, match="no demo"):
        call_command("demo_people")
