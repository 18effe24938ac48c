"""What staff see in the admin: every language by its name, whatever the language of the interface."""

import pytest
from django.conf import settings
from django.urls import reverse

from directory.admin.log_actions import SAID_BY_OURS
from directory.admin.viewsets import VIEWSETS
from directory.models import Helpline, Organization, Service, TaxonomyTerm
from directory.reading.texts import read_text
from directory.text_fields import text_fields, translated_fields
from tests.directory.admin_forms import opened, post_edit, posted, url_of
from tests.directory.lives import published
from tests.factories import LocationFactory, OrganizationFactory, ServiceFactory, TaxonomyTermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def speaks_somali(settings):
    """Somali is not a language of Wagtail's interface, but may become the active one (`Accept-Language`)."""
    settings.LANGUAGE_CODE = "so"


def field_names(form) -> set[str]:
    forms = [form, *(formset.empty_form for formset in getattr(form, "formsets", {}).values())]
    return {name for part in forms for name in part.fields}


def languages_in(form) -> set[str]:
    return {field.language for field in text_fields(form._meta.model) if field.name in form.fields}


@pytest.mark.parametrize("viewset", VIEWSETS, ids=lambda viewset: viewset.model.__name__)
@pytest.mark.parametrize("code", ["so", "zh-hans"])
def test_a_form_shows_the_original_and_the_chosen_language_only(viewset, code, admin):
    """DESIGN, trap 3."""
    address = reverse(f"wagtailsnippets_directory_{viewset.model._meta.model_name}:add")

    form = admin.get(address, {"language": code}).context["form"]

    assert languages_in(form) == {"fi", code}
    assert not set(translated_fields(viewset.model)) & set(form.fields)


def test_texts_stand_in_the_order_in_which_they_are_read(admin):
    page = admin.get(url_of("add"), {"language": "so"}).content.decode()

    names = ("name", "alternate_name", "summary", "description", "application_process",
             "eligibility_description", "fees_description", "first_time", "alert")  # fmt: skip
    places = [page.index(f'name="{name}_{code}"') for name in names for code in ("fi", "so")]
    assert places == sorted(places)


def test_the_parts_of_a_listing_show_the_same_two_languages(admin):
    form = admin.get(url_of("add"), {"language": "ckb"}).context["form"]

    parts = {name: formset.empty_form for name, formset in form.formsets.items()}
    parts["dates"] = parts["schedules"].formsets["dates"].empty_form
    assert set(parts) == {
        "schedules", "dates", "service_at_locations", "phones", "contacts", "urls", "attributes", "roles",
        "pictures", "easy_texts",
    }  # fmt: skip
    for part in parts.values():
        assert languages_in(part) in (set(), {"fi", "ckb"})
        assert not set(translated_fields(part._meta.model)) & set(part.fields)
    assert languages_in(parts["dates"]) == {"fi", "ckb"}


def test_the_chosen_language_is_kept_for_the_next_form_and_an_unknown_one_changes_nothing(admin):
    admin.get(url_of("add"), {"language": "so"})
    admin.get(url_of("add"), {"language": "xx"})

    assert languages_in(admin.get(url_of("add")).context["form"]) == {"fi", "so"}


def test_texts_of_languages_that_are_not_shown_stay_when_a_form_is_saved(admin):
    service = published(admin.user, name_fi="Kahvila", name_so="Makhaayad", name_ar="مقهى")

    post_edit(admin, url_of("edit", service.pk), "action-publish", name_so="Makhaayadda")

    row = Service.objects.get(pk=service.pk)
    assert (row.name_fi, row.name_so, row.name_ar) == ("Kahvila", "Makhaayadda", "مقهى")


def test_a_form_that_was_opened_in_one_language_is_saved_in_it_though_another_was_chosen_since(admin):
    service = published(admin.user, name_fi="Kahvila", name_so="Makhaayad", name_ar="مقهى")
    page = admin.get(url_of("edit", service.pk), {"language": "so"})
    admin.get(url_of("edit", service.pk), {"language": "ar"})

    values = posted(page.context["form"]) | opened(page)
    admin.post(url_of("edit", service.pk), values | {"name_so": "Makhaayadda", "action-publish": "on"})

    row = Service.objects.get(pk=service.pk)
    assert (row.name_so, row.name_ar) == ("Makhaayadda", "مقهى")


