"""What the texts in each language are, and whether their source has changed in meaning since."""

import pytest

from directory import actions
from directory.models import Service
from directory.translation_states import Edit, restate
from tests.directory.lives import draft, keep, latest, published, states
from tests.factories import ScheduleFactory, ServiceFactory

pytestmark = pytest.mark.django_db

CURRENT, OUTDATED = ("checked", False), ("checked", True)


@pytest.fixture
def service(coordinator):
    texts = {"name_fi": "Kahvila", "description_fi": "Tule mukaan", "name_so": "Makhaayad", "name_sv": "Kafé"}
    return published(coordinator, **texts)


def go_live(service, user, **edit):
    return actions.publish(service, keep(service, user, **edit), user)


def test_the_original_is_written_and_the_rest_are_translations(service):
    assert states(service) == {"fi": ("written", False), "so": CURRENT, "sv": CURRENT}


def test_a_changed_source_makes_the_others_outdated(service, coordinator):
    go_live(service, coordinator, name_fi="Perhekahvila")

    assert states(service) == {"fi": ("written", False), "so": OUTDATED, "sv": OUTDATED}


def test_a_translation_changed_with_its_source_is_current(service, coordinator):
    go_live(service, coordinator, name_fi="Perhekahvila", name_sv="Familjekafé")

    assert states(service) == {"fi": ("written", False), "so": OUTDATED, "sv": CURRENT}


def test_a_change_ticked_as_small_makes_nothing_outdated(service, coordinator):
    go_live(service, coordinator, name_fi="Kahvila!", small=True)

    assert states(service)["so"] == CURRENT


def test_a_small_change_does_not_excuse_an_earlier_big_one(service, coordinator):
    go_live(service, coordinator, name_fi="Perhekahvila")
    go_live(service, coordinator, name_fi="Perhekahvila!", small=True)

    assert states(service)["so"] == OUTDATED


def test_the_tick_counts_for_the_whole_waiting_edit(service, coordinator):
    keep(service, coordinator, name_fi="Kahvila.")
    go_live(service, coordinator, name_fi="Kahvila!", small=True)

    assert states(service)["so"] == CURRENT


def test_taking_a_change_back_takes_the_mark_back(service, coordinator):
    go_live(service, coordinator, name_fi="Perhekahvila")
    go_live(service, coordinator, name_fi="Kahvila")

    assert states(service)["so"] == CURRENT


@pytest.mark.parametrize(
    "edit",
    [
        {},
        {"name_fi": "  Kahvila \n"},
        {"description_fi": "Tule\n\n mukaan"},
        {"name_fi": "<p>Kahvila</p>"},
        {"minimum_age": 3},
        {"alert_fi": "Tänään suljettu"},
    ],
    ids=["no change", "spaces", "line ends", "markup", "a fact", "news of the day"],
)
def test_what_changes_no_meaning_makes_nothing_outdated(edit, service, coordinator):
    go_live(service, coordinator, **edit)

    assert states(service)["so"] == CURRENT


def test_reordering_children_makes_nothing_outdated(service, coordinator):
    ScheduleFactory(service=service, description_fi="Toinen", sort_order=1)
    go_live(service, coordinator, small=True)
    edited = latest(service)
    first, second = edited.schedules.all()
    first.sort_order, second.sort_order = 1, 0
    edited.schedules.set([first, second])

    actions.publish(
        service, actions.keep(edited, edited.latest_revision_id, Edit(user=coordinator)), coordinator
    )

    assert [schedule.description_fi for schedule in service.schedules.all()] == ["Toinen", "Ryhmä"]
    assert states(service)["so"] == CURRENT


def test_a_changed_text_of_a_session_makes_the_others_outdated(service, coordinator):
    edited = latest(service)
    schedule = edited.schedules.get()
    schedule.description_fi = "Isien ryhmä"
    edited.schedules.set([schedule])

    actions.publish(
        service, actions.keep(edited, edited.latest_revision_id, Edit(user=coordinator)), coordinator
    )

    assert states(service)["so"] == OUTDATED


def test_a_machine_translation_says_so_until_a_person_checks_it(service, coordinator):
    go_live(service, coordinator, name_ru="Кафе", how="machine")
    by_machine = states(service)["ru"]
    edited = latest(service)

    edit = Edit(user=coordinator, checked=frozenset({"ru"}))
    row = actions.publish(service, actions.keep(edited, edited.latest_revision_id, edit), coordinator)

    assert by_machine == ("machine", False)
    assert states(service)["ru"] == CURRENT
    assert row.translation_states.get(language_code="ru").changed_by == coordinator


def test_an_outdated_translation_declared_right_is_current(service, coordinator):
    go_live(service, coordinator, name_fi="Perhekahvila")
    edited = latest(service)

    edit = Edit(user=coordinator, checked=frozenset({"so"}))
    actions.publish(service, actions.keep(edited, edited.latest_revision_id, edit), coordinator)

    assert (states(service)["so"], states(service)["sv"]) == (CURRENT, OUTDATED)


