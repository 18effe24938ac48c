"""A partner with an owner and an editor, a coordinator, and a listing that one of them confirmed."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone

from directory.choices import PersonRole
from directory.dates.times import HELSINKI
from directory.models import Assurance, OrganizationRole
from directory.moderation import COORDINATORS
from tests.cast import TODAY
from tests.factories import OrganizationFactory, ServiceFactory, UserFactory


@pytest.fixture(autouse=True)
def clock(db):
    """The tests' day at one o'clock, to be moved: `clock.move_to(moment)`."""
    with time_machine.travel(datetime(2026, 3, 11, 13, tzinfo=HELSINKI), tick=False) as traveller:
        yield traveller


@pytest.fixture
def organization():
    return OrganizationFactory(slug="yhdistys", name_fi="Yhdistys", name_so="Urur")


@pytest.fixture
def person(organization):
    """Somebody who acts for the organisation: `person("so", role="owner")`."""

    def make(language: str, role: str = PersonRole.EDITOR, **fields):
        user = UserFactory(
            **{"email": f"{role}.{language}@example.org", "interface_language": language} | fields
        )
        OrganizationRole.objects.create(user=user, organization=organization, role=role)
        return user

    return make


@pytest.fixture
def coordinator():
    user = UserFactory(email="coordinator@example.org", interface_language="en")
    user.groups.add(Group.objects.get(name=COORDINATORS))
    return user


@pytest.fixture
def confirmed(organization):
    """A public listing that was confirmed on the tests' day."""

    def make(**fields):
        service = ServiceFactory(organization=organization, **fields)
        Assurance.objects.create(service=service, assured_date=TODAY)
        return service

    return make


@pytest.fixture
def listing(confirmed):
    return confirmed(slug="kahvila", name_fi="Perhekahvila", name_so="Maqaaxida qoyska")


@pytest.fixture
def after(clock):
    """So many days later, with the daily command run; returns what it said."""

    def move(days: int, *options: str) -> str:
        clock.move_to(timezone.now() + timedelta(days=days))
        said = StringIO()
        call_command("run_daily", *options, stdout=said)
        return said.getvalue()

    return move
