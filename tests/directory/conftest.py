"""The cast of a listing's life: an editor, a coordinator, staff in the admin, and who listens to changes."""

import pytest
from django.contrib.auth.models import Group

from directory.choices import PersonRole
from directory.models import OrganizationRole
from directory.moderation import COORDINATORS
from directory.signals import listing_changed
from tests.factories import OrganizationFactory, UserFactory


@pytest.fixture
def organization(db):
    return OrganizationFactory()


@pytest.fixture
def editor(organization):
    """Acts for the organisation."""
    user = UserFactory(email="editor@example.org")
    OrganizationRole.objects.create(user=user, organization=organization, role=PersonRole.EDITOR)
    return user


@pytest.fixture
def coordinator(db):
    """Moderates, as a member of the group that a new database begins with."""
    user = UserFactory(email="coordinator@example.org")
    user.groups.add(Group.objects.get(name=COORDINATORS))
    return user


@pytest.fixture
def as_coordinator(client, coordinator):
    """A client signed in to the admin as a coordinator."""
    coordinator.is_staff = True
    coordinator.save()
    client.force_login(coordinator)
    return client


@pytest.fixture
def heard():
    """The ids of the listings that `listing_changed` named."""
    ids = []

    def listen(service_id, **kwargs):
        ids.append(service_id)

    listing_changed.connect(listen)
    yield ids
    listing_changed.disconnect(listen)


@pytest.fixture
def admin(client, db):
    """A client signed in to the admin as a superuser, whose interface is in Finnish."""
    user = UserFactory(email="staff@example.org", is_superuser=True, is_staff=True)
    client.force_login(user)
    client.user = user
    return client
