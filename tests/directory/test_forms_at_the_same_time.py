"""Two people have the form of an organisation, a place, a network or a topic open: no words are lost."""

import pytest
from django.urls import reverse

from directory.models import Location, Network, Organization, TaxonomyTerm
from tests.directory.admin_forms import posted
from tests.factories import LocationFactory, OrganizationFactory, TaxonomyTermFactory

pytestmark = pytest.mark.django_db

MADE = {
    Organization: OrganizationFactory,
    Location: LocationFactory,
    Network: lambda: Network.objects.create(slug="ita", name_fi="Itäverkosto"),
    TaxonomyTerm: TaxonomyTermFactory,
}


def form_of(admin, row) -> tuple[str, dict]:
    address = reverse(f"wagtailsnippets_directory_{row._meta.model_name}:edit", args=[row.pk])
    return address, posted(admin.get(address).context["form"])


@pytest.mark.parametrize("model", MADE, ids=lambda model: model.__name__)
def test_what_somebody_else_has_saved_meanwhile_stays(model, admin):
    row = MADE[model]()
    address, opened = form_of(admin, row)
    admin.post(address, opened | {"name_sv": "Kollegans namn"})

    answer = admin.post(address, opened | {"name_fi": "Uusi nimi"})

    kept = model.objects.get(pk=row.pk)
    assert answer.status_code == 302
    assert (kept.name_fi, kept.name_sv) == ("Uusi nimi", "Kollegans namn")


def test_where_both_have_changed_a_field_the_second_is_told_and_decides(admin, organization):
    address, opened = form_of(admin, organization)
    admin.post(address, opened | {"email": "kollega@example.org", "name_sv": "Namn"})

    told = admin.post(address, opened | {"email": "oma@example.org"})
    before = Organization.objects.get(pk=organization.pk)
    again = posted(told.context["form"])
    admin.post(address, again)

    assert list(told.context["form"].errors) == ["email"]
    assert "kollega@example.org" in str(told.context["form"].errors["email"])
    assert (before.email, before.name_sv) == ("kollega@example.org", "Namn")
    after = Organization.objects.get(pk=organization.pk)
    assert (after.email, after.name_sv) == ("oma@example.org", "Namn")


@pytest.mark.parametrize("seen", ["", "x", "[]", "[" * 100_000, '{"name_fi": 5, "nothing": "x"}'])
def test_form_that_says_nothing_of_what_it_showed_is_no_error(admin, organization, seen):
    address, opened = form_of(admin, organization)

    answer = admin.post(address, opened | {"seen_values": seen, "name_sv": "Namn"})

    assert answer.status_code in (200, 302)
