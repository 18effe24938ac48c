"""Whatever is sent besides the fields of a form changes nothing: neither in its body nor in its address."""

from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.urls import ResolverMatch, resolve

from guarding.limits import forget_all
from tests.isolation.asking import Answer, Asker, undone
from tests.isolation.changes import Change, all_changes
from tests.isolation.mass_assignment import Rows, besides, names_shown, outcome_of, rows
from tests.isolation.open_forms import open_forms
from tests.isolation.people import Person
from tests.isolation.routes import Route, all_routes
from tests.isolation.table import TABLE
from tests.isolation.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

ROWS = {route: row for row in TABLE for route in row.routes}
#: The parts of the product: what else has forms is Wagtail's or allauth's, which take the fields they declare
OURS = ("accounts", "confirming", "contact", "desk", "directory", "feedback", "pages", "trays", "workspace")
#: They open a session, or end it, and have no row to write to
SESSIONS = {"account_login", "account_request_login_code", "account_confirm_login_code", "account_logout"}
#: Coordinators put any text right, also one that is not shown; what is asked of the log is in the log
TAKES_MORE = {"desk: correct", "desk: take the log"}
#: What a form answers that may be sent
TAKEN = {Answer.PAGE, Answer.LED_ON, Answer.BAD, Answer.FORBIDDEN}


@pytest.fixture(scope="module")
def forms(world) -> list[Change]:
    changes = [*open_forms(world), *all_changes(world)]
    return [form for form in changes if _is_sent_to_us(form)]


@pytest.mark.parametrize("person", Person)
def test_anybody_may_send_an_open_form(person, world):
    asker, without_effect = Asker(world.people.get(person)), []

    for form in open_forms(world):
        forget_all()
        with undone():
            before = form.state()
            asked = asker.ask(form.address, "POST", form.data, **form.headers)
            if form.state() == before or not asked.written:
                without_effect.append((form.name, asked.answer))

    assert without_effect == []


def test_form_does_what_its_fields_say_whatever_else_is_sent(world, forms):
    before, tried = rows(), [form for form in forms if form.name not in TAKES_MORE]

    crossings = {form.name: found for form in tried if (found := set(_crossings(form, world, before)))}

    assert crossings == {}


def test_every_form_of_ours_is_among_these(forms):
    tried = {_match(form).func for form in forms}

    left = {route.name for route in all_routes() if _is_form_of_ours(route) and route.view not in tried}

    assert left == SESSIONS


def _crossings(form: Change, world: World, before: Rows) -> Iterator[str]:
    """The columns that come out otherwise than by the form alone."""
    asker, send = Asker(world.people.get(form.who[0])), partial(outcome_of, form, before=before)
    # What differs between these is new each time, such as a key
    made, again = send(asker), send(asker)
    if not made:
        yield "nothing happens"
    is_new = {key for key in {*made, *again} if made.get(key) != again.get(key)}
    sent = besides(form, names_shown(form, asker), made, world)
    in_body, in_address = send(asker, data=sent), send(asker, address=_with(form.address, sent))
    # An address that names what is not there is refused as a whole
    for tried in (in_body, *([in_address] if in_address else [])):
        different = {key for key in {*made, *tried} - is_new if tried.get(key) != made.get(key)}
        yield from (f"{table} {key}: {column}" for table, key, column in different)


def _with(address: str, sent: dict[str, object]) -> str:
    """An address with these behind its question mark, but for what stands there already."""
    own = parse_qs(urlsplit(address).query)
    mark = "&" if own else "?"
    return f"{address}{mark}{urlencode({name: value for name, value in sent.items() if name not in own})}"


def _match(form: Change) -> ResolverMatch:
    return resolve(urlsplit(form.address).path)


def _is_sent_to_us(form: Change) -> bool:
    match = _match(form)
    return _is_ours(match.func, match.view_name)


def _is_form_of_ours(route: Route) -> bool:
    return _is_ours(route.view, route.name) and bool(ROWS[route.name].how["POST"] & TAKEN)


def _is_ours(view: Callable, name: str) -> bool:
    return view.__module__.partition(".")[0] in OURS and not name.startswith("wagtail")
