"""The organisations from A to Z, and by the languages that they speak."""

import pytest

from directory.choices import OrganizationKind, Standing
from directory.models import Organization
from directory.reading import organization_list
from directory.reading.keeping import forget_everything
from directory.spoken_languages import gather_spoken_languages
from tests.cast import DAY, TODAY, place, session, walk_in
from tests.factories import OrganizationFactory, ServiceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def named(*names: str) -> None:
    for name in names:
        OrganizationFactory(name_fi=name)


def names(page) -> list[str]:
    return page.texts(".az__list a")


def test_organizations_stand_under_their_letters_in_the_readers_alphabet(reader):
    named("Öljylamppu", "zeta", "Aalto", "Äiti ry", "Чайка")

    in_finnish, in_russian, in_english = (reader(f"/{code}/organizations/") for code in ("fi", "ru", "en"))

    assert names(in_finnish) == ["Aalto", "zeta", "Äiti ry", "Öljylamppu", "Чайка"]
    assert in_finnish.texts("section h2") == ["A", "Z", "Ä", "Ö", "Ч"]
    assert names(in_russian) == ["Чайка", "Aalto", "Äiti ry", "Öljylamppu", "zeta"]
    assert in_english.texts("section h2") == ["A", "O", "Z", "Ч"]


def test_each_is_linked_with_its_kind_and_its_name_marked(reader):
    OrganizationFactory(slug="naapurit", name_fi="Naapurit ry", kind=OrganizationKind.CITY_UNIT)

    page = reader("/ar/organizations/")

    assert page.href("Naapurit ry") == "/ar/organizations/naapurit/"
    assert page.texts('.az__list [lang="fi"][dir="ltr"]') == ["Naapurit ry"]
    assert OrganizationKind.CITY_UNIT.value not in page.text


def test_name_in_the_readers_language_is_the_one_that_counts(reader):
    OrganizationFactory(name_fi="Äidit", name_en="Mothers")
    named("Naapurit")

    assert names(reader("/en/organizations/")) == ["Mothers", "Naapurit"]
    assert names(reader("/fi/organizations/")) == ["Naapurit", "Äidit"]


@pytest.mark.parametrize("standing", [each for each in Standing if each != Standing.ADMITTED])
def test_organization_that_is_not_admitted_is_not_there(reader, standing):
    OrganizationFactory(name_fi="Poissa", standing=standing)

    assert "Poissa" not in reader("/fi/organizations/").text


def test_suspended_organization_is_gone_at_once(reader):
    named("Aalto", "Poissa")
    reader("/fi/organizations/")

    Organization.objects.filter(name_fi="Poissa").update(standing=Standing.SUSPENDED)

    assert names(reader("/fi/organizations/")) == ["Aalto"]


def test_letters_lead_to_where_each_begins(reader, monkeypatch):
    monkeypatch.setattr(organization_list, "ON_A_PAGE", 2)
    named("Aalto", "Apu", "Askel", "Berta", "Zeta")

    page = reader("/fi/organizations/?page=2")

    assert names(page) == ["Askel", "Berta"]
    links = {link.get_text(): link["href"] for link in page.all(".az__letters a")}
    assert links == {"A": "?#letter1", "B": "#letter2", "Z": "?page=3#letter3"}
    assert [tag["id"] for tag in page.all("section h2")] == ["letter1", "letter2"]
    assert (page.all("[rel=prev]")[0]["href"], page.all("[rel=next]")[0]["href"]) == ("?", "?page=3")


@pytest.mark.parametrize(("asked", "shown"), [("3", ["Berta"]), ("99", ["Berta"]), ("0", ["Aalto"])])
def test_page_that_does_not_exist_shows_the_nearest(reader, monkeypatch, asked, shown):
    monkeypatch.setattr(organization_list, "ON_A_PAGE", 1)
    named("Aalto", "Apu", "Berta")

    assert names(reader(f"/fi/organizations/?page={asked}")) == shown


def test_language_of_the_people_and_of_the_sessions_counts(reader):
    OrganizationFactory(name_fi="Väki", languages=["so"])
    OrganizationFactory(name_fi="Muut", languages=["fi"])
    walk_in(place("malmi"), organization=OrganizationFactory(name_fi="Palvelu"), languages=["fi", "so"])
    group = ServiceFactory(organization=OrganizationFactory(name_fi="Kerta"), languages=["fi"])
    session(group, languages=["so"])
    gather_spoken_languages(TODAY)

    page = reader("/en/organizations/?language=so")

    assert names(page) == ["Kerta", "Palvelu", "Väki"]
    assert page.texts("option[selected]") == ["Somali (3)"]
    assert set(page.texts("option")) == {"All languages", "Finnish (3)", "Somali (3)"}


def test_session_that_is_over_or_not_public_makes_nobody_speak_a_language(reader):
    partner = OrganizationFactory(name_fi="Ennen")
    session(ServiceFactory(organization=partner), languages=["so"], valid_to=TODAY - DAY)
    ServiceFactory(organization=partner, languages=["so"], live=False)
    gather_spoken_languages(TODAY)

    page = reader("/en/organizations/?language=so")

    assert names(page) == []
    assert page.href("Look at all organisations") == "/en/organizations/"


def test_readers_own_language_is_first_to_choose(reader):
    OrganizationFactory(languages=["ar", "fi", "so", "en"])

    options = [option["value"] for option in reader("/so/organizations/").all("option")]

    assert options[:2] == ["", "so"]
    assert sorted(options[2:]) == ["ar", "en", "fi"]


def test_language_nobody_speaks_is_named_and_leads_on(reader):
    named("Aalto")

    page = reader("/en/organizations/?language=ja")

    assert "No organisation here has told that it speaks this language: Japanese." in page.text
    assert page.href("Look at all services") == "/en/search/"


@pytest.mark.parametrize("language", ["xx", "so%0A", "", "SO", "%3Cb%3E", "a" * 5_000])
def test_what_is_no_language_is_taken_for_none(reader, language):
    named("Aalto")

    assert names(reader(f"/fi/organizations/?language={language}")) == ["Aalto"]


def test_filter_stays_when_one_goes_on(reader, monkeypatch):
    monkeypatch.setattr(organization_list, "ON_A_PAGE", 1)
    for name in ("Aalto", "Berta"):
        OrganizationFactory(name_fi=name, languages=["so"])
    named("Apu")

    page = reader("/fi/organizations/?language=so")

    assert page.all("[rel=next]")[0]["href"] == "?language=so&page=2"
    assert names(reader("/fi/organizations/?language=so&page=2")) == ["Berta"]


def test_city_without_organizations_leads_on(reader):
    assert reader("/en/organizations/").href("Look at all services") == "/en/search/"


def test_new_organization_is_there_when_the_kept_list_is_renewed(reader):
    named("Aalto")
    reader("/fi/organizations/")
    named("Berta")

    forget_everything()

    assert names(reader("/fi/organizations/")) == ["Aalto", "Berta"]
