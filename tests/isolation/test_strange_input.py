"""Whatever is sent to whichever route of the table by whoever may use it: no answer is an error of ours."""

from collections.abc import Iterable
from itertools import cycle
from urllib.parse import quote, urlencode

import pytest
from bs4 import BeautifulSoup

from tests.isolation.asking import Answer, Asked, Asker, undone
from tests.isolation.people import Person
from tests.isolation.profiles import FAILS, SENT
from tests.isolation.routes import addresses, all_routes
from tests.isolation.table import TABLE
from tests.test_strange_input import ENCODED, STRANGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

ROWS = {route: row for row in TABLE for route in row.routes}
#: What lists, choosers and forms of the admin read from the address
KEYS = (
    *("q", "p", "page", "ordering", "id", "next", "language", "per_page", "order_by", "type", "fields"),
    *("collection_id", "page_type", "term", "multiple", "format", "export", "limit", "offset", "child_of"),
)
ROUTES = [route for route in all_routes() if ROWS[route.name].how is not FAILS]


#: Of these, the first who may use a route tries it
TRYING = (Person.SUPERUSER, Person.OWNER, Person.CHECKER)


@pytest.fixture
def asker_of(world):
    """The asker of a route: somebody who may use it, where there is one."""
    askers = {person: Asker(world.people[person]) for person in TRYING}

    def find(route) -> Asker:
        return askers[next((person for person in TRYING if person in ROWS[route.name].who), TRYING[0])]

    return find


def errors(asked: list[tuple[str, Asked]]) -> list[str]:
    return [what[:300] for what, each in asked if each.answer == Answer.ERROR]


def test_strange_values_in_any_address_are_no_error(asker_of, world):
    strange, asked = cycle([quote(value[:500]) for value in STRANGE.values()] + list(ENCODED.values())), []

    for route, address in addresses(world):
        mark = "&" if "?" in address else "?"
        query = "&".join(f"{key}={next(strange)}" for key in KEYS)
        with undone():
            asked.append((address, asker_of(route).ask(f"{address}{mark}{query}")))

    assert errors(asked) == []


def test_strange_arguments_of_any_route_are_no_error(asker_of):
    strange, asked = cycle(STRANGE.values()), []

    for route in (each for each in ROUTES if each.has_arguments):
        for value in ("0", "9" * 40, quote(next(strange)[:500], safe="")):
            address = route.filled(lambda _name, value=value: value)
            with undone():
                asked.append((address, asker_of(route).ask(address)))

    assert errors(asked) == []


def test_strange_values_in_any_form_are_no_error(asker_of, world):
    strange, lengths, asked = cycle(STRANGE.values()), cycle((10_000, 50)), []

    for route, address in addresses(world):
        row = ROWS[route.name]
        if row.how["POST"] <= SENT and route in ROUTES:
            # Every second one short, to come as far as what is done with it
            names = _fields(asker_of(route).ask(address)) or KEYS
            values = {name: next(strange)[: next(lengths)] for name in names} | _parts(names)
            with undone():
                asked.append((f"{address} {urlencode(values)}", asker_of(route).ask(address, "POST", values)))

    assert errors(asked) == []


def _parts(names: Iterable[str]) -> dict[str, str]:
    """How many parts of each kind a form says it has: one, of thousands each would be drawn."""
    return {name: "1" for name in names if name.endswith("_FORMS")}


def _fields(asked: Asked) -> list[str]:
    """The names in the forms of a page."""
    content = b"" if asked.response.streaming else asked.response.content
    tree = BeautifulSoup(content, "html.parser")
    return [tag["name"] for tag in tree.select("form [name]")]
