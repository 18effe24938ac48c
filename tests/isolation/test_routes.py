"""Every route × method × person gets what the table says, and whoever is refused changes nothing."""

from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from django.urls import resolve

from config.closed import closed, to_sign_in
from tests.isolation.asking import METHODS, SAFE, Answer, Asked, Asker, undone
from tests.isolation.people import Person
from tests.isolation.profiles import GONE, TO_SIGN_IN
from tests.isolation.routes import addresses, all_routes
from tests.isolation.table import TABLE, Row
from tests.isolation.traces import Traces
from tests.isolation.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

#: What merely opening a page may write: who has it open, and pictures drawn in a size that was not there yet
BY_LOOKING = {
    "wagtailadmin_editingsession",
    "wagtailcore_pagesubscription",
    "wagtailusers_userprofile",
    "directory_picture",
    "directory_picturerendition",
    "wagtailsearch_indexentry",
    # That personal data, or the log itself, was read
    "audit_entry",
}
ROWS = {route: row for row in TABLE for route in row.routes}


def test_every_route_has_its_row_and_every_row_its_route():
    counted = Counter(route for row in TABLE for route in row.routes)

    assert {route.name for route in all_routes()} == counted.keys()
    assert [route for route, number in counted.items() if number > 1] == []


def test_every_address_is_that_of_its_route(world):
    for route, address in addresses(world):
        view = resolve(address.partition("?")[0]).func
        is_closed = (ROWS[route.name].how, view) in ((GONE, closed), (TO_SIGN_IN, to_sign_in))
        assert view is route.view or is_closed, route


@pytest.mark.parametrize("person", Person)
def test_everybody_gets_what_the_table_says(person, world):
    asker, before = Asker(world.people.get(person)), Traces.take()

    differences = list(_differences(person, asker, world))

    assert not differences, f"{person}:\n" + "\n".join(differences)
    assert Traces.take().changed(before) == set()


def _differences(person: Person, asker: Asker, world: World) -> Iterator[str]:
    for route, address in addresses(world):
        row = ROWS.get(route.name)
        for method in METHODS if row else ():
            # What somebody refused has changed stays, to be found at the end
            with undone() if person in row.who else nullcontext():
                asked = asker.ask(address, method)
            for problem in _problems(row, person, method, asked):
                yield f"{route.name} {method}: {problem}"


def _problems(row: Row, person: Person, method: str, asked: Asked) -> Iterator[str]:
    expected = row.expected(person)[method]
    if asked.answer not in expected:
        yield f"{asked.answer}, not {' or '.join(sorted(expected))}"
    if method in SAFE and (written := asked.written - BY_LOOKING):
        yield f"looking changes {sorted(written)}"
    if person not in row.who and asked.written:
        yield f"refused, but writes {sorted(asked.written)}"
    if person not in row.who and asked.answer == Answer.PAGE and _shows(asked) and not row.others:
        yield "refused, but shows something"


def _shows(asked: Asked) -> bool:
    """More than the list of methods that the address knows."""
    return bool(asked.response.content) and "Allow" not in asked.response.headers