def test_an_emptied_language_has_no_state(service, coordinator):
    go_live(service, coordinator, name_sv="")

    assert set(states(service)) == {"fi", "so"}


def test_another_original_language_makes_nothing_outdated(service, coordinator):
    go_live(service, coordinator, original_language="so")

    assert states(service)["so"] == ("written", False)
    assert not any(is_outdated for _state, is_outdated in states(service).values())


def test_a_waiting_edit_does_not_change_the_public_labels(service, coordinator):
    revision = keep(service, coordinator, name_fi="Perhekahvila", name_ru="Кафе", how="machine")

    waiting = {
        state.language_code: state.is_outdated for state in revision.as_object().translation_states.all()
    }
    assert states(service) == {"fi": ("written", False), "so": CURRENT, "sv": CURRENT}
    assert waiting == {"fi": False, "so": True, "sv": True, "ru": False}


def test_what_the_editor_said_holds_when_a_coordinator_approves(editor, organization, coordinator):
    service = published(coordinator, organization=organization, name_fi="Kahvila", name_so="Makhaayad")
    revision = keep(service, editor, name_fi="Kahvila!", name_ru="Кафе", small=True, how="machine")
    actions.submit(service, revision, editor)

    actions.approve(service, coordinator, revision=revision)

    assert states(service) == {"fi": ("written", False), "so": CURRENT, "ru": ("machine", False)}


def test_publishing_an_older_revision_brings_its_own_states_back(service, coordinator):
    older = service.latest_revision
    go_live(service, coordinator, name_fi="Perhekahvila", name_so="")

    older.publish(user=coordinator)

    assert states(service) == {"fi": ("written", False), "so": CURRENT, "sv": CURRENT}


def test_an_outdated_translation_stays_so_when_it_is_saved_with_markup(service, coordinator):
    go_live(service, coordinator, name_fi="Perhekahvila")
    go_live(service, coordinator, name_so="<p>Makhaayad</p>")
    go_live(service, coordinator)

    assert states(service)["so"] == OUTDATED


def test_a_revision_without_states_gets_them_when_it_is_published(service, coordinator):
    revision = keep(service, coordinator, name_fi="Perhekahvila")
    del revision.content["translation_states"]
    revision.save()

    row = Service.objects.get(pk=service.pk)
    row.latest_revision.publish(user=coordinator)

    assert states(service) == {"fi": ("written", False), "so": OUTDATED, "sv": OUTDATED}


def test_deriving_again_changes_nothing(service):
    row = Service.objects.get(pk=service.pk)

    assert restate(row, Edit()) is False


def test_states_written_by_hand_are_believed(coordinator):
    service = draft(name_so="Makhaayad")
    service.translation_states.create(language_code="so", state="machine", source_language="fi")
    service.save()

    go_live(service, coordinator)

    assert states(service)["so"] == ("machine", False)


def taken_out(service, user, **fields):
    """Publish the listing without its session, which has words in Finnish and Somali."""
    edited = latest(service)
    edited.schedules.set([])
    for name, value in fields.items():
        setattr(edited, name, value)
    actions.publish(service, actions.keep(edited, edited.latest_revision_id, Edit(user=user)), user)


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({}, {"so": ("machine", False), "sv": CURRENT}),
        ({"name_fi": "Perhekahvila"}, {"so": ("machine", True), "sv": OUTDATED}),
        ({"name_so": "Makhaayadda"}, {"so": CURRENT, "sv": CURRENT}),
    ],
    ids=["nothing else", "the original as well", "the translation as well"],
)
def test_taking_a_part_out_checks_no_translation(service, coordinator, changes, left):
    go_live(service, coordinator, description_so="Kaalay", how="machine")

    taken_out(service, coordinator, **changes)

    assert {language: states(service)[language] for language in left} == left


def test_text_that_goes_from_the_original_alone_makes_translations_older(service, coordinator):
    go_live(service, coordinator, description_so="Kaalay", how="machine")

    go_live(service, coordinator, description_fi="")

    assert states(service)["so"] == ("machine", True)


def test_text_that_goes_from_a_translation_alone_checks_nothing_of_it(service, coordinator):
    go_live(service, coordinator, description_so="Kaalay", how="machine")

    go_live(service, coordinator, description_so="")

    assert states(service)["so"] == ("machine", False)


def test_part_of_a_listing_without_any_version_is_taken_out_likewise(coordinator):
    service = ServiceFactory(name_fi="Kahvila", name_so="Makhaayad")
    ScheduleFactory(service=service, description_fi="Ryhmä", description_so="Koox")
    restate(service, Edit(how="machine"))
    service.save()

    taken_out(service, coordinator)

    assert states(service)["so"] == ("machine", False)
