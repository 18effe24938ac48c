"""A contact person at her device, and a family that holds the key for reading."""

from dataclasses import dataclass

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import translation

from directory.models import Service
from tests.plugins.pages import Page
from trays import changes
from trays.changes import OwnTray

FROM_HERE = {"Origin": "http://testserver"}
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture(autouse=True)
def site(db, now, search_index):
    search_index.drain()
    return search_index


@dataclass(frozen=True)
class Maker:
    """Somebody who makes trays in a browser."""

    client: Client
    language: str = "fi"

    def add(self, *services: Service, **more):
        """Tap "Add to my tray"."""
        data = {"add": [service.pk for service in services], **more}
        return self.client.post(f"/{self.language}/tray/add/", data, headers=FROM_HERE)

    @property
    def key(self) -> str:
        return self.client.cookies["tray"].value.split(".")[0]

    @property
    def own(self) -> OwnTray:
        return changes.find_own(self.key)

    @property
    def address(self) -> str:
        return f"/{self.language}/tray/{self.key}/"

    def page(self) -> Page:
        return Page(self.client.get(self.address))

    def send(self, **data):
        """Send a form of the tray's page: what it says, unless `data` says otherwise."""
        typed = {tag["name"]: value_of(tag) for tag in self.page().all("form.form [name]:not(button)")}
        return self.client.post(self.address, typed | data, headers=FROM_HERE)

    def step(self, name: str):
        return self.client.post(self.address, {"step": name}, headers=FROM_HERE)

    def change(self, change: str, service: Service):
        item = self.own.tray.items.get(service=service)
        return self.send(change=f"{change} {item.pk}")

    def write(self, service: Service, **notes: str):
        item = self.own.tray.items.get(service=service)
        return self.send(**{f"item-{item.pk}-{name}": text for name, text in notes.items()})


@pytest.fixture
def maker() -> Maker:
    return Maker(Client())


@pytest.fixture
def tray_of():
    """Makes a tray with services: `tray_of(listing, title="…")`."""

    def make(*services: Service, language: str = "fi", **values) -> OwnTray:
        with translation.override(language):
            own = changes.make_tray(language, **values)
            changes.add_services(own.tray, [service.pk for service in services], language)
        return own

    return make


@pytest.fixture
def read_only():
    """`with read_only():` the database takes nothing."""

    def refuse(execute, sql, params, many, context):
        if sql.startswith(WRITES):
            raise OperationalError("attempt to write a readonly database")
        return execute(sql, params, many, context)

    return lambda: connection.execute_wrapper(refuse)


def value_of(tag) -> str:
    if tag.name == "select":
        chosen = tag.select_one("option[selected]") or tag.select_one("option")
        return chosen["value"]
    # A browser leaves out the first line break of a text
    return tag.text.removeprefix("\n") if tag.name == "textarea" else tag.get("value", "")
