"""What families look for and do not find becomes a task, is shared, and is closed when a listing fills it."""

import pytest
from django.test import Client
from django.utils import timezone

from desk.daily_steps import filled_gaps
from desk.models import Gap
from directory.actions import set_standing
from directory.choices import Standing, TaxonomySlug
from directory.models import Service, Taxonomy
from directory.reading.vocabulary import forget
from search.models import SearchMonth, SearchYear
from tests.factories import ServiceAttributeFactory, ServiceFactory, TaxonomyTermFactory

pytestmark = pytest.mark.django_db

BOARD = "/admin/desk/missing/"
SOUGHT = {"language_code": "so", "topic": "homework-help"}


@pytest.fixture
def topic(search_index):
    topics = Taxonomy.objects.get_or_create(slug=TaxonomySlug.TOPICS)[0]
    term = TaxonomyTermFactory(taxonomy=topics, code=SOUGHT["topic"], name_fi="Läksyapu", name_en="Homework")
    forget()
    search_index.drain()
    return term


def sought(number: int, *, in_year: int) -> str:
    month = timezone.localdate().replace(day=1)
    counts = {"searches": number, "few": number, "gave_up": 0}
    SearchMonth.objects.create(month=month, **SOUGHT, **counts, **shown(number))
    SearchYear.objects.create(**SOUGHT, **shown(in_year))
    return f"{month:%Y-%m}"


def shown(number: int) -> dict[str, int]:
    return {"shown_searches": number, "shown_few": number, "shown_gave_up": 0}


def make_task(desk, month: str) -> Gap:
    answer = desk.post(f"{BOARD}?month={month}", {"gap": "so||homework-help"})
    assert answer.status_code == 302
    return Gap.objects.get()


@pytest.mark.parametrize(
    ("period", "words"), [("month", "for 40 times in a month"), ("year", "for 20 times in a month")]
)
def test_shared_page_says_how_often_in_a_month(desk, topic, period, words):
    month = sought(40, in_year=240)
    gap = make_task(desk, month if period == "month" else "year")

    page = Client().get(f"/en/missing/{gap.key}/")

    assert page.status_code == 200
    assert words in page.content.decode()
    assert "There is no listing for it yet." in page.content.decode()


@pytest.mark.parametrize(("searches", "is_told"), [(4, False), (5, True)])
def test_number_under_five_is_told_to_nobody_outside(db, search_index, searches, is_told):
    gap = Gap.objects.create(language_code="so", searches=searches, listings=0)

    page = Client().get(f"/en/missing/{gap.key}/").text

    assert ("in a month" in page) == is_told


def test_task_is_closed_once_a_listing_fills_it(desk, topic, search_index):
    gap = make_task(desk, sought(40, in_year=240))
    assert list(filled_gaps(timezone.now())) == []

    listing = ServiceFactory(languages=["so"])
    ServiceAttributeFactory(service=listing, term=topic)
    search_index.drain()
    for errand in filled_gaps(timezone.now()):
        errand.do()

    gap.refresh_from_db()
    assert (gap.service, gap.closed_at is not None) == (listing, True)


@pytest.mark.postgresql
def test_task_is_closed_by_a_new_listing_in_the_place_of_one_that_went(desk, topic, search_index):
    old = ServiceFactory(languages=["so"])
    ServiceAttributeFactory(service=old, term=topic)
    search_index.drain()
    gap = make_task(desk, sought(40, in_year=240))
    Service.objects.filter(pk=old.pk).update(live=False)

    new = ServiceFactory(languages=["so"], first_published_at=timezone.now())
    ServiceAttributeFactory(service=new, term=topic)
    search_index.drain()
    for errand in filled_gaps(timezone.now()):
        errand.do()

    gap.refresh_from_db()
    assert (gap.listings, gap.service) == (1, new)


def test_while_the_index_is_missing_no_task_is_made_and_none_is_closed(desk, topic, settings, tmp_path):
    month = sought(40, in_year=240)
    gap = Gap.objects.create(**SOUGHT, searches=40, listings=0)
    settings.SEARCH_INDEX_FOLDER = tmp_path / "gone"

    answer = desk.post(f"{BOARD}?month={month}", {"gap": "so||homework-help"}, follow=True)

    assert "The search is being prepared" in answer.text
    assert "The search is being prepared" in Client().get(f"/en/missing/{gap.key}/").text
    assert list(filled_gaps(timezone.now())) == []
    assert [each.pk for each in Gap.objects.open()] == [gap.pk]


def test_word_to_a_network_stands_on_the_shared_page(desk, topic):
    month = sought(40, in_year=240)
    desk.post(f"{BOARD}?month={month}", {"gap": "so||homework-help", "note": "Kuka voisi aloittaa?"})

    page = Client().get(f"/en/missing/{Gap.objects.get().key}/")

    assert "Kuka voisi aloittaa?" in page.text


def test_word_to_a_network_holds_nothing_that_no_database_keeps(desk, topic):
    month = sought(40, in_year=240)

    desk.post(f"{BOARD}?month={month}", {"gap": "so||homework-help", "note": "Kuka\0?"})

    assert Gap.objects.get().note == "Kuka?"


def test_page_of_a_filled_gap_names_no_listing_that_readers_do_not_see(db, coordinator):
    listing = ServiceFactory(name_fi="Läksykerho")
    gap = Gap.objects.create(**SOUGHT, searches=9, listings=0, service=listing, closed_at=timezone.now())
    before = Client().get(f"/fi/missing/{gap.key}/").text

    set_standing(listing.organization, Standing.SUSPENDED, coordinator, "Sovittu")

    assert "Läksykerho" in before
    assert "Läksykerho" not in Client().get(f"/fi/missing/{gap.key}/").text


def test_empty_board_says_so(desk):
    assert "No searches are counted for this yet." in desk.get(BOARD).content.decode()
