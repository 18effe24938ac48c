"""Another partner's people, in their own workspace, with what is not theirs: it is not there, by no way."""

from collections.abc import Iterator
from itertools import product
from urllib.parse import urlencode, urlsplit

import pytest
from django.urls import resolve

from tests.isolation.arguments import Arguments
from tests.isolation.asking import METHODS, Answer, Asked, Asker, undone
from tests.isolation.changes import Change, all_changes
from tests.isolation.people import Person
from tests.isolation.routes import all_routes
from tests.isolation.table import OTHER_PEOPLE, PEOPLE
from tests.isolation.traces import Traces
from tests.isolation.words import SECRET, word_of
from tests.isolation.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

NOTHING = {Answer.UNKNOWN, Answer.NOT_ALLOWED}
#: These make or say something of one's own, whatever it is called elsewhere
OF_ONES_OWN = {"begin", "add a place", "say one's languages", "people: invite"}
#: What the screens of the workspace read from the address
KEYS = (
    "place",
    "listing",
    "text",
    "q",
    "revision",
    "version",
    "number",
    "month",
    "page",
    "which",
    "listings",
)
SECTIONS = ("basics", "topics", "audience", "place", "contact", "picture", "together")
SCREENS = (
    *("", "listings/", "listings/new/", "places/", "places/new/", "people/", "my-languages/", "shared/"),
    *("closed/", "room/", "room/{own}/", "feedback/", "numbers/", "listings/{own}/", "listings/{own}/times/"),
    *("listings/{own}/times/new/", "listings/{own}/times/0/", "listings/{own}/versions/"),
    *("listings/{own}/languages/", "listings/{own}/languages/so/", "listings/{own}/easy/fi/"),
    *(f"listings/{{own}}/{section}/" for section in SECTIONS),
)


@pytest.mark.parametrize("person", OTHER_PEOPLE)
def test_what_is_anothers_is_not_in_ones_own_workspace(person, world):
    asker, before = Asker(world.people[person]), Traces.take()

    asked = {(at, method): asker.ask(at, method) for at in crossed(world) for method in METHODS}

    found = {at: led_to(asker, each) for at, each in asked.items()}
    assert {at: answer for at, answer in found.items() if answer not in NOTHING} == {}
    assert {at: each.written for at, each in asked.items() if each.written} == {}
    assert Traces.take().changed(before) == set()


@pytest.mark.parametrize("person", OTHER_PEOPLE)
def test_form_sent_from_ones_own_workspace_changes_nothing_of_anothers(person, world):
    asker, changed = Asker(world.people[person]), []

    for change in of_partner(world):
        with undone():
            before = change.state()
            asker.ask(there(world, change.address), "POST", change.data)
            if change.state() != before:
                changed.append(change.name)

    assert changed == []


@pytest.mark.parametrize("person", OTHER_PEOPLE)
def test_no_screen_says_a_word_of_another_partners_drafts_whatever_its_address_names(person, world):
    asker, secrets = Asker(world.people[person]), [word_of(place) for place in SECRET]

    said = {}
    for rest, value in product(SCREENS, named(world)):
        at = f"/fi/workspace/{world.stranger.slug}/{rest.format(own=world.of_stranger.slug)}"
        with undone():
            asked = asker.ask(f"{at}?{urlencode(dict.fromkeys(KEYS, value))}")
        # A word that was asked for stands in the field again
        words = [word for word in secrets if word not in str(value) and word in asked.response.text]
        if words:
            said[at, value] = words

    assert said == {}


def led_to(asker: Asker, asked: Asked) -> Answer:
    """What answers in the end: what only a button does leads back to the button's page, whatever it names.

    A page that names nothing but one's own partner has nothing of another's.
    """
    if asked.answer != Answer.LED_ON:
        return asked.answer
    names_partner_alone = len(resolve(urlsplit(asked.response.url).path).kwargs) == 1
    return Answer.UNKNOWN if names_partner_alone else asker.ask(asked.response.url).answer


def crossed(world: World) -> Iterator[str]:
    """The addresses of what is the partner's, below the other one's name."""
    arguments = Arguments.of(world)
    for route in all_routes():
        if route.name.startswith("workspace:") and route.pattern.count("<") > 1:
            yield there(world, route.address(arguments))


def there(world: World, address: str) -> str:
    return address.replace(f"/workspace/{world.organization.slug}/", f"/workspace/{world.stranger.slug}/")


def of_partner(world: World) -> list[Change]:
    changes = (each for each in all_changes(world) if Person.OWNER in each.who and set(each.who) <= {*PEOPLE})
    return [each for each in changes if each.name.removeprefix("workspace: ") not in OF_ONES_OWN]


def named(world: World) -> list[object]:
    """By number and by the word in its address: listings, versions, places and people of the partner."""
    objects = (world.live, world.draft, world.waiting, world.withdrawn, world.own_place, world.hidden_place)
    return [
        *(value for each in objects for value in (each.pk, each.slug)),
        *(each.latest_revision_id for each in (world.draft, world.waiting)),
        *(world.colleague.pk, world.picture.pk, world.feedback.pk, word_of("draft listing")),
    ]
