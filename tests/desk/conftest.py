"""The cast of the desk: a coordinator at it, an editor of a partner, and one of everything that waits."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.utils import timezone, translation

from accounts.models import Application
from directory import actions
from directory.choices import PersonRole, ServiceRoleKind, Standing
from directory.models import Assurance, OrganizationRole, Service, ServiceRole
from directory.moderation import COORDINATORS
from directory.reading import alerts
from feedback.models import Feedback
from tests.directory.lives import draft, keep, published
from tests.factories import OrganizationFactory, UserFactory


@pytest.fixture
def organization(db):
    return OrganizationFactory(name_fi="Naapurit")


@pytest.fixture
def editor(organization):
    user = UserFactory(email="editor@example.org", interface_language="so")
    OrganizationRole.objects.create(user=user, organization=organization, role=PersonRole.EDITOR)
    return user


@pytest.fixture
def coordinator(db):
    return make_coordinator("coordinator@example.org")


@pytest.fixture
def colleague(db):
    return make_coordinator("colleague@example.org", first_name="Kaisa")


def make_coordinator(email: str, **fields):
    user = UserFactory(email=email, interface_language="en", **fields)
    user.groups.add(Group.objects.get(name=COORDINATORS))
    return user


@pytest.fixture
def desk(client, coordinator):
    """A browser of the coordinator's, in English."""
    client.force_login(coordinator)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield client
    # The admin leaves its language to whatever this thread does next
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def waiting_edit(editor, coordinator, organization) -> Service:
    """A public listing with a changed name in review."""
    listing = published(coordinator, organization=organization, name_fi="Perhekahvila", name_so="Makhaayad")
    return actions.submit(listing, keep(listing, editor, name_fi="Perheiden kahvila"), editor)


@pytest.fixture
def everything(editor, coordinator, organization, waiting_edit) -> dict[str, int]:
    """One of every kind, each a day younger than the one before: its number by its kind."""
    new = draft(organization=organization, name_fi="Uusi ryhmä")
    actions.submit(new, keep(new, editor), editor)
    translated = published(coordinator, organization=organization, name_fi="Läksykerho")
    actions.submit(translated, keep(translated, editor, name_so="Caawinta shaqada guriga"), editor)
    applied = OrganizationFactory(name_fi="Hakija", standing=Standing.APPLIED, kind="association")
    applications = [
        Application.objects.create(
            organization=each, is_claim=is_claim, name="Aino", email="aino@example.org", language_code="ar"
        )
        for each, is_claim in ((applied, False), (organization, True))
    ]
    role = ServiceRole.objects.create(
        service=translated, organization=OrganizationFactory(), role=ServiceRoleKind.CO_PROVIDER
    )
    stale = published(coordinator, organization=organization, name_fi="Unohdettu")
    Assurance.objects.filter(service=stale).update(hidden_date=timezone.localdate() - timedelta(days=3))
    feedback = Feedback.objects.create(
        service=stale, kind="times", language_code="fi", words="Ovi oli kiinni"
    )
    return {
        "edit": waiting_edit.pk,
        "listing": new.pk,
        "translation": translated.pk,
        "partner": applications[0].pk,
        "claim": applications[1].pk,
        "role": role.pk,
        "hidden": stale.pk,
        "wrong": feedback.pk,
    }


@pytest.fixture(autouse=True)
def alerts_forgotten():
    """What a process knows of alerts outlives the test that put them on."""
    alerts.forget()
    yield
    alerts.forget()
