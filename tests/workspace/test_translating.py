"""Translations beside the original: what changed since, and who may say that one is right."""

import pytest

from directory import actions
from directory.models import Service
from directory.translation_states import Edit
from tests.directory.lives import keep, latest, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def listing(partner, coordinator) -> Service:
    texts = {"name_fi": "Ilta", "summary_fi": "Apua laskuihin", "name_so": "Fiidka"}
    return published(coordinator, organization=partner, slug="ilta", **texts)


def at() -> dict:
    return {"revision": Service.objects.get().latest_revision_id}


def state(code: str) -> tuple[str, bool]:
    states = {each.language_code: each for each in latest(Service.objects.get()).translation_states.all()}
    return states[code].state, states[code].is_outdated


def test_languages_of_the_person_stand_first(desk, listing):
    desk.send("my-languages/", {"codes": ["vi"]})

    page = desk.open("listings/ilta/languages/", language="en")

    # The original, what she knows, what there is
    assert page.texts("main .rows .rows__link > span:first-child")[:3] == ["Finnish", "Vietnamese", "Somali"]


def test_source_stands_beside_each_field_in_its_language(desk, listing):
    page = desk.open("listings/ilta/languages/ar/")

    assert page.texts('.versus [lang="fi"] p') == ["Ilta", "Apua laskuihin", "Ryhmä"]
    assert {field["dir"] for field in page.all(".versus .input")} == {"rtl"}


def test_person_without_the_language_can_write_but_not_check(desk, listing):
    page = desk.open("listings/ilta/languages/so/")

    desk.send("listings/ilta/languages/so/", at() | {"name": "Fiid", "is_checked": "on"})

    assert page.all('[name="is_checked"]') == []
    assert latest(listing).name_so == "Fiid"
    assert state("so") == ("machine", False)


def test_person_with_the_language_can_say_that_it_is_right(desk, listing):
    desk.send("my-languages/", {"codes": ["so"]})

    desk.send("listings/ilta/languages/so/", at() | {"name": "Fiid", "is_checked": "on"})

    assert state("so") == ("checked", False)


def test_language_of_the_interface_is_one_that_a_person_has(desk, editor, listing):
    editor.interface_language = "so"
    editor.save()

    desk.send("listings/ilta/languages/so/", at() | {"name": "Fiid", "is_checked": "on"})

    assert state("so") == ("checked", False)


def test_finnish_in_the_field_for_somali_is_kept_and_asked_about(desk, listing):
    finnish = "Autamme laskujen ja kirjeiden kanssa joka tiistai."

    desk.send("listings/ilta/languages/so/", at() | {"name": "Fiid", "summary": finnish})
    page = desk.open("listings/ilta/languages/")

    assert latest(listing).summary_so == finnish
    assert [text for text in page.texts(".notice") if "somali" in text and "suomi" in text]


def test_somali_in_its_own_field_is_not_asked_about(desk, listing):
    somali = "Waxaan caawinnaa biilasha iyo warqadaha maalin kasta oo Talaado ah."

    desk.send("listings/ilta/languages/so/", at() | {"name": "Fiid", "summary": somali})
    page = desk.open("listings/ilta/languages/")

    assert not [text for text in page.texts(".notice") if "suomi" in text]


def test_what_has_changed_in_the_original_stands_above(desk, editor, listing):
    keep(listing, editor, summary_fi="Apua veloissa")

    page = desk.open("listings/ilta/languages/so/")
    listed = desk.open("listings/ilta/languages/", language="en")

    assert (page.texts("del"), page.texts("ins")) == (["Apua laskuihin"], ["Apua veloissa"])
    assert "The source has changed since" in listed.text


def test_small_change_leaves_translations_right(desk, listing):
    values = {"name": "Ilta", "summary": "Apua laskuihin!", "kind": "service"}

    desk.send("listings/ilta/basics/", at() | values | {"small": "on"})
    after_small = state("so")[1]
    desk.send("listings/ilta/basics/", at() | values | {"summary": "Jotain muuta"})

    assert (after_small, state("so")[1]) == (False, True)


def test_texts_of_sessions_are_translated_too(desk, listing):
    desk.send("listings/ilta/languages/ar/", at() | {"name": "مساء", "schedules-0-description": "مجموعة"})

    (session,) = latest(listing).schedules.all()
    assert (session.description_ar, session.description_fi) == ("مجموعة", "Ryhmä")


@pytest.mark.parametrize("code", ["fi", "xx", "de"])
def test_only_another_language_of_ours_is_a_translation(desk, listing, code):
    desk.open(f"listings/ilta/languages/{code}/", status=404)


def test_machine_fills_empty_fields_and_nothing_is_saved_until_a_person_does(desk, listing, settings):
    settings.MACHINE_TRANSLATOR = "tests.workspace.machines.Upside"
    typed = at() | {"name": "Fiidka", "summary": "", "schedules-0-description": " "}

    page = desk.send("listings/ilta/languages/so/", typed | {"machine": ""}, status=200)
    shown = {field["name"]: field.get("value") for field in page.all(".versus input.input")}
    unsaved = latest(listing).summary_so
    desk.send("listings/ilta/languages/so/", typed | {"summary": shown["summary"], "name": "Fiidkii"})

    assert shown["name"] == "Fiidka"
    assert (shown["summary"], shown["schedules-0-description"]) == ("so nihiuksal aupA", "so ämhyR")
    assert (unsaved or "", latest(listing).summary_so) == ("", "so nihiuksal aupA")
    # Readers are told, until somebody who has the language says that it is right
    assert state("so") == ("machine", False)


@pytest.mark.parametrize("machine", ["Away", "Forgetful", "Speechless"])
def test_machine_that_does_not_answer_loses_nothing_typed(desk, listing, settings, machine):
    settings.MACHINE_TRANSLATOR = f"tests.workspace.machines.{machine}"

    page = desk.send("listings/ilta/languages/so/", at() | {"name": "Fiidka", "machine": ""}, status=200)

    assert page.texts(".notice--error")
    assert page.all("#id_name")[0]["value"] == "Fiidka"


def test_without_a_machine_none_is_offered(desk, listing):
    assert desk.open("listings/ilta/languages/so/").all("[name=machine]") == []


def test_parts_of_the_original_that_changed_are_shown_beside_the_translation(desk, listing, coordinator):
    edited = latest(listing)
    (session,) = edited.schedules.all()
    session.description_fi = "Isien ryhmä"
    edited.schedules.set([session])
    actions.keep(edited, edited.latest_revision_id, Edit(user=coordinator))

    page = desk.open("listings/ilta/languages/so/", language="ar")

    assert page.texts("del[lang=fi][dir=ltr], ins[lang=fi][dir=ltr]") == ["Ryhmä", "Isien ryhmä"]
