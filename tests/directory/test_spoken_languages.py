"""The languages gathered for each organisation, so that no page has to read all listings."""

import pytest

from directory.models import Service, SpokenLanguages
from directory.spoken_languages import gather_spoken_languages
from tests.cast import DAY, TODAY, session
from tests.factories import OrganizationFactory, ServiceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def gathered() -> dict[str, list[str]]:
    gather_spoken_languages(TODAY)
    return {each.organization.name_fi: each.codes for each in SpokenLanguages.objects.all()}


def test_languages_of_listings_and_of_their_sessions_come_together():
    aalto, berta = OrganizationFactory(name_fi="Aalto"), OrganizationFactory(name_fi="Berta")
    session(ServiceFactory(organization=aalto, languages=["fi"]), languages=["so", "ar"])
    ServiceFactory(organization=aalto, languages=["fi", "ru"])
    ServiceFactory(organization=berta, languages=["sv"])

    assert gathered() == {"Aalto": ["ar", "fi", "ru", "so"], "Berta": ["sv"]}


def test_organization_without_any_has_no_row():
    OrganizationFactory(name_fi="Aalto")
    ServiceFactory(organization=OrganizationFactory(name_fi="Berta"), languages=[])

    assert gathered() == {}


def test_change_is_taken_over_and_what_ended_leaves():
    aalto, berta = OrganizationFactory(name_fi="Aalto"), OrganizationFactory(name_fi="Berta")
    group = ServiceFactory(organization=aalto, languages=["fi"])
    session(group, languages=["so"], valid_to=TODAY)
    ServiceFactory(organization=berta, languages=["sv"])
    assert gathered() == {"Aalto": ["fi", "so"], "Berta": ["sv"]}

    Service.objects.filter(organization=berta).update(live=False)
    gather_spoken_languages(TODAY + DAY)

    assert list(SpokenLanguages.objects.values_list("organization__name_fi", "codes")) == [("Aalto", ["fi"])]


def test_nothing_new_is_not_written_again(django_assert_num_queries):
    ServiceFactory(languages=["fi"])
    gather_spoken_languages(TODAY)

    # Two for the listings, one for the rows, two of the savepoint
    with django_assert_num_queries(5):
        gather_spoken_languages(TODAY)
