"""Editing a page in the admin: the original and one language beside it, nothing of the others lost."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from directory.models import Service
from directory.translation_states import Edit
from pages.models import ThemePathPage
from tests.factories import ServiceFactory
from tests.pages.trees import block, edit, guides_page, states, theme_path

pytestmark = pytest.mark.django_db


def address(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def latest(page) -> ThemePathPage:
    return ThemePathPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def stored(page) -> list[dict]:
    return latest(page).body.get_prep_value()


def text_block(block_id: str, **languages) -> dict:
    """The text block of a form, in the languages the form shows."""
    rich = {key: rich_text(value, features=["bold"]) for key, value in languages.items()}
    return {"heading": dict.fromkeys(languages, ""), "text": rich, "id": block_id}


def values(page, *blocks, language="so", **changes) -> dict:
    """What the form would post: these blocks as pairs of kind and value, in the chosen language."""
    original = latest(page)
    fields = {
        "translation_language": language,
        "heading_fi": original.heading_fi,
        f"heading_{language}": getattr(original, f"heading_{language}") or "",
        "introduction_fi": "",
        f"introduction_{language}": "",
        "theme": "",
        "slug": original.slug,
        "original_language": "fi",
        "how_translated": "checked",
        "body": streamfield([(kind, value) for kind, value in blocks]),
        "comments": inline_formset([]),
    }
    data = nested_form_data(fields | changes)
    for number, (_kind, value) in enumerate(blocks):
        data[f"body-{number}-id"] = value.pop("id", "")
    return data


def save(desk, page, *blocks, publish=True, **changes):
    data = values(page, *blocks, **changes) | ({"action-publish": "on"} if publish else {})
    response = desk.post(address(page), data)
    assert response.status_code == 302, response.context["form"].errors
    return ThemePathPage.objects.get(pk=page.pk)


def test_the_form_shows_the_original_and_the_chosen_language(desk):
    page = theme_path(block("text", text={"fi": "<p>Lepää.</p>"}))

    form = desk.get(address(page), {"language": "so"}).context["form"]

    texts = {name for name in form.fields if name.startswith(("heading_", "introduction_"))}
    assert texts == {"heading_fi", "heading_so", "introduction_fi", "introduction_so"}
    languages = form.fields["body"].block.child_blocks["text"].child_blocks["text"].child_blocks
    assert list(languages) == ["fi", "so"]


def test_saving_keeps_the_languages_that_are_not_shown(desk):
    page = theme_path(
        block("text", text={"fi": "<p>Lepää.</p>", "ar": "<p>استرح</p>", "so": ""}), heading_ar="طريق"
    )
    (before,) = stored(page)

    save(
        desk,
        page,
        ("text", text_block(before["id"], fi="<p>Lepää.</p>", so="<p>Naso.</p>")),
        heading_so="Waddo",
    )

    (after,) = stored(page)
    assert after["id"] == before["id"]
    assert "Naso." in after["value"]["text"]["so"]
    assert "استرح" in after["value"]["text"]["ar"]
    assert (latest(page).heading_so, latest(page).heading_ar) == ("Waddo", "طريق")


def test_moving_blocks_loses_no_translation_and_makes_none_outdated(desk):
    page = theme_path(
        block("text", text={"fi": "<p>Yksi.</p>", "so": "<p>Kow.</p>", "ar": "<p>واحد</p>"}),
        block("text", text={"fi": "<p>Kaksi.</p>", "so": "<p>Laba.</p>", "ar": "<p>اثنان</p>"}),
        heading_so="Waddo",
        heading_ar="طريق",
    )
    one, two = stored(page)
    before = states(page)

    page = save(
        desk,
        page,
        ("text", text_block(two["id"], fi="<p>Kaksi.</p>", so="<p>Laba.</p>")),
        ("text", text_block(one["id"], fi="<p>Yksi.</p>", so="<p>Kow.</p>")),
    )

    first, second = stored(page)
    assert ("اثنان" in first["value"]["text"]["ar"], "واحد" in second["value"]["text"]["ar"]) == (True, True)
    assert states(page) == before


def test_a_changed_original_makes_translations_outdated_and_shows_what_changed(desk):
    page = theme_path(block("text", text={"fi": "<p>Lepää.</p>", "so": "<p>Naso.</p>"}), heading_so="Waddo")
    (one,) = stored(page)

    page = save(desk, page, ("text", text_block(one["id"], fi="<p>Lepää ja syö.</p>", so="<p>Naso.</p>")))

    assert states(page) == {"fi": ("written", False), "so": ("checked", True)}
    form = desk.get(address(page), {"language": "so"}).content.decode()
    assert "<td>Lepää.</td><td>Lepää ja syö.</td>" in form


def test_a_small_change_leaves_translations_right(desk):
    page = theme_path(block("text", text={"fi": "<p>Lepaa.</p>", "so": "<p>Naso.</p>"}))
    (one,) = stored(page)

    page = save(
        desk,
        page,
        ("text", text_block(one["id"], fi="<p>Lepää.</p>", so="<p>Naso.</p>")),
        is_small_change="on",
    )

    assert states(page)["so"] == ("checked", False)


def test_a_translation_that_is_still_right_can_be_said_to_be_so(desk):
    page = theme_path(heading_so="Waddo")
    page = edit(page, heading_fi="Toinen polku")
    assert states(page)["so"] == ("checked", True)

    page = save(desk, page, is_in_step="on")

    assert states(page)["so"] == ("checked", False)


def test_a_machine_translation_is_known_as_one(desk):
    page = theme_path()

    page = save(desk, page, heading_so="Waddo", how_translated="machine")

    assert states(page)["so"] == ("machine", False)


def test_saving_without_a_change_changes_no_state(desk):
    page = theme_path(block("text", text={"fi": "<p>Lepää.</p>", "so": "<p>Naso.</p>"}), heading_so="Waddo")
    (one,) = stored(page)

    page = save(desk, page, ("text", text_block(one["id"], fi="<p>Lepää.</p>", so="<p>Naso.</p>")))

    assert states(page) == {"fi": ("written", False), "so": ("checked", False)}


def test_a_new_page_gets_its_name_and_address_from_its_heading(desk):
    parent = guides_page()
    data = nested_form_data(
        {
            "translation_language": "so",
            "heading_fi": "Äiti väsyy",
            "heading_so": "",
            "introduction_fi": "",
            "introduction_so": "",
            "theme": "",
            "slug": "",
            "original_language": "fi",
            "body": streamfield([]),
            "comments": inline_formset([]),
        }
    )
    add = reverse("wagtailadmin_pages:add", args=["pages", "themepathpage", parent.pk])

    response = desk.post(add, data | {"action-publish": "on"})

    assert response.status_code == 302, response.context["form"].errors
    page = ThemePathPage.objects.get()
    assert (page.title, page.slug, page.live) == ("Äiti väsyy", "aiti-vasyy", True)


def test_a_heading_is_needed_in_the_original(desk):
    page = theme_path(heading_so="Waddo")

    response = desk.post(address(page), values(page, heading_fi="") | {"action-publish": "on"})

    assert "heading_fi" in response.context["form"].errors


@pytest.mark.parametrize(
    "posted", ["{", "null", '{"blocks": 1}', '{"blocks": [{"text": 7}]}', "<b>Hei</b>", "[" * 5_000]
)
def test_rich_text_that_no_editor_made_is_no_error_of_the_server(desk, posted):
    page = theme_path(block("text", text={"fi": "<p>Lepää.</p>"}))
    (one,) = stored(page)
    data = values(page, ("text", text_block(one["id"], fi="<p>x</p>", so="<p>x</p>")))

    response = desk.post(address(page), data | {"body-0-value-text-so": posted})

    assert response.status_code in (200, 302)


@pytest.mark.parametrize("language", ["xx", "Finnish", "\x00", "fi-x"])
def test_an_original_language_that_is_none_of_ours_is_refused(desk, language):
    page = theme_path()

    response = desk.post(address(page), values(page, original_language=language))

    assert "original_language" in response.context["form"].errors
    assert latest(page).original_language == "fi"


def test_a_draft_that_says_no_original_language_keeps_its_own(desk):
    page = theme_path()

    save(desk, page, publish=False, original_language="")

    assert latest(page).original_language == "fi"


def test_a_line_of_a_block_changes_nothing_outside_itself(desk):
    page = theme_path()
    quote = {"quote": {"fi": "<b>Hei\u202e</b>", "so": ""}, "who": {"fi": "", "so": ""}}

    page = save(desk, page, ("quote", quote))

    assert page.body[0].value["quote"]["fi"] == "Hei"


def test_a_picture_needs_words_for_those_who_do_not_see_it(desk):
    page = theme_path()
    picture = {
        "picture": "",
        "alternative_text": {"fi": "", "so": ""},
        "caption": {"fi": "", "so": ""},
    }

    response = desk.post(address(page), values(page, ("picture", picture)) | {"action-publish": "on"})

    (errors,) = response.context["form"].errors["body"].as_data()[0].block_errors.values()
    assert {"picture", "alternative_text"} <= set(errors.block_errors)


def test_a_list_of_everything_is_refused(desk):
    page = theme_path()
    chosen = dict.fromkeys(("theme", "age", "area", "spoken", "entry", "kind", "when", "q"), "")
    block = {"heading": {"fi": "", "so": ""}, "topic": streamfield([]), "most": "4", **chosen}

    response = desk.post(address(page), values(page, ("services", block)) | {"action-publish": "on"})

    assert "body" in response.context["form"].errors


@pytest.mark.parametrize(("code", "heading"), [("fi", "Polku"), ("so", "Waddo"), ("ar", "Polku")])
def test_a_draft_is_previewed_as_a_reader_of_each_language_would_see_it(desk, code, heading):
    page = theme_path(heading_so="Waddo")
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    desk.post(preview, values(page))

    shown = desk.get(preview, {"mode": code}).content.decode()

    assert f'<html lang="{code}"' in shown
    assert heading in shown


def test_a_second_editor_does_not_overwrite_the_first(desk):
    page = theme_path()
    opened = {"loaded_revision_id": str(page.latest_revision_id)}
    edit(page, heading_fi="Toisen polku", edit=Edit())

    response = desk.post(address(page), values(page, heading_fi="Minun polku") | opened)

    assert latest(page).heading_fi == "Toisen polku"
    assert response.context["form"]["heading_fi"].value() == "Minun polku"


def test_a_content_editor_reaches_pages_and_not_listings(desk):
    service = ServiceFactory()

    assert desk.get(address(theme_path())).status_code == 200
    response = desk.get(reverse("wagtailsnippets_directory_service:edit", args=[service.pk]))
    assert response.status_code == 302
    assert Service.objects.count() == 1


def test_finnish_in_the_field_of_another_language_is_asked_about_once(desk):
    page = theme_path(block("text", text={"fi": "<p>Lepää.</p>"}))
    (known,) = stored(page)
    finnish = "<p>Perhekahvilassa tapaat muita vanhempia ja lapset saavat leikkiä yhdessä.</p>"

    def asks() -> bool:
        texts = text_block(known["id"], fi="<p>Lepää.</p>", sv=finnish)
        answer = desk.post(address(page), values(page, ("text", texts), language="sv"), follow=True)
        return "Odotettu: ruotsi. Teksti näyttää olevan: suomi." in answer.text

    assert [asks(), asks()] == [True, False]
