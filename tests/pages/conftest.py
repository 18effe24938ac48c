"""What tests of pages share."""

import pytest
from django.contrib.auth.models import Group

from pages import finding
from pages.groups import CONTENT_EDITORS
from tests.factories import UserFactory


@pytest.fixture(autouse=True)
def fresh_guides():
    """Guides that the process kept in memory for another test are read again."""
    finding.forget()
    yield
    finding.forget()


@pytest.fixture
def content_editor(db):
    """Writes editorial pages, as a member of the group that a new database begins with."""
    user = UserFactory(email="content@example.org", is_staff=True)
    user.groups.add(Group.objects.get(name=CONTENT_EDITORS))
    return user


@pytest.fixture
def desk(client, content_editor):
    """The admin as a content editor uses it."""
    client.force_login(content_editor)
    return client
