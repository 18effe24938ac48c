"""A coordinator sees in which languages people have written or checked listings, and what is read without."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.figures.counting import count_figures
from directory.choices import TextState
from directory.models import Area, TranslationState
from directory.reading.vocabulary import forget
from readership.models import PageCount
from tests.cast import place
from tests.factories import (
    OrganizationFactory,
    ServiceAtLocationFactory,
    ServiceAttributeFactory,
    ServiceFactory,
    TaxonomyTermFactory,
)

pytestmark = pytest.mark.django_db

LANGUAGE_CODES = settings.MODELTRANSLATION_LANGUAGES
LANGUAGES = "/admin/desk/languages/"


def state(service, language: str, kind: str = TextState.CHECKED, **values) -> None:
    TranslationState.objects.create(service=service, language_code=language, state=kind, **values)


@pytest.fixture
def listings():
    """Three of one partner and theme: written in Finnish; checked, by a machine and outdated in Somali."""
    partner, theme = (
        OrganizationFactory(name_fi="Naapurit"),
        TaxonomyTermFactory(name_fi="Koulu", name_en="School"),
    )
    topic = TaxonomyTermFactory(parent=theme)
    district = Area.objects.create(slug="north", kind="district", name_fi="Pohjoinen")
    house = place("malmi")
    Area.objects.filter(slug="malmi").update(parent=district)
    made = [ServiceFactory(organization=partner) for _ in range(3)]
    for each in made:
        ServiceAttributeFactory(service=each, term=topic)
        ServiceAtLocationFactory(service=each, location=house)
        state(each, "fi", TextState.WRITTEN)
    state(made[0], "so")
    state(made[1], "so", TextState.MACHINE)
    state(made[2], "so", is_outdated=True)
    ServiceFactory(live=False, organization=partner)
    forget()
    count_figures(timezone.localdate())
    return made


def table(page) -> list[list[str]]:
    rows = BeautifulSoup(page.content, "html.parser").select("table.desk-map tbody tr")
    return [[cell.text for cell in row.select("th, td")] for row in rows]


@pytest.mark.parametrize(
    ("by", "name"), [("theme", "School"), ("area", "Pohjoinen"), ("partner", "Naapurit")]
)
def test_listings_are_counted_by_what_is_asked_and_by_language(desk, listings, by, name):
    (row,) = table(desk.get(f"{LANGUAGES}?by={by}"))

    head = BeautifulSoup(desk.get(f"{LANGUAGES}?by={by}").content, "html.parser").select(
        "table.desk-map th[scope=col]"
    )
    numbers = dict(zip([cell.text for cell in head][1:], row[1:], strict=True))
    assert row[0] == name
    assert (numbers["Listings"], numbers["Finnish"], numbers["Somali"], numbers["Arabic"]) == (
        "3",
        "3",
        "1",
        "0",
    )


def test_every_state_of_texts_is_counted(desk, listings):
    def somali(state: str) -> str:
        page = BeautifulSoup(desk.get(f"{LANGUAGES}?state={state}").content, "html.parser")
        head = [cell.text for cell in page.select("table.desk-map th[scope=col]")]
        return page.select("table.desk-map tbody tr")[0].select("th, td")[head.index("Somali")].text

    written = ServiceFactory()
    state(written, "so", TextState.WRITTEN)
    for each in (written, ServiceFactory()):
        ServiceAttributeFactory(service=each, term=listings[0].attributes.get().term)
    count_figures(timezone.localdate())

    assert somali("") == "2"
    assert [somali(each) for each in ("written", "checked", "machine", "outdated", "missing")] == ["1"] * 5


def test_states_of_the_texts_of_a_partner_are_counted_now(desk, listings):
    def somali(state: str) -> str:
        return table(desk.get(f"{LANGUAGES}?by=partner&state={state}"))[0][LANGUAGE_CODES.index("so") + 2]

    states = ("", "written", "checked", "machine", "outdated", "missing")
    assert [somali(each) for each in states] == ["1", "0", "1", "1", "1", "0"]


def test_what_is_read_most_without_a_text_stands_on_top(desk, listings):
    month = timezone.localdate().replace(day=1)
    for listing, number in zip(listings, (90, 20, 3), strict=True):
        PageCount.objects.create(service=listing, language_code="so", month=month, number=number)
        PageCount.objects.create(service=listing, language_code="ar", month=month, number=500)

    page = BeautifulSoup(desk.get(f"{LANGUAGES}?language=so").content, "html.parser")

    lines = [line.get_text(" ", strip=True) for line in page.select("ol.desk-lines li")]
    assert lines == [f"{listings[1]} · 20"]


def test_queries_do_not_grow_and_odd_addresses_are_answered(desk, listings):
    few = {each: _queries(desk, f"{LANGUAGES}?by={each}") for each in ("theme", "area", "partner")}
    for _ in range(10):
        ServiceAttributeFactory(
            service=ServiceFactory(), term=TaxonomyTermFactory(parent=TaxonomyTermFactory())
        )

    assert {each: _queries(desk, f"{LANGUAGES}?by={each}") for each in few} == few
    assert max(few.values()) <= 20
    assert desk.get(f"{LANGUAGES}?by=%00&language=xx").status_code == 200


def _queries(desk, address: str) -> int:
    desk.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(address).status_code == 200
    return len(queries)
