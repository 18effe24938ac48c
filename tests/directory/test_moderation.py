"""An edit is sent to review, approved or returned."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry, Revision

from directory import actions
from directory.actions.errors import AlreadyInReview, CommentMissing, Conflict, NotInReview
from directory.models import Service
from tests.directory.lives import draft, keep, log_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(editor, organization):
    """A new listing of the editor's that waits for review."""
    service = draft(organization=organization, name_fi="Perhekahvila")
    return actions.submit(service, keep(service, editor), editor)


def test_what_waits_is_not_public(waiting, heard):
    assert waiting.workflow_in_progress
    assert not Service.objects.public().exists()
    assert heard == []


def test_an_approved_edit_is_public_and_the_search_is_told(waiting, coordinator, heard):
    row = actions.approve(waiting, coordinator, "Hyvä")

    assert row in Service.objects.public()
    assert not row.workflow_in_progress
    assert log_of(row.pk) == ["directory.submit", "directory.publish", "directory.approve"]
    assert set(heard) == {row.pk}


def test_the_history_says_who_did_what_and_why(waiting, editor, coordinator):
    actions.return_to_editor(waiting, coordinator, "Kerro hinta")

    submitted = ModelLogEntry.objects.get(action="directory.submit")
    returned = ModelLogEntry.objects.get(action="directory.return")
    assert (submitted.user, submitted.revision) == (editor, waiting.latest_revision)
    assert (returned.user, returned.data["comment"]) == (coordinator, "Kerro hinta")


@pytest.mark.parametrize("comment", ["", "  \n"])
def test_nothing_goes_back_without_a_comment(comment, waiting, coordinator):
    with pytest.raises(CommentMissing):
        actions.return_to_editor(waiting, coordinator, comment)

    assert waiting.workflow_in_progress


def test_a_returned_edit_is_submitted_again(waiting, editor, coordinator):
    actions.return_to_editor(waiting, coordinator, "Kerro hinta")
    revision = keep(waiting, editor, fees_description_fi="Ilmainen")
    actions.submit(waiting, revision, editor)

    row = actions.approve(waiting, coordinator, revision=revision)

    assert row.fees_description_fi == "Ilmainen"


def test_nobody_submits_the_same_edit_twice(waiting, editor):
    with pytest.raises(AlreadyInReview):
        actions.submit(waiting, waiting.latest_revision, editor)


def test_what_an_editor_saves_after_submitting_is_not_approved_unseen(waiting, editor, coordinator):
    seen = waiting.latest_revision_id
    keep(waiting, editor, name_fi="Jotain muuta")

    with pytest.raises(NotInReview):
        actions.approve(waiting, coordinator, revision=seen)

    assert not Service.objects.get(pk=waiting.pk).live


def test_a_reviewer_who_saw_an_older_version_is_shown_both(waiting, editor, coordinator):
    seen = waiting.latest_revision_id
    actions.submit(waiting, keep(waiting, editor, name_fi="Toinen"), editor)

    with pytest.raises(Conflict) as conflict:
        actions.approve(waiting, coordinator, revision=seen)

    assert (conflict.value.mine.name_fi, conflict.value.theirs.name_fi) == ("Perhekahvila", "Toinen")


def test_a_coordinator_corrects_what_waits_without_sending_it_back(waiting, coordinator):
    keep(waiting, coordinator, name_fi="Perhekahvila Vuosaari")

    row = actions.approve(waiting, coordinator)

    assert row.name_fi == "Perhekahvila Vuosaari"


def test_an_older_edit_is_not_submitted_over_a_newer_one(editor, organization):
    service = draft(organization=organization)
    first = keep(service, editor, name_fi="Ensimmäinen")
    keep(service, editor, name_fi="Toinen")

    with pytest.raises(Conflict) as conflict:
        actions.submit(service, first.pk, editor)

    assert (conflict.value.mine.name_fi, conflict.value.theirs.name_fi) == ("Ensimmäinen", "Toinen")


def test_an_edit_of_another_listing_is_not_submitted(editor, organization):
    service, other = draft(organization=organization), draft(organization=organization)
    keep(service, editor)

    with pytest.raises(Revision.DoesNotExist):
        actions.submit(service, keep(other, editor), editor)


def test_only_coordinators_moderate(waiting, editor):
    for person in (editor, UserFactory()):
        with pytest.raises(PermissionDenied):
            actions.approve(waiting, person)
        with pytest.raises(PermissionDenied):
            actions.return_to_editor(waiting, person, "Ei")

    assert waiting.workflow_in_progress


def test_a_stranger_submits_nothing(editor):
    service = draft()
    revision = service.save_revision()

    with pytest.raises(PermissionDenied):
        actions.submit(service, revision, editor)


def test_a_new_database_has_one_moderation_and_keeps_what_staff_change(waiting):
    from django.core.management import call_command  # noqa: PLC0415
    from wagtail.models import Workflow  # noqa: PLC0415

    workflow = waiting.get_workflow()
    workflow.tasks.update(active=False)
    call_command("migrate", verbosity=0)

    assert Workflow.objects.filter(name="Moderation").count() == 1
    assert not workflow.tasks.get().active
