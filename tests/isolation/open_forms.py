"""What anybody may send without signing in: a form for everybody, or one for whoever has the link."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.models import Application
from confirming.links import address_of
from contact.models import HelpRequest
from directory.models import Service
from feedback.models import Feedback
from guarding.forms import GuardedForm
from tests.isolation.changes import NEW, Change, count, value
from tests.isolation.joining import TOKENS
from tests.isolation.people import Person
from tests.isolation.table import EVERYBODY
from tests.isolation.world import World
from trays.forms import MakersForm
from trays.models import Outcome, Tray, TrayItem

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


def open_forms(world: World) -> list[Change]:
    return [*_applying(world), *_links(world), *_telling(world), *_own_tray(world), *_trays(world)]


def _open(name: str, address: str, data: dict, state, headers: dict | None = None) -> Change:
    return Change(f"open: {name}", EVERYBODY, address, data, state, headers or {})


def _opened() -> str:
    """A guarded form that somebody has read for a while."""
    with time_machine.travel(timezone.now() - timedelta(minutes=1), tick=False):
        return GuardedForm().initial["opened"]


def _applying(world: World) -> Iterator[Change]:
    address, partner = reverse("apply"), world.organization
    person = {"opened": _opened(), "name": NEW, "email": "new@example.org", "about": "Kerhoja"}
    group = person | {"organization": NEW, "kind": "unregistered_group", "languages": ["so"]}
    applied = count(Application)
    yield _open("apply with a business id", address, group | {"business_id": "0123456-2"}, applied)
    yield _open("apply with a voucher", address, group | {"voucher": partner.name_fi}, applied)
    yield _open("claim by its name", address, group | {"organization": partner.name_fi}, applied)
    yield _open("claim from its page", f"{address}?organization={partner.slug}", person, applied)


def _links(world: World) -> Iterator[Change]:
    """What is done by a link from a mail: whoever has it is the one it was sent to."""
    invitation = reverse("invitation", args=[TOKENS["invitation"]])
    accepted = value(world.invitation, "accepted_at")
    yield _open("accept an invitation", invitation, {"sent": "on"}, accepted)
    vouch, answer = reverse("vouch", args=[TOKENS["vouch"]]), value(world.application, "voucher_answer")
    for words in ("yes", "no"):
        yield _open(f"say {words} as a voucher", vouch, {"answer": words}, answer)
    live = Service.objects.get(pk=world.live.pk)
    link = urlsplit(address_of(live, world.people[Person.OWNER], live.assurance.assured_date))
    confirmed = count(ModelLogEntry, action="directory.confirm")
    yield _open("confirm a listing", f"{link.path}?{link.query}", {"sent": "on"}, confirmed)


def _telling(world: World) -> Iterator[Change]:
    said = {"opened": _opened(), "words": "Ovi on kiinni", "kind": "other"}
    told, address = count(Feedback), reverse("feedback")
    yield _open("say something of a listing", f"{address}?service={world.live.slug}", said, told)
    yield _open("say something of a search", address, said | {"searched": "kerho"}, told)
    asked = {"opened": _opened(), "words": "Apua", "phone": "040 123 4567", "language": "fi"}
    yield _open("ask for help", reverse("help"), asked, count(HelpRequest), FROM_HERE)


def _own_tray(world: World) -> Iterator[Change]:
    """What the maker of a tray does, by its secret address."""
    tray = world.tray.tray
    address, item = reverse("tray_edit", args=[world.tray.key]), tray.items.first()
    texts = {"tray-title": NEW, "tray-language": "fi", f"item-{item.pk}-note": "Tervetuloa"}
    shown = MakersForm(tray)
    texts["tray-version"] = shown.tray.shown_version
    texts[f"item-{item.pk}-version"] = shown.items[item.pk].shown_version
    yield _open("write a tray", address, texts, value(tray, "title"))
    removed = texts | {"change": f"remove {item.pk}"}
    yield _open("take a service out of a tray", address, removed, count(TrayItem))
    for step in ("copy", "another", "wipe"):
        yield _open(f"{step} a tray", address, {"step": step}, count(Tray))


def _trays(world: World) -> Iterator[Change]:
    letter, item = reverse("tray", args=[world.tray.reading_key]), world.tray.tray.items.first()
    yield _open("answer to a tray", letter, {"answer": f"{item.pk} came"}, count(Outcome))
    yield _open("copy somebody's tray", letter, {"copy": "on"}, count(Tray))
    adding, new = reverse("tray_add"), {"add": world.live.pk}
    yield _open("begin a tray", adding, new, count(Tray), FROM_HERE)
    ready = reverse("ready_tray", args=[world.ready_tray.slug])
    yield _open("copy a ready-made tray", ready, {"sent": "on"}, count(Tray), FROM_HERE)
