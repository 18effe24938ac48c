"""A person who is erased is in no table any more: neither her mail, nor her name, nor her phone."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from accounts.models import Application, Invitation, User
from audit.choices import Act
from audit.models import Entry
from desk.models import Note
from directory import actions
from directory.choices import PersonRole
from directory.models import (
    OrganizationPhone,
    OrganizationRole,
    Service,
    ServiceContact,
)
from feedback.models import Feedback
from search.indexing.outbox import Progress, rows_after
from search.models import OutboxEntry
from tests.directory.lives import latest, published
from tests.factories import LocationFactory, OrganizationFactory, UserFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]

EMAIL, NAME, PHONE = "aino.makela@example.org", "Äinö Mäkelä", "050 123 4567"
#: In every way in which a column may have written them; JSON writes letters outside ASCII as numbers
WRITTEN = (
    "aino.makela",
    "Äinö Mäkelä",
    "inö Mäkelä",
    r"\u00c4in\u00f6 M\u00e4kel\u00e4",
    "1234567",
    "123 4567",
)


@pytest.fixture
def organization():
    return OrganizationFactory(
        name_fi="Naapurit", email=EMAIL, description_fi=f"Soita: {NAME}, +358501234567."
    )


@pytest.fixture
def person(organization):
    user = UserFactory(email=EMAIL, first_name="Äinö", last_name="Mäkelä", is_superuser=True, is_staff=True)
    OrganizationRole.objects.create(user=user, organization=organization, role=PersonRole.OWNER)
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    Authenticator.objects.create(user=user, type="totp", data={"secret": EMAIL})
    return user


@pytest.fixture
def listing(person, organization):
    """A public listing that names her, with an older version that does, and an edit that waits and does."""
    service = published(person, organization=organization, name_fi="Kahvila", summary_fi=f"Kysy: {NAME}")
    edited = latest(service)
    edited.contacts.set(
        [
            ServiceContact(name=NAME, phone=PHONE, keep_until=timezone.localdate() + timedelta(days=9)),
            ServiceContact(email="kahvila@example.org"),
        ]
    )
    actions.publish(service, edited.save_revision(user=person), person)
    row = Service.objects.get(pk=service.pk)
    version = latest(row)
    version.contacts.set([*version.contacts.all(), ServiceContact(email=EMAIL.upper())])
    return actions.submit(row, version.save_revision(user=person), person)


@pytest.fixture
def mentioned(person, organization, listing, client):
    """Whatever else may know her."""
    other = UserFactory(email=f"x{EMAIL}", first_name="Äinö", last_name="Mäkeläinen")
    of_organization = {"organization": organization, "language_code": "fi"}
    Application.objects.create(name=NAME, email=EMAIL, about=f"{NAME}, {PHONE}", **of_organization)
    Invitation.objects.create(email=EMAIL, role="editor", token_digest="x", **of_organization)
    Note.objects.create(organization=organization, text=f"{NAME.upper()} kertoi ({EMAIL}).", author=person)
    Feedback.objects.create(
        service=listing, kind="other", language_code="fi", answer=f"Terveisin {NAME}", answered_by=person
    )
    OrganizationPhone.objects.create(organization=organization, number="+358 50 123 4567")
    actions.give_role(organization, PersonRole.EDITOR, other, invited_by=person)
    actions.end_role(OrganizationRole.objects.get(user=other), person)
    actions.set_standing(OrganizationFactory(), "suspended", person, f"{NAME} pyysi, {EMAIL}")
    house = LocationFactory(organization=organization, name_fi="Talo")
    house.transportation_fi, house.email = f"Kysy: {NAME}, {PHONE}", EMAIL
    actions.keep_place(house, person)
    house.transportation_fi, house.email = "", ""
    actions.keep_place(house, person)
    client.force_login(person)
    client.get(f"/admin/desk/log/?person={person.pk}")
    return other


def erase(*arguments: str) -> str:
    output = StringIO()
    call_command("erase_person", EMAIL, "--phone", PHONE, *arguments, stdout=output)
    return output.getvalue()


def places() -> dict[str, set[str]]:
    """In which tables each of the words stands, in any column of any kind."""
    found = {word: set() for word in WRITTEN}
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = [_text(value) for row in cursor.fetchall() for value in row]
        for word in WRITTEN:
            if any(word in text for text in rows):
                found[word].add(table)
    return {word: tables for word, tables in found.items() if tables}


def _text(value) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return str(value)


def test_nothing_of_her_is_left_in_any_table(person, mentioned, listing):
    User.objects.filter(pk=mentioned.pk).update(email="other@example.org", last_name="Muu")
    before = places()

    report = erase("--erase")

    assert len(set().union(*before.values())) > 10
    assert places() == {}
    assert "accounts.User: 1" in report
    assert report.endswith("Erased.\n")


def test_namesake_keeps_her_name_and_what_may_be_about_her(person, mentioned, organization):
    namesake = UserFactory(email="toinen@example.org", first_name="Äinö", last_name="MÄKELÄ")
    texts = (f"{NAME} kävi.", f"{NAME} kävi ({EMAIL}).")
    alone, with_address = (Note.objects.create(organization=organization, text=each) for each in texts)

    report = erase("--erase")

    namesake.refresh_from_db()
    alone.refresh_from_db()
    with_address.refresh_from_db()
    assert (namesake.get_full_name(), alone.text) == ("Äinö MÄKELÄ", f"{NAME} kävi.")
    assert re.fullmatch(r"erased person \d+ kävi \(\).", with_address.text)
    assert "somebody else has this name: rows with the name alone: " in report
    assert not User.objects.filter(email=EMAIL).exists()


def test_others_keep_what_is_theirs(person, mentioned, listing):
    erase("--erase")

    mentioned.refresh_from_db()
    listing.refresh_from_db()
    assert (mentioned.email, mentioned.last_name) == (f"x{EMAIL}", "Mäkeläinen")
    assert [str(each) for each in listing.contacts.all()] == ["kahvila@example.org"]
    assert [str(each) for each in latest(listing).contacts.all()] == ["kahvila@example.org"]
    assert Note.objects.get().author is None
    assert listing.live


def test_log_says_what_was_done_and_by_nobody_who_can_be_known(person, mentioned):
    by_her = set(Entry.objects.filter(person=str(person.pk)).values_list("pk", flat=True))

    erase("--erase")

    erasure = Entry.objects.get(act=Act.ERASED)
    pseudonym = f"erased person {erasure.pk}"
    assert (erasure.person, erasure.object_id) == ("", pseudonym)
    assert {entry.person for entry in Entry.objects.filter(pk__in=by_her)} == {pseudonym}
    assert Entry.objects.filter(act=Act.SIGNED_IN, object_id=pseudonym).exists()
    assert not Entry.objects.filter(person=str(person.pk)).exists()
    assert not Entry.objects.filter(object_type="accounts.user", object_id=str(person.pk)).exists()


def test_she_is_signed_out_and_the_index_follows(person, mentioned, listing, organization):
    before = [row.number for row in rows_after(Progress())]

    erase("--erase")

    written = OutboxEntry.objects.exclude(pk__in=before).values_list("kind", "object_id")
    kinds = OutboxEntry.Kind
    assert {(kinds.SERVICE, listing.pk), (kinds.ORGANIZATION, organization.pk)} <= set(written)
    assert not Session.objects.exists()


def test_rehearsal_says_the_same_and_changes_nothing(person, mentioned):
    before = places()

    rehearsal = erase()

    assert rehearsal.endswith("Nothing was changed. With --erase these rows are.\n")
    assert places() == before
    assert not Entry.objects.filter(act=Act.ERASED).exists()
    assert rehearsal.splitlines()[:-1] == erase("--erase").splitlines()[:-1]


def test_person_is_found_by_number_and_a_stranger_is_not(person):
    call_command("erase_person", str(person.pk), stdout=StringIO())

    with pytest.raises(CommandError, match="Nobody here"):
        call_command("erase_person", "nobody@example.org", stdout=StringIO())
