"""A partner reads how it went for families that were sent to it: of its own listings, of the last year."""

import datetime

import pytest

from tests.factories import ServiceFactory
from trays.choices import Answer
from trays.models import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

MARCH = datetime.date(2026, 3, 1)


@pytest.fixture
def listing(now, desk):
    return ServiceFactory(organization=desk.partner, slug="kerho", name_fi="Läksykerho")


def said(service, answer: Answer, month: datetime.date = MARCH) -> None:
    Outcome.objects.create(service=service, answer=answer, month=month)


def test_answers_of_families_are_counted_for_each_listing(desk, listing):
    for answer in (Answer.CAME, Answer.CAME, Answer.FULL):
        said(listing, answer)

    page = desk.open("numbers/", language="en")

    assert page.texts("[aria-labelledby=outcomes] dt") == ["Läksykerho"]
    assert page.texts("[aria-labelledby=outcomes] dd") == [
        "I went there: 2",
        "It was full: 1",
        "It did not suit me: 0",
    ]


def test_answers_about_others_and_old_ones_are_not_told(desk, stranger_desk, listing):
    said(ServiceFactory(organization=stranger_desk.partner, slug="muiden"), Answer.FULL)
    said(listing, Answer.FULL, MARCH.replace(year=2024))

    assert desk.open("numbers/").all("#outcomes") == []
