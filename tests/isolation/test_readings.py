"""Whichever screen of the admin shows a person outside its staff, the log of acts says who read it."""

import pytest

from tests.isolation.asking import Answer, Asker, undone
from tests.isolation.people import STAFF, Person
from tests.isolation.routes import addresses
from tests.isolation.words import word_of
from tests.isolation.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

#: Screens of one kind each: where none of these shows anybody, the test looks past people
KNOWN_TO_SHOW = {
    "desk_partner",
    "desk_item",
    "language_checkers",
    "wagtailusers_users:index",
    "receiving_unit",
}


@pytest.mark.parametrize("reader", [Person.COORDINATOR, Person.SUPERUSER])
def test_who_reads_of_people_is_in_the_log(reader, world):
    asker, words = Asker(world.people.get(reader)), words_of_people(world)

    showing, unsaid = set(), set()
    for route, address in addresses(world):
        if not route.pattern.startswith("admin/"):
            continue
        with undone():
            asked = asker.ask(address)
        if asked.answer == Answer.PAGE and shows(asked.response, words):
            showing.add(route.name)
            if "audit_entry" not in asked.written:
                unsaid.add(route.name)

    assert not unsaid, "\n".join(sorted(unsaid))
    assert showing >= KNOWN_TO_SHOW - (
        {"wagtailusers_users:index"} if reader == Person.COORDINATOR else set()
    )


def words_of_people(world: World) -> list[str]:
    """The addresses by which people outside the staff are known here, and those of who applied."""
    others = [person for person in Person if person not in STAFF]
    accounts = [account for person in others if (account := world.people.get(person))]
    return [
        *(account.email for account in accounts),
        world.application.email,
        word_of("name of an applicant"),
    ]


def shows(response, words: list[str]) -> bool:
    return not response.streaming and any(word in response.content.decode(errors="ignore") for word in words)
