"""Whoever may not change something changes nothing by trying; whoever may, does by the same request."""

import pytest

from search.duties.worker import Worker
from search.engines import get_engine
from tests.isolation.asking import Answer, Asker, undone
from tests.isolation.changes import all_changes
from tests.isolation.people import Person
from tests.isolation.traces import Traces

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

#: The last after a change of many, of which those are left out that the person may not change
REFUSED = {Answer.LOG_IN, Answer.HOME, Answer.FORBIDDEN, Answer.UNKNOWN, Answer.LED_ON}


@pytest.fixture(scope="module")
def changes(world):
    return all_changes(world)


@pytest.mark.parametrize("person", Person)
def test_whoever_may_not_change_something_changes_nothing(person, world, changes):
    asker, before = Asker(world.people.get(person)), Traces.take()

    tried = [change for change in changes if person not in change.who]
    asked = {change.name: asker.ask(change.address, "POST", change.data) for change in tried}

    Worker(get_engine()).follow_changes()
    assert Traces.take().changed(before) == set()
    assert {name: each.written for name, each in asked.items() if each.written} == {}
    assert {name: each.answer for name, each in asked.items() if each.answer not in REFUSED} == {}


@pytest.mark.parametrize("person", Person)
def test_whoever_may_change_something_does(person, world, changes):
    asker, without_effect = Asker(world.people.get(person)), []

    for change in changes:
        if person in change.who:
            with undone():
                before = change.state()
                asked = asker.ask(change.address, "POST", change.data)
                if change.state() == before or not asked.written:
                    without_effect.append((change.name, asked.answer))

    assert without_effect == []


def test_nothing_is_changed_without_the_token_that_a_form_carries(world, changes):
    # Whoever may; the last of them may most
    askers = {
        person: Asker(world.people.get(person), checks_csrf=True)
        for person in {change.who[-1] for change in changes}
    }
    before = Traces.take()

    asked = {
        change.name: askers[change.who[-1]].ask(change.address, "POST", change.data) for change in changes
    }

    assert {name: each.answer for name, each in asked.items() if each.answer != Answer.FORBIDDEN} == {}
    assert Traces.take().changed(before) == set()


def test_every_change_is_somebodys_and_not_everybodys(changes):
    names = [change.name for change in changes]

    assert len(names) == len(set(names))
    assert [change.name for change in changes if not 0 < len(change.who) < len(Person)] == []
