"""Every route of trays and help, for whoever has one's own tray or unit: nobody finds what is another's.

A maker of a tray is nobody who signs in: she is the browser with its key in a cookie.
"""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from contact.models import HelpLogEntry, Receiver
from tests.isolation.people import Person
from tests.isolation.words import word_of
from tests.isolation.world import World
from trays import changes
from trays.models import Outcome, Tray, TrayItem

pytestmark = pytest.mark.django_db

FROM_HERE = {"Origin": "http://testserver"}
OF_TRAY = [word_of(f"{part} of a tray") for part in ("title", "greeting", "note")]
OF_REQUEST = [word_of("words of a help request"), word_of("note about a help request")]
WHO = (
    *("visitor", "maker", "other maker", "receiver of A", "receiver of B", "removed receiver"),
    *("coordinator", "superuser"),
)


@pytest.fixture
def other_tray(world) -> changes.OwnTray:
    own = changes.make_tray("fi", title="Toinen")
    changes.add_services(own.tray, [world.live.pk], "fi")
    return own


@pytest.fixture(params=WHO)
def asker(request, world, other_tray) -> tuple[str, Client]:
    client, who = Client(headers=FROM_HERE), request.param
    keys = {"maker": world.tray.key, "other maker": other_tray.key}
    people = {
        "receiver of A": world.people[Person.RECEIVER],
        "receiver of B": world.people[Person.OTHER_OWNER],
        "removed receiver": world.people[Person.RECEIVER],
        "coordinator": world.people[Person.COORDINATOR],
        "superuser": world.people[Person.SUPERUSER],
    }
    if who in keys:
        client.cookies["tray"] = keys[who]
    if who in people:
        client.force_login(people[who])
    if who == "removed receiver":
        Receiver.objects.filter(user=people[who]).delete()
    return who, client


def without_a_key(world: World) -> Iterator[str]:
    """All addresses of trays and help that hold no key and no code."""
    for name in ("trays", "help", "help_status", "receiving"):
        yield reverse(name)
    yield f"{reverse('trays')}?mine=1"
    yield reverse("ready_tray", args=[world.ready_tray.slug])
    yield reverse("receiving_one", args=[world.help_request.pk])
    yield reverse("receiving_units")
    yield reverse("receiving_unit", args=[world.unit.pk])


def test_no_address_without_a_key_says_what_is_in_a_tray_or_a_request(asker, world):
    who, client = asker

    said = {}
    for address in without_a_key(world):
        response = client.get(address)
        said[address] = response.text + response.get("Location", "")

    secrets = [*OF_REQUEST, *(OF_TRAY[1:] if who == "maker" else (*OF_TRAY, world.tray.key))]
    found = {address: [word for word in secrets if word in text] for address, text in said.items()}
    assert {address: words for address, words in found.items() if words} == {}


def test_key_of_another_tray_changes_and_answers_nothing_of_this_one(asker, world, other_tray):
    _who, client = asker
    item = world.tray.tray.items.first()
    before = list(TrayItem.objects.filter(tray=world.tray.tray).values())
    changing, reading = (
        reverse("tray_edit", args=[other_tray.key]),
        reverse("tray", args=[other_tray.reading_key]),
    )

    for change in (f"remove {item.pk}", f"up {item.pk}", f"down {item.pk}"):
        client.post(changing, {"change": change, "tray-language": "fi", f"item-{item.pk}-note": "x"})
    client.post(reading, {"answer": f"{item.pk} full"})

    assert list(TrayItem.objects.filter(tray=world.tray.tray).values()) == before
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("step", ["prolong", "wipe", "copy", "keep", "untie", "forget", "use", "another"])
def test_key_for_reading_takes_no_step_of_the_maker(asker, world, step):
    _who, client = asker

    answer = client.post(reverse("tray_edit", args=[world.tray.reading_key]), {"step": step})

    assert answer.status_code == 404
    assert Tray.objects.filter(pk=world.tray.tray.pk).exists()


@pytest.mark.parametrize("act", ["open", "pass-on", "answer", "close"])
def test_only_people_of_the_unit_act_on_its_request(asker, world, act):
    who, client = asker
    data = {"unit": world.other_unit.pk, "reason": "x"}

    answer = client.post(reverse("receiving_act", args=[world.help_request.pk, act]), data)

    assert HelpLogEntry.objects.exists() is (who == "receiver of A")
    # Those who are not signed in, or not any more, are asked to
    is_led_on = who in ("visitor", "maker", "other maker", "receiver of A", "removed receiver")
    assert answer.status_code == (302 if is_led_on else 404)


def test_only_people_of_the_unit_read_its_request_and_only_once_it_is_opened(asker, world):
    who, client = asker
    address = reverse("receiving_one", args=[world.help_request.pk])
    client.post(reverse("receiving_act", args=[world.help_request.pk, "open"]))

    said = client.get(address).text

    assert [word in said for word in OF_REQUEST] == [who == "receiver of A"] * 2


def test_guesses_of_keys_and_codes_are_limited_for_everybody(asker, world):
    _who, client = asker

    # Those who are signed in and those who are not guess from one place here
    keys = [client.get(reverse("tray", args=["0" * 26])).status_code for _number in range(31)]
    codes = [client.get(f"{reverse('help_status')}?code=AAAA-AAAA-AAAA").status_code for _number in range(31)]

    assert (keys[0], keys[-1], codes[0], codes[-1]) == (404, 429, 200, 429)
    # A right key is none that was guessed: it opens for whoever sits beside who guesses
    assert client.get(reverse("tray", args=[world.tray.reading_key])).status_code == 200
