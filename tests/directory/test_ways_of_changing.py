"""Every way of changing a listing in the admin, or by the clock, has the effects of the action."""

import datetime
from dataclasses import dataclass

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, TaskState

from directory import actions
from directory.models import Service
from directory.signals import listing_changed
from tests.directory.admin_forms import post_edit, posted, url_of
from tests.directory.lives import draft, keep, latest, log_of, published, states
from tests.plugins.search import Outbox

pytestmark = pytest.mark.django_db

NEW_NAME = "Perhekahvila"


@dataclass(frozen=True)
class Effects:
    """What a change leaves behind: our log entries, public texts and labels, signal and outbox."""

    log: list[str]
    name: str | None
    is_live: bool | None
    states: dict
    is_told: bool
    is_written_down: bool


@dataclass(frozen=True)
class Witness:
    """Hears the signal and reads the outbox of the search."""

    heard: list[int]
    written_down: Outbox

    def forget(self) -> None:
        self.heard.clear()
        self.written_down()

    def outbox_names(self, service_id: int) -> bool:
        """Whether the outbox names the listing. Rows about anything else than its parts fail the test."""
        rows = self.written_down()
        assert {kind for kind, _id in rows} <= {"service", "schedule"}
        assert {pk for kind, pk in rows if kind == "service"} <= {service_id}
        return ("service", service_id) in rows


@pytest.fixture
def witness(heard, written_down):
    return Witness(heard, written_down)


@pytest.fixture
def listing(admin):
    """A public listing in Finnish and Somali."""
    return published(admin.user, name_fi="Kahvila", name_so="Makhaayad")


def effects(service: Service, change, witness: Witness, *, after: int = 0) -> Effects:
    before = len(log_of(service.pk))
    witness.forget()
    change(service)
    row = Service.objects.filter(pk=service.pk).first()
    return Effects(
        log=log_of(service.pk)[before + after :],
        name=row and row.name_fi,
        is_live=row and row.live,
        states=states(row) if row else {},
        is_told=set(witness.heard) == {service.pk},
        is_written_down=witness.outbox_names(service.pk),
    )


def in_a_day(command: str) -> None:
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1, minutes=1)):
        call_command(command, verbosity=0)


# Ways to make a changed name public


def edit_in_the_admin(client, service):
    post_edit(client, url_of("edit", service.pk), "action-publish", name_fi=NEW_NAME)


def approve_in_the_admin(client, service):
    actions.submit(service, keep(service, client.user, name_fi=NEW_NAME), client.user)
    task_state = TaskState.objects.get(status="in_progress")
    client.post(url_of("workflow_action", service.pk, "approve", task_state.pk), {"comment": ""})


def approve_while_editing(client, service):
    actions.submit(service, keep(service, client.user, name_fi="Vielä väärin"), client.user)
    changes = {"name_fi": NEW_NAME, "workflow-action-name": "approve"}
    post_edit(client, url_of("edit", service.pk), "action-workflow-action", **changes)


def revert_in_the_admin(client, service):
    older = keep(service, client.user, name_fi=NEW_NAME)
    keep(service, client.user, name_fi="Jotain muuta")
    post_edit(client, url_of("revisions_revert", service.pk, older.pk), "action-publish")