def test_a_translator_sees_what_changed_in_the_original_since(admin):
    service = published(admin.user, name_fi="Kahvila", summary_fi="Vanha", name_so="Makhaayad")
    post_edit(admin, url_of("edit", service.pk), "action-publish", summary_fi="Uusi")

    page = admin.get(url_of("edit", service.pk), {"language": "so"}).content.decode()

    assert "<td>Vanha</td><td>Uusi</td>" in page.replace("\n", "").replace("  ", "")


def test_every_kind_of_object_is_listed_and_edited(admin):
    things = [ServiceFactory(), OrganizationFactory(), LocationFactory(), TaxonomyTermFactory()]

    for thing in things:
        name = f"wagtailsnippets_directory_{thing._meta.model_name}"
        assert str(thing) in admin.get(reverse(f"{name}:list")).content.decode()
        post_edit(admin, reverse(f"{name}:edit", args=[thing.pk]), name_sv="Namn")
        assert (
            thing._meta.model.objects.get(pk=thing.pk).get_latest_revision_as_object().name_sv == "Namn"
            if isinstance(thing, Service)
            else type(thing).objects.get(pk=thing.pk).name_sv == "Namn"
        )


def test_the_original_language_of_a_listing_is_one_of_ours(admin):
    service = published(admin.user, name_fi="Kahvila")
    page = admin.get(url_of("edit", service.pk))
    values = posted(page.context["form"]) | opened(page) | {"original_language": "xx"}

    response = admin.post(url_of("edit", service.pk), values)

    assert "original_language" in response.context["form"].errors


def test_what_a_listing_asks_of_people_can_be_left_untold(admin):
    service = published(admin.user, needs_identity=False)
    asked = ("needs_identity", "needs_client_relation", "needs_home_municipality")

    post_edit(admin, url_of("edit", service.pk), "action-publish", needs_home_municipality="true")

    row = Service.objects.get(pk=service.pk)
    assert [getattr(row, name) for name in asked] == [False, None, True]


def test_staff_edit_the_numbers_of_the_help_panel(admin, coordinator):
    admin.force_login(coordinator)
    name = "wagtailsnippets_directory_helpline"
    values = {"slug": "112", "number": "112", "name_fi": "Hätänumero", "sort_order": 0, "is_emergency": "on"}
    post_edit(admin, reverse(f"{name}:add"), **values, languages="so, ar", has_interpretation="on")
    number = Helpline.objects.get()

    post_edit(admin, reverse(f"{name}:edit", args=[number.pk]), name_so="Lambarka gurmadka")
    changed = Helpline.objects.get()
    admin.post(reverse(f"{name}:delete", args=[number.pk]))

    assert (changed.name_fi, changed.name_so, changed.is_emergency) == (
        "Hätänumero",
        "Lambarka gurmadka",
        True,
    )
    assert (changed.languages, changed.has_interpretation) == (["so", "ar"], True)
    assert not Helpline.objects.exists()


def test_a_number_with_days_and_no_hours_is_refused_in_words(admin):
    address = reverse("wagtailsnippets_directory_helpline:add")
    values = {"slug": "a", "number": "112", "name_fi": "A", "sort_order": 0, "rrule": "FREQ=DAILY"}

    response = admin.post(address, values)

    assert response.context["form"].non_field_errors()
    assert not Helpline.objects.exists()


def test_staff_find_a_listing_by_its_finnish_name_in_any_interface(admin, speaks_somali):
    ServiceFactory(name_fi="Perhekahvila", name_so="Makhaayad")
    ServiceFactory(name_fi="Uimaseura")

    page = admin.get(url_of("list"), {"q": "perhekahv"})
    names = [service.name_fi for service in page.context["object_list"]]

    assert names == ["Perhekahvila"]


def test_lists_are_in_the_order_of_finnish_names_in_any_interface(admin, speaks_somali):
    """DESIGN, trap 5."""
    ServiceFactory(name_fi="B", name_so="1")
    ServiceFactory(name_fi="A", name_so="2")

    names = [service.name_fi for service in admin.get(url_of("list")).context["object_list"]]

    assert names == ["A", "B"]


