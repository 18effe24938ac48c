"""Feedback reaches a partner's people by mail, once, without what it says."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from directory.choices import PersonRole, Standing
from directory.models import OrganizationRole
from feedback.answering import answer
from feedback.models import Feedback
from tests.factories import ServiceFactory
from tests.workspace.conftest import worker_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

WORDS = "Ovi oli kiinni, soittakaa Leilalle"


@pytest.fixture
def group(partner):
    return ServiceFactory(organization=partner, slug="ilta", name_fi="Velkailta", name_so="Fiidka deymaha")


def written(service=None, **fields) -> Feedback:
    return Feedback.objects.create(service=service, kind="times", language_code="fi", words=WORDS, **fields)


def mails_of_a_day() -> list[str]:
    """To whom they went."""
    mail.outbox.clear()
    call_command("run_daily", stdout=StringIO())
    return sorted(address for letter in mail.outbox if "/feedback/" in letter.body for address in letter.to)


def test_editors_and_owners_are_told_once_in_their_language_and_not_what_it_says(partner, editor, group):
    owner = worker_for(partner, "owner@example.org", PersonRole.OWNER)
    owner.interface_language = "so"
    owner.save()
    written(group)
    written(group)

    first = mails_of_a_day()
    (letter,) = [each for each in mail.outbox if each.to == [owner.email]]
    again = mails_of_a_day()

    assert (first, again) == ([editor.email, owner.email], [])
    assert letter.subject == "Ra’yi iyo talo – Hillapolku ry"
    assert "/so/workspace/hillapolku/feedback/" in letter.body
    assert "Fiidka deymaha" in letter.body
    assert "2 ka yimid akhristayaasha" in letter.body
    (html, _kind) = letter.alternatives[0]
    assert not any("Leila" in text for text in (letter.subject, letter.body, html))


def test_what_came_since_is_told_of_the_next_day(editor, group):
    written(group)
    mails_of_a_day()
    written(group)

    assert mails_of_a_day() == [editor.email]
    assert mail.outbox[0].body.startswith("1 ")


def test_nobody_is_told_of_what_is_answered_old_about_others_or_about_the_search(
    editor, coordinator, group, theirs
):
    answer(written(group), "Kiitos", coordinator)
    written(group, created_at=timezone.now() - timedelta(days=8))
    written(theirs)
    written()

    assert mails_of_a_day() == []


def test_whoever_left_or_whose_partner_is_suspended_is_not_told(partner, editor, group):
    written(group)
    yesterday = timezone.localdate() - timedelta(days=1)
    OrganizationRole.objects.update(valid_from=yesterday, valid_until=yesterday)
    left = mails_of_a_day()
    OrganizationRole.objects.update(valid_until=None)
    partner.standing = Standing.SUSPENDED
    partner.save()

    assert (left, mails_of_a_day()) == ([], [])


def test_mail_that_cannot_be_sent_is_tried_again(editor, group, settings):
    written(group)
    sends, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(CommandError):
        mails_of_a_day()
    settings.EMAIL_BACKEND = sends

    assert mails_of_a_day() == [editor.email]
