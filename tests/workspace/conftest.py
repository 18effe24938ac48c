"""The cast of the workspace: an editor of a partner, her client, and somebody of another partner."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from directory.choices import PersonRole
from directory.models import OrganizationRole, Service
from directory.moderation import COORDINATORS
from tests.directory.lives import published
from tests.factories import OrganizationFactory, UserFactory
from tests.plugins.pages import Page


class Desk:
    """The workspace of one partner as one of its people uses it: `desk.open("listings/")`."""

    def __init__(self, user, partner):
        self.client, self.user, self.partner = Client(), user, partner
        self.client.force_login(user)

    def address(self, rest: str = "", language: str = "fi") -> str:
        return f"/{language}/workspace/{self.partner.slug}/{rest}"

    def open(self, rest: str = "", *, language: str = "fi", status: int = 200) -> Page:
        __tracebackhide__ = True
        response = self.client.get(self.address(rest, language))
        assert response.status_code == status, f"{rest}: {response.status_code}"
        return Page(response)

    def send(self, rest: str, data: dict | None = None, *, status: int = 302, **asked) -> Page:
        """Send a form; what it answers with is a redirect unless it is wrong."""
        __tracebackhide__ = True
        response = self.client.post(self.address(rest), data or {}, **asked)
        page = Page(response)
        assert response.status_code == status, f"{rest}: {page.texts('.field__error, .notice--error')}"
        return page


def worker_for(partner, email: str, role: str = PersonRole.EDITOR, first_name: str = "Amina"):
    user = UserFactory(email=email, first_name=first_name)
    OrganizationRole.objects.create(user=user, organization=partner, role=role)
    return user


@pytest.fixture
def partner(db):
    return OrganizationFactory(slug="hillapolku", name_fi="Hillapolku ry")


@pytest.fixture
def editor(partner):
    return worker_for(partner, "amina@example.org")


@pytest.fixture
def desk(editor, partner) -> Desk:
    return Desk(editor, partner)


@pytest.fixture
def colleague(partner) -> Desk:
    """Another editor of the same partner."""
    return Desk(worker_for(partner, "bile@example.org", first_name="Bile"), partner)


@pytest.fixture
def stranger_desk(db) -> Desk:
    """Somebody of another partner, in her own workspace."""
    other = OrganizationFactory(slug="muu-kumppani", name_fi="Toinen ry")
    return Desk(worker_for(other, "other@example.org"), other)


@pytest.fixture
def coordinator(db):
    user = UserFactory(email="coordinator@example.org", first_name="Kaisa")
    user.groups.add(Group.objects.get(name=COORDINATORS))
    return user


@pytest.fixture
def listing(partner, coordinator) -> Service:
    return published(coordinator, organization=partner, slug="ilta", name_fi="Ilta", summary_fi="Apua")


@pytest.fixture
def theirs(coordinator) -> Service:
    """A listing of another partner."""
    other = OrganizationFactory(slug="muu-kumppani")
    return published(coordinator, organization=other, slug="heidan", name_fi="Heidän")
