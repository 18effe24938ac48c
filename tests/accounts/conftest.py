"""People who come in: an owner of a partner, a coordinator, and mails as they get them."""

import re

import pytest
from allauth.account.adapter import get_adapter  # noqa: F401 - loads the forms before settings change
from django.contrib.auth.models import Group
from django.core import mail
from django.core.cache import cache

from directory.choices import PersonRole
from directory.models import OrganizationRole
from directory.moderation import COORDINATORS
from tests.factories import OrganizationFactory, UserFactory

LINK = re.compile(r"https?://\S+")
CODE = re.compile(r"\b\d{6}\b")


@pytest.fixture(autouse=True)
def fresh_limits():
    """How often something was tried is kept between requests: no test sees another's."""
    cache.clear()


@pytest.fixture
def organization(db):
    return OrganizationFactory(name_fi="Naapurit ry", slug="naapurit", email="naapurit@example.org")


@pytest.fixture
def owner(organization):
    """Reads Somali."""
    user = UserFactory(email="owner@example.org", interface_language="so")
    OrganizationRole.objects.create(user=user, organization=organization, role=PersonRole.OWNER)
    return user


@pytest.fixture
def editor(organization):
    user = UserFactory(email="editor@example.org", interface_language="ar")
    OrganizationRole.objects.create(user=user, organization=organization, role=PersonRole.EDITOR)
    return user


@pytest.fixture
def coordinator(db):
    user = UserFactory(email="coordinator@example.org")
    user.groups.add(Group.objects.get(name=COORDINATORS))
    return user


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What follows a change happens at the end of the block, as after a commit: `with committed():`."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def posted():
    """The link in the newest mail, as a path: `posted()`; or its code: `posted(CODE)`."""

    def found(pattern=LINK) -> str:
        (text,) = set(pattern.findall(mail.outbox[-1].body))
        return re.sub(r"^https?://[^/]+", "", text)

    return found
