"""Admitting, suspending and ending an organisation: by coordinators, in the admin, with a trace."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import ModelLogEntry

from directory import actions
from directory.actions.errors import NotKnown, ReasonMissing
from directory.choices import OrganizationKind, Standing
from directory.models import Organization, Service
from tests.directory.admin_forms import post_edit, posted
from tests.factories import OrganizationFactory, ServiceFactory, UserFactory

pytestmark = pytest.mark.django_db
HISTORY = "wagtailsnippets_directory_organization:history"


@pytest.fixture
def applicant():
    """An association with a business id that waits to be admitted."""
    return OrganizationFactory(
        kind=OrganizationKind.ASSOCIATION, business_id="0123456-2", standing=Standing.APPLIED
    )


@pytest.fixture
def desk(admin, coordinator):
    """The admin as a coordinator sees it."""
    admin.force_login(coordinator)
    return admin


def address(organization) -> str:
    return reverse("wagtailsnippets_directory_organization:edit", args=[organization.pk])


def standing_of(organization) -> str:
    return Organization.objects.get(pk=organization.pk).standing


def test_a_coordinator_admits_an_organization_in_the_admin(desk, applicant, coordinator):
    listing = ServiceFactory(organization=applicant)
    assert not Service.objects.public().exists()

    post_edit(desk, address(applicant), new_standing="admitted", standing_reason="Tavattu")

    entry = ModelLogEntry.objects.get(action="directory.set_standing")
    assert standing_of(applicant) == Standing.ADMITTED
    assert Service.objects.public().contains(listing)
    assert (entry.user, entry.object_id) == (coordinator, str(applicant.pk))
    assert entry.data == {"before": "applied", "standing": "admitted", "reason": "Tavattu"}


@pytest.mark.parametrize("standing", ["suspended", "ended"])
def test_an_organization_that_is_taken_out_takes_its_listings_along(standing, desk, written_down):
    organization = ServiceFactory().organization
    written_down()

    post_edit(desk, address(organization), new_standing=standing, standing_reason="Toiminta on loppunut")

    assert standing_of(organization) == standing
    assert not Service.objects.public().exists()
    assert written_down() == {("organization", organization.pk)}


def test_texts_that_were_open_do_not_bring_back_who_was_taken_out_meanwhile(desk, organization, coordinator):
    values = posted(desk.get(address(organization)).context["form"]) | {"name_sv": "Namn"}
    actions.set_standing(organization, Standing.SUSPENDED, coordinator, "Sovittu")

    answer = desk.post(address(organization), values)
    standing = standing_of(organization)
    desk.post(address(organization), posted(answer.context["form"]) | {"new_standing": "suspended"})

    assert list(answer.context["form"].errors) == ["new_standing"]
    assert 'name="seen_standing" value="suspended"' in answer.text
    assert standing == standing_of(organization) == Standing.SUSPENDED


def test_merged_organization_is_not_admitted_in_the_admin(desk, organization, coordinator):
    actions.merge(organization, OrganizationFactory(), coordinator)
    values = posted(desk.get(address(organization)).context["form"]) | {"new_standing": "admitted"}

    answer = desk.post(address(organization), values)

    assert list(answer.context["form"].errors) == ["new_standing"]
    assert standing_of(organization) == Standing.ENDED


@pytest.mark.parametrize("standing", ["suspended", "ended"])
def test_nobody_is_taken_out_without_a_reason(standing, desk, organization, coordinator):
    values = posted(desk.get(address(organization)).context["form"]) | {"new_standing": standing}

    response = desk.post(address(organization), values | {"name_sv": "Namn"})

    assert list(response.context["form"].errors) == ["standing_reason"]
    assert standing_of(organization) == Standing.ADMITTED
    assert Organization.objects.get().name_sv != "Namn"
    with pytest.raises(ReasonMissing):
        actions.set_standing(organization, standing, coordinator, " ")


def test_a_group_that_nobody_knows_is_not_admitted(desk, coordinator):
    group = OrganizationFactory(kind=OrganizationKind.UNREGISTERED_GROUP, standing=Standing.APPLIED)
    values = posted(desk.get(address(group)).context["form"]) | {"new_standing": "admitted"}

    response = desk.post(address(group), values)

    assert response.context["form"].non_field_errors()
    assert standing_of(group) == Standing.APPLIED
    with pytest.raises(NotKnown):
        actions.set_standing(group, Standing.ADMITTED, coordinator)


def test_a_group_is_admitted_on_the_word_given_in_the_same_form(desk, organization):
    group = OrganizationFactory(kind=OrganizationKind.UNREGISTERED_GROUP, standing=Standing.APPLIED)

    post_edit(desk, address(group), new_standing="admitted", vouched_by=organization.pk)

    assert standing_of(group) == Standing.ADMITTED


def test_an_admitted_association_does_not_lose_its_business_id(desk, applicant, coordinator):
    actions.set_standing(applicant, Standing.ADMITTED, coordinator)
    values = posted(desk.get(address(applicant)).context["form"]) | {"business_id": ""}

    response = desk.post(address(applicant), values)

    assert response.context["form"].non_field_errors()
    assert Organization.objects.get().business_id == "0123456-2"


def test_saving_an_organization_as_it_stands_says_nothing_of_its_standing(desk, organization):
    post_edit(desk, address(organization), name_sv="Namn")

    assert standing_of(organization) == Standing.ADMITTED
    assert Organization.objects.get().name_sv == "Namn"
    assert not ModelLogEntry.objects.filter(action="directory.set_standing").exists()


def test_a_new_organization_can_be_admitted_at_once(desk):
    values = {"name_fi": "Uusi", "slug": "uusi", "kind": "city_unit", "new_standing": "admitted"}

    post_edit(desk, reverse("wagtailsnippets_directory_organization:add"), **values)

    assert Organization.objects.get(slug="uusi").standing == Standing.ADMITTED


def test_whoever_only_edits_organizations_neither_sees_nor_sets_the_standing(admin, applicant):
    clerk = UserFactory()
    may = ["access_admin", "change_organization", "view_organization"]
    clerk.user_permissions.set(Permission.objects.filter(codename__in=may))
    admin.force_login(clerk)

    post_edit(admin, address(applicant), name_sv="Namn", new_standing="admitted")

    assert "new_standing" not in admin.get(address(applicant)).context["form"].fields
    assert Organization.objects.get().name_sv == "Namn"
    assert standing_of(applicant) == Standing.APPLIED


def test_an_editor_of_the_organization_does_not_set_its_standing(editor, organization):
    with pytest.raises(PermissionDenied):
        actions.set_standing(organization, Standing.ENDED, editor, "Lopetamme")

    assert standing_of(organization) == Standing.ADMITTED


def test_those_who_wait_to_be_admitted_are_found(desk, applicant, organization):
    page = desk.get(reverse("wagtailsnippets_directory_organization:list"), {"standing": "applied"})

    assert list(page.context["object_list"]) == [applicant]
    assert str(Standing.APPLIED.label) in page.content.decode()


def test_the_history_says_what_was_decided_and_why(desk, organization):
    post_edit(desk, address(organization), new_standing="suspended", standing_reason="Sovittu tauko")

    history = desk.get(reverse(HISTORY, args=[organization.pk])).content.decode()

    assert "Sovittu tauko" in history
