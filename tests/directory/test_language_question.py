"""Staff who write Finnish into the field for Swedish are asked whether it is right; it is kept as it is."""

import pytest
from django.urls import reverse

from tests.directory.admin_forms import post_edit, url_of
from tests.factories import LocationFactory, OrganizationFactory, ServiceFactory, TaxonomyTermFactory

pytestmark = pytest.mark.django_db

FINNISH = "Autamme laskujen ja kirjeiden kanssa. Ilta on tarkoitettu perheille."
SWEDISH = "Vi hjälper till med räkningar och brev. Kvällen är till för familjer med barn."
QUESTION = "Onko kieli oikea? Odotettu: ruotsi. Teksti näyttää olevan: suomi."


def address(row) -> str:
    return reverse(f"wagtailsnippets_directory_{row._meta.model_name}:edit", args=[row.pk])


def questions(client) -> list[str]:
    page = client.get(reverse("wagtailadmin_home"))
    return [str(each) for each in page.context["messages"] if "Onko kieli oikea?" in str(each)]


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (OrganizationFactory, "description_sv"),
        (LocationFactory, "transportation_sv"),
        (lambda **_none: TaxonomyTermFactory(parent=TaxonomyTermFactory()), "phrase_sv"),
    ],
)
def test_finnish_in_a_field_for_swedish_is_asked_about_and_kept(as_coordinator, made, name):
    row = made()

    post_edit(as_coordinator, address(row), **{name: FINNISH})

    assert questions(as_coordinator) == [QUESTION]
    row.refresh_from_db()
    assert getattr(row, name) == FINNISH


def test_a_listing_is_asked_about_too(as_coordinator):
    listing = ServiceFactory()

    post_edit(as_coordinator, url_of("edit", listing.pk), description_sv=FINNISH)

    assert questions(as_coordinator) == [QUESTION]


def test_nothing_is_asked_of_what_is_right_or_was_there_before(as_coordinator):
    row = OrganizationFactory(description_sv=FINNISH)

    post_edit(as_coordinator, address(row), name_sv="Familjehuset")
    assert questions(as_coordinator) == []

    post_edit(as_coordinator, address(row), description_sv=SWEDISH)
    assert questions(as_coordinator) == []
