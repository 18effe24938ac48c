"""A language checker's word on a public translation: at once for readers, and in every edit that waits."""

import pytest
from django.core.exceptions import PermissionDenied

from directory import actions
from directory.actions.check_translation import seen_texts
from directory.actions.errors import NotLive, TextsChanged
from directory.models import LanguageChecker, Service, TranslationRequest
from tests.directory.lives import draft, keep, latest, log_of, published, states
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

SOMALI = {"name": "Fiidka deynta", "schedules-0-description": "Koox"}


@pytest.fixture
def checker(db):
    user = UserFactory(email="checker@example.org")
    LanguageChecker.objects.create(user=user, language_code="so")
    return user


@pytest.fixture
def listing(editor, organization, coordinator) -> Service:
    texts = {"name_fi": "Velkailta", "summary_fi": "Apua laskuihin", "name_so": "Fiid"}
    service = published(coordinator, organization=organization, **texts)
    return actions.publish(service, keep(service, coordinator, how="machine", name_so="Fiidka"), coordinator)


def check(listing: Service, user, language: str = "so", **texts) -> Service:
    row = Service.objects.get(pk=listing.pk)
    return actions.check_translation(row, language, texts or SOMALI, user, seen=seen_texts(row, language))


def test_readers_read_at_once_what_was_checked(listing, checker):
    actions.ask_translation(listing, "so", UserFactory(is_superuser=True))
    before = states(listing)["so"]

    check(listing, checker)

    row = Service.objects.get(pk=listing.pk)
    assert (before, states(listing)["so"]) == (("machine", False), ("checked", False))
    assert (row.name_so, row.schedules.get().description_so) == ("Fiidka deynta", "Koox")
    assert (row.live, row.has_unpublished_changes, latest(listing).name_so) == (True, False, "Fiidka deynta")
    assert not TranslationRequest.objects.exists()
    assert log_of(listing.pk)[-1] == "directory.check_translation"


def test_text_that_was_right_is_checked_without_a_change(listing, checker):
    check(listing, checker, name="Fiidka")

    assert states(listing)["so"] == ("checked", False)
    assert latest(listing).translation_states.get(language_code="so").state == "checked"


def test_edit_that_waits_has_the_checked_text_too_and_goes_on_waiting(listing, checker, editor, coordinator):
    edit = keep(listing, editor, application_process_fi="Soita ensin")
    actions.submit(listing, edit, editor)

    check(listing, checker)

    row = Service.objects.get(pk=listing.pk)
    assert row.workflow_in_progress
    actions.approve(row, coordinator)
    approved = Service.objects.get(pk=listing.pk)
    assert (approved.name_so, approved.application_process_fi) == ("Fiidka deynta", "Soita ensin")
    # It was checked beside another original
    assert states(listing)["so"] == ("checked", True)


def test_translation_that_an_editor_has_written_anew_stays_hers(listing, checker, editor):
    keep(listing, editor, how="machine", name_so="Wax kale")

    check(listing, checker)

    assert (Service.objects.get(pk=listing.pk).name_so, latest(listing).name_so) == (
        "Fiidka deynta",
        "Wax kale",
    )
    assert latest(listing).translation_states.get(language_code="so").state == "machine"


def test_only_who_checks_the_language_says_so(listing, checker, editor, coordinator):
    for user, language in ((editor, "so"), (coordinator, "so"), (checker, "ar"), (checker, "fi")):
        with pytest.raises(PermissionDenied):
            check(listing, user, language)

    assert states(listing)["so"] == ("machine", False)


def test_texts_that_changed_since_they_were_opened_are_not_written_over(listing, checker, coordinator):
    seen = seen_texts(listing, "so")
    actions.publish(listing, keep(listing, coordinator, summary_fi="Jotain muuta"), coordinator)

    with pytest.raises(TextsChanged):
        actions.check_translation(listing, "so", SOMALI, checker, seen=seen)

    assert Service.objects.get(pk=listing.pk).name_so == "Fiidka"


def test_draft_is_nothing_to_check_and_nothing_to_ask_for(checker, organization, editor):
    service = draft(organization=organization)

    with pytest.raises(NotLive):
        check(service, checker)
    with pytest.raises(NotLive):
        actions.ask_translation(service, "so", editor)


def test_nobody_else_asks_for_a_partners_listing(listing, checker):
    with pytest.raises(PermissionDenied):
        actions.ask_translation(listing, "so", checker)
