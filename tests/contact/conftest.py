"""A family that asks for help, units that receive, and their people."""

from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from contact.models import HelpRequest, Receiver, ReceivingUnit
from tests.factories import UserFactory
from tests.plugins.pages import Page

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
#: Nobody else writes this
WORDS = "zqvxwk kyrtbn"
PHONE = "040 123 4567"


@pytest.fixture
def unit(db) -> ReceivingUnit:
    return unit_with_somebody("Perheneuvola", email="unit@example.org", is_default=True)


def unit_with_somebody(name: str, **values) -> ReceivingUnit:
    """A unit with one receiver: nothing is sent to a unit without any."""
    unit = ReceivingUnit.objects.create(name=name, **{"email": "x@example.org"} | values)
    Receiver.objects.create(unit=unit, user=UserFactory())
    return unit


@dataclass
class Family:
    """Somebody with a browser, who reads a page before sending its form."""

    clock: object
    client: Client = field(default_factory=Client)
    language: str = "fi"

    def open(self, query: str = "", **headers) -> Page:
        return Page(self.client.get(f"/{self.language}/help/{query}", headers=headers))

    def fill_in(self, query: str = "", **values) -> dict:
        """What a browser would send from the page, some seconds after opening it."""
        hidden = {tag["name"]: tag.get("value", "") for tag in self.open(query).all("form [type=hidden]")}
        self.clock.move_to(timezone.now() + timedelta(seconds=10))
        return {**hidden, "language": self.language, "phone": PHONE, "words": WORDS, **values}

    def post(self, data: dict, headers: dict | None = None) -> HttpResponse:
        sent = FROM_HERE if headers is None else headers
        return self.client.post(f"/{self.language}/help/", data, headers=sent)

    def send(self, **values) -> HttpResponse:
        return self.post(self.fill_in(**values))

    def code(self, **values) -> str:
        return code_in(self.send(**values))

    def status(self, code: str) -> Page:
        return Page(self.client.get(f"/{self.language}/help/status/?code={code}"))


def code_in(answer: HttpResponse) -> str:
    assert answer.status_code == 302, Page(answer).text
    return parse_qs(urlsplit(answer["Location"]).query)["code"][0]


@pytest.fixture
def family(time_machine_now, unit) -> Family:
    return Family(time_machine_now)


@dataclass(frozen=True)
class Colleague:
    """A receiver of a unit, signed in with her second step."""

    user: User
    client: Client

    def page(self, request: HelpRequest, *, status: int = 200) -> Page:
        answer = self.client.get(f"/fi/help/requests/{request.pk}/")
        assert answer.status_code == status
        return Page(answer)

    def do(self, act: str, request: HelpRequest, **values) -> HttpResponse:
        return self.client.post(f"/fi/help/requests/{request.pk}/{act}/", values)

    def list(self, query: str = "") -> Page:
        return Page(self.client.get(f"/fi/help/requests/{query}"))


@pytest.fixture
def receiver_of():
    """Makes a receiver: `receiver_of(unit)`."""

    def make(*units: ReceivingUnit) -> Colleague:
        user, client = UserFactory(), Client()
        Receiver.objects.bulk_create(Receiver(unit=unit, user=user) for unit in units)
        client.force_login(user)
        return Colleague(user, client)

    return make