def schedule_in_the_admin(client, service):
    tomorrow = (timezone.localtime() + datetime.timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    post_edit(client, url_of("edit", service.pk), "action-publish", name_fi=NEW_NAME, go_live_at=tomorrow)
    assert Service.objects.get(pk=service.pk).name_fi == "Kahvila"
    in_a_day("publish_scheduled")


@pytest.mark.parametrize(
    ("way", "entries"),
    [
        (edit_in_the_admin, ["directory.publish"]),
        (approve_in_the_admin, ["directory.submit", "directory.publish", "directory.approve"]),
        (approve_while_editing, ["directory.submit", "directory.publish", "directory.approve"]),
        (revert_in_the_admin, ["directory.publish"]),
        (schedule_in_the_admin, ["directory.publish"]),
    ],
)
def test_publishing_has_the_same_effects_however_it_is_done(way, entries, admin, listing, witness):
    other = published(admin.user, name_fi="Kahvila", name_so="Makhaayad")

    by_action = effects(
        other, lambda s: actions.publish(s, keep(s, admin.user, name_fi=NEW_NAME), admin.user), witness
    )
    by_way = effects(listing, lambda s: way(admin, s), witness)

    assert by_action == Effects(
        ["directory.publish"], NEW_NAME, True, {"fi": ("written", False), "so": ("checked", True)}, True, True
    )
    assert by_way == Effects(entries, by_action.name, True, by_action.states, True, True)


# Ways to take a listing out of sight


def unpublish_in_the_admin(client, service):
    client.post(url_of("unpublish", service.pk))


def expire(client, service):
    tomorrow = (timezone.localtime() + datetime.timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    post_edit(client, url_of("edit", service.pk), "action-publish", expire_at=tomorrow)
    in_a_day("publish_scheduled")


@pytest.mark.parametrize(("way", "published_before"), [(unpublish_in_the_admin, 0), (expire, 1)])
def test_withdrawing_has_the_same_effects_however_it_is_done(way, published_before, admin, listing, witness):
    other = published(admin.user, name_fi="Kahvila", name_so="Makhaayad")

    by_action = effects(other, lambda s: actions.withdraw(s, admin.user), witness)
    by_way = effects(listing, lambda s: way(admin, s), witness, after=published_before)

    assert by_action == Effects(["directory.withdraw"], "Kahvila", False, states(other), True, True)
    assert by_way == by_action
    assert not Service.objects.public().exists()


# Ways to delete


def delete_in_the_admin(client, service):
    client.post(url_of("delete", service.pk))


def delete_in_bulk(client, service):
    address = reverse("wagtail_bulk_action", args=["directory", "service", "delete"])
    client.post(f"{address}?id={service.pk}")


def delete_in_code(client, service):
    Service.objects.filter(pk=service.pk).delete()


@pytest.mark.parametrize("way", [delete_in_the_admin, delete_in_bulk, delete_in_code])
def test_deleting_is_logged_and_told_however_it_is_done(way, admin, listing, witness):
    assert effects(listing, lambda s: way(admin, s), witness) == Effects(
        ["directory.delete"], None, None, {}, True, True
    )
    assert ModelLogEntry.objects.get(action="directory.delete").deleted


# Ways to review


def submit_in_the_admin(client, service):
    post_edit(client, url_of("edit", service.pk), "action-submit", name_fi=NEW_NAME)


def return_in_the_admin(client, service):
    submit_in_the_admin(client, service)
    task_state = TaskState.objects.get(status="in_progress")
    client.post(url_of("workflow_action", service.pk, "reject", task_state.pk), {"comment": "Kerro hinta"})


def submit_again_in_the_admin(client, service):
    return_in_the_admin(client, service)
    post_edit(client, url_of("edit", service.pk), "action-submit", name_fi=NEW_NAME)


@pytest.mark.parametrize(
    ("way", "entries"),
    [
        (submit_in_the_admin, ["directory.submit"]),
        (return_in_the_admin, ["directory.submit", "directory.return"]),
        (submit_again_in_the_admin, ["directory.submit", "directory.return", "directory.submit"]),
    ],
)
def test_review_is_logged_and_changes_nothing_public(way, entries, admin, listing, witness):
    before = states(listing)

    assert effects(listing, lambda s: way(admin, s), witness) == Effects(
        entries, "Kahvila", True, before, False, False
    )


def test_nothing_goes_back_without_a_comment_in_the_admin_either(admin, listing):
    submit_in_the_admin(admin, listing)
    task_state = TaskState.objects.get(status="in_progress")

    address = url_of("workflow_action", listing.pk, "reject", task_state.pk)
    asked_again = admin.post(address, {"comment": " "}, headers={"X-Requested-With": "XMLHttpRequest"})
    post_edit(
        admin, url_of("edit", listing.pk), "action-workflow-action", **{"workflow-action-name": "reject"}
    )

    task_state.refresh_from_db()
    assert task_state.status == "in_progress"
    assert log_of(listing.pk) == ["directory.publish", "directory.submit"]
    assert asked_again.json()["step"] == "action"


# Drafts


def test_saving_a_draft_in_the_admin_is_keeping_an_edit(admin, listing, witness):
    other = published(admin.user, name_fi="Kahvila", name_so="Makhaayad")
    before = states(listing)

    by_action = effects(other, lambda s: keep(s, admin.user, name_fi=NEW_NAME), witness)
    by_way = effects(listing, lambda s: post_edit(admin, url_of("edit", s.pk), name_fi=NEW_NAME), witness)

    waiting = latest(listing)
    assert by_way == by_action == Effects([], "Kahvila", True, before, False, False)
    assert {state.language_code: state.is_outdated for state in waiting.translation_states.all()} == {
        "fi": False,
        "so": True,
    }
    assert {"wagtail.edit"} == set(
        ModelLogEntry.objects.exclude(action__startswith="directory.")
        .exclude(action="wagtail.publish")
        .values_list("action", flat=True)
    )


def test_a_second_member_of_staff_is_told_that_the_version_is_not_the_latest(admin, listing):
    opened = posted(admin.get(url_of("edit", listing.pk)).context["form"]) | {
        "loaded_revision_id": listing.latest_revision_id,
        "loaded_revision_created_at": listing.latest_revision.created_at.isoformat(),
    }
    keep(listing, admin.user, name_fi="Ensimmäinen")

    response = admin.post(url_of("edit", listing.pk), opened | {"name_fi": "Toinen"})

    assert "loaded_revision_id" in admin.get(url_of("edit", listing.pk)).content.decode()
    assert response.context["form"]["name_fi"].value() == "Toinen"
    assert latest(listing).name_fi == "Ensimmäinen"


def test_a_listing_begun_in_the_admin_is_a_draft(admin, organization, heard):
    address = url_of("add")
    post_edit(admin, address, name_fi="Uusi", organization=organization.pk)

    made = Service.objects.get(name_fi="Uusi")
    assert (made.live, made.has_unpublished_changes) == (False, True)
    assert not Service.objects.public().exists()
    assert heard == []


def test_going_back_to_an_older_version_as_a_draft_brings_its_labels_back(admin, listing):
    older = listing.latest_revision
    keep(listing, admin.user, name_fi=NEW_NAME)

    post_edit(admin, url_of("revisions_revert", listing.pk, older.pk))

    waiting = latest(listing)
    assert waiting.name_fi == "Kahvila"
    assert not waiting.translation_states.get(language_code="so").is_outdated


def test_scheduling_a_first_publication_publishes_nothing_yet(admin):
    service = draft(name_fi="Kahvila")
    tomorrow = (timezone.localtime() + datetime.timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    post_edit(admin, url_of("edit", service.pk), "action-publish", go_live_at=tomorrow)
    waiting = log_of(service.pk)

    in_a_day("publish_scheduled")

    assert (waiting, log_of(service.pk)) == ([], ["directory.publish"])
    assert Service.objects.public().contains(service)


# Who, and when


def test_the_log_names_the_person_who_pressed_the_button(admin, listing):
    edit_in_the_admin(admin, listing)
    unpublish_in_the_admin(admin, listing)

    entries = ModelLogEntry.objects.filter(action__in=["directory.publish", "directory.withdraw"])
    assert {entry.user for entry in entries} == {admin.user}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "way",
    [edit_in_the_admin, approve_in_the_admin, schedule_in_the_admin, unpublish_in_the_admin, delete_in_bulk],
)
def test_the_signal_is_sent_inside_the_transaction_of_the_change(way, admin, listing):
    is_inside = []

    def listen(**kwargs):
        is_inside.append(connection.in_atomic_block)

    listing_changed.connect(listen)
    way(admin, listing)
    listing_changed.disconnect(listen)

    assert is_inside
    assert all(is_inside)