def test_a_text_emptied_in_the_admin_falls_back_to_another_language(admin):
    """DESIGN, trap 4."""
    service = published(admin.user, name_fi="Kahvila", summary_fi="Kaikille", summary_so="Dhammaan")

    post_edit(admin, url_of("edit", service.pk), "action-publish", summary_so='<p data-block-key="x1"></p>')

    row = Service.objects.get(pk=service.pk)
    assert row.summary_so == ""
    assert read_text(row, "summary", "so").language_code == "fi"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ('{"blocks": [{"text": "Hei"', '{"blocks": [{"text": "Hei"'),
        ('{"blocks": 1, "entityMap": null}', '{"blocks": 1, "entityMap": null}'),
        ("null", "null"),
        ("<p>Hei <b>sinä</b></p><script>x()</script>", "Hei sinä"),
        ("<p>Hei", "Hei"),
    ],
)
def test_rich_text_whole_or_broken_is_kept_as_plain_text(typed, stored, admin):
    """DESIGN, trap 11."""
    service = published(admin.user, name_fi="Kahvila")

    post_edit(admin, url_of("edit", service.pk), "action-publish", description_fi=typed)

    assert Service.objects.get(pk=service.pk).description_fi == stored


def test_a_text_in_the_language_of_the_interface_can_be_emptied(admin):
    service = published(admin.user, name_fi="Kahvila", summary_fi="Kaikille")

    post_edit(admin, url_of("edit", service.pk), "action-publish", summary_fi="")

    assert not Service.objects.get(pk=service.pk).summary_fi


def test_saving_a_form_as_it_stands_changes_no_text(admin):
    names = {field.name: f"Teksti {field.language}" for field in translated_fields(Service)["summary"]}
    service = published(admin.user, name_fi="Kahvila", **names)

    post_edit(admin, url_of("edit", service.pk), "action-publish")

    row = Service.objects.get(pk=service.pk)
    assert {name: getattr(row, name) for name in names} == names
    assert len(names) == len(settings.MODELTRANSLATION_LANGUAGES)


def test_whose_a_listing_is_does_not_change_in_the_form(admin, organization):
    service = published(admin.user, organization=organization)

    post_edit(admin, url_of("edit", service.pk), "action-publish", organization=OrganizationFactory().pk)

    assert Service.objects.get(pk=service.pk).organization == organization


def test_a_coordinator_reaches_listings_and_an_editor_of_a_partner_does_not(admin, coordinator, editor):
    admin.force_login(coordinator)
    as_coordinator = admin.get(url_of("list"))
    admin.force_login(editor)
    as_editor = admin.get(url_of("list"))

    assert (as_coordinator.status_code, as_editor.status_code) == (200, 403)


def test_the_form_of_the_page_is_complete(admin):
    service = published(admin.user)

    values = posted(admin.get(url_of("edit", service.pk), {"language": "so"}).context["form"])

    assert values["schedules-TOTAL_FORMS"] == 1
    assert values["schedules-0-description_so"] == "Koox"
    assert Organization.objects.filter(pk=values["organization"]).exists()
    assert not TaxonomyTerm.objects.exists()


def test_history_says_each_change_once(admin):
    listing = published(admin.user)
    post_edit(admin, url_of("edit", listing.pk), "action-publish", name_fi="Uusi nimi")

    page = admin.get(url_of("history", listing.pk))

    told = [entry.action for entry in page.context["object_list"]]
    assert told.count("directory.publish") == 2
    assert not set(told) & set(SAID_BY_OURS)


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_others_need_is_not_deleted_and_one_reads_why(admin, method):
    """Of rows that were written in bulk Wagtail knows no references."""
    organization = OrganizationFactory()
    Service.objects.bulk_create([Service(organization=organization, name_fi="Kerho", slug="kerho")])

    answer = getattr(admin, method)(
        reverse("wagtailsnippets_directory_organization:delete", args=[organization.pk]), follow=True
    )

    assert "Jokin muu tarvitsee sitä vielä. Sitä ei poistettu." in answer.text
    assert "Kyllä, poista" not in answer.text
    assert Organization.objects.contains(organization)
