"""Each act that the city answers for is in the log: who, what, to what, and nothing that somebody wrote."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import LogContext

from accounts.actions.decide import accept_application
from accounts.actions.invite import invite
from accounts.actions.name_checker import name_checker
from accounts.models import Application
from audit.choices import Act
from audit.models import Entry
from desk.alerts.changes import save_alert
from desk.models import Gap, Note
from desk.unmet.gaps import make_gap
from directory import actions
from directory.choices import PartnershipKind, PersonRole, Standing
from directory.models import Alert, Assurance, OrganizationRole, Partnership, Service
from directory.moderation import COORDINATORS
from directory.reading.vocabulary import vocabulary
from tests.directory.lives import draft, keep, published
from tests.factories import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db

REASON = "Aino Virtanen soitti 050 123 4567"


@pytest.fixture
def coordinator():
    user = UserFactory(email="coordinator@example.org")
    user.groups.add(Group.objects.get(name=COORDINATORS))
    return user


@pytest.fixture
def organization():
    return OrganizationFactory(name_fi="Naapurit")


@pytest.fixture
def editor(organization):
    user = UserFactory(email="editor@example.org")
    OrganizationRole.objects.create(user=user, organization=organization, role=PersonRole.OWNER)
    return user


def acts(**of) -> list[str]:
    return list(Entry.objects.filter(**of).order_by("pk").values_list("act", flat=True))


def last(act: Act) -> Entry:
    return Entry.objects.filter(act=act).latest("pk")


def test_sign_in(client, coordinator):
    client.force_login(coordinator)

    entry = last(Act.SIGNED_IN)
    assert (entry.person, entry.object_id, entry.label) == (str(coordinator.pk), str(coordinator.pk), "")


def test_second_step_by_the_operator_is_nobodys(coordinator):
    Authenticator.objects.create(user=coordinator, type="totp", data={})

    call_command("sign_in_link", coordinator.email, "--superuser", "--forget-second-step", stdout=StringIO())

    assert acts(object_id=str(coordinator.pk), person="")[-2:] == [Act.ROLE_GIVEN, Act.STEP_REMOVED]


def test_group_of_staff_is_a_role(coordinator):
    person, group = UserFactory(), Group.objects.get(name=COORDINATORS)

    with LogContext(user=coordinator):
        person.groups.add(group)
        person.groups.clear()

    of_person = {"object_type": "accounts.user", "object_id": str(person.pk), "person": str(coordinator.pk)}
    assert acts(**of_person) == [Act.ROLE_GIVEN, Act.ROLE_ENDED]
    assert last(Act.ROLE_ENDED).extra == {"group": group.pk}


def test_life_of_a_listing(coordinator, editor, organization):
    listing = draft(organization=organization, name_fi="Perhekahvila")
    actions.submit(listing, keep(listing, editor), editor)
    actions.return_to_editor(listing, coordinator, REASON)
    actions.submit(listing, keep(listing, editor, name_fi="Perhekahvila Malmi"), editor)
    actions.approve(Service.objects.get(pk=listing.pk), coordinator, REASON)
    actions.withdraw(Service.objects.get(pk=listing.pk), coordinator, REASON)

    of_listing = {"object_type": "directory.service", "object_id": str(listing.pk)}
    assert acts(**of_listing, person=str(editor.pk)).count(Act.SUBMITTED) == 2
    assert set(acts(**of_listing, person=str(coordinator.pk))) >= {
        Act.RETURNED,
        Act.APPROVED,
        Act.PUBLISHED,
        Act.WITHDRAWN,
    }
    assert "Aino" not in str(list(Entry.objects.values()))


def test_correction_names_the_fields(coordinator, editor, organization):
    listing = published(coordinator, organization=organization, name_fi="Perhekahvila")
    actions.submit(listing, edit := keep(listing, editor, name_fi="Perhekahvla"), editor)
    actions.approve_corrected(listing, coordinator, {"name_fi": "Perheiden kahvila"}, revision=edit)

    assert last(Act.CORRECTED).extra["fields"] == ["name_fi"]


def test_standing_says_before_and_after(coordinator, organization):
    actions.set_standing(organization, Standing.SUSPENDED, coordinator, REASON)

    entry = last(Act.STANDING)
    assert entry.extra == {"before": "admitted", "standing": "suspended"}
    assert (entry.label, entry.person) == ("Naapurit", str(coordinator.pk))


def test_merging(coordinator, organization):
    actions.merge(other := OrganizationFactory(name_fi="Sama"), organization, coordinator)

    assert last(Act.MERGED).extra["successor"] == organization.pk
    assert acts(object_id=str(other.pk), object_type="directory.organization") == [Act.MERGED]


def test_people_of_an_organisation(coordinator, editor, organization):
    colleague = UserFactory()
    invite(organization, "new@example.org", PersonRole.EDITOR, editor, language="fi")
    actions.give_role(organization, PersonRole.EDITOR, colleague)
    role = OrganizationRole.objects.get(user=colleague)
    actions.hand_over(role, editor)
    role.refresh_from_db()
    actions.end_role(OrganizationRole.objects.get(user=editor), coordinator)

    assert acts(object_type="directory.organization", object_id=str(organization.pk)) == [
        *(Act.INVITED, Act.ROLE_GIVEN, Act.HANDED_OVER, Act.ROLE_ENDED),
    ]
    assert "new@example.org" not in str(list(Entry.objects.values()))


def test_language_checker(coordinator):
    name_checker("reader@example.org", ["so", "ar"], coordinator)
    person = name_checker("reader@example.org", ["so"], coordinator)

    assert acts(object_id=str(person.pk), object_type="accounts.user") == [Act.ROLE_GIVEN, Act.ROLE_ENDED]
    assert last(Act.ROLE_ENDED).extra["languages"] == ["ar"]


def test_application(coordinator):
    applied = OrganizationFactory(standing=Standing.APPLIED, kind="association", business_id="1234567-1")
    application = Application.objects.create(
        organization=applied, name="Aino Virtanen", email="aino@example.org", language_code="fi"
    )

    accept_application(application, coordinator)

    assert acts(person=str(coordinator.pk)) == [Act.DECIDED, Act.STANDING]
    assert "aino" not in str(list(Entry.objects.values())).lower()


def test_partnership_and_alert(coordinator, organization):
    unit = OrganizationFactory(slug="unit", kind="city_unit")
    partnership = Partnership(unit=unit, organization=organization, kind=PartnershipKind.COOPERATION)
    row = actions.add_partnership(partnership, coordinator)
    values = {"may_publish": True, "note": REASON, "responsible": coordinator}
    actions.change_partnership(row, values, coordinator, seen=row.version)
    now = timezone.now()
    save_alert(Alert(text_fi="Suljettu", starts_at=now, ends_at=now + timedelta(hours=1)), coordinator)

    change = Entry.objects.get(act=Act.CHANGED, object_type="directory.partnership")
    assert change.extra["changes"] == {"may_publish": ["False", "True"]}
    assert change.extra["fields"] == ["may_publish", "note", "responsible"]
    assert acts(object_type="directory.alert") == [Act.CREATED]
    assert "Virtanen" not in str(list(Entry.objects.values()))


def test_acts_at_the_desk_that_no_history_keeps(client, coordinator, editor, organization, search_index):
    listing = published(coordinator, organization=organization)
    search_index.drain()
    before = Entry.objects.latest("pk").pk
    client.force_login(coordinator)
    page = reverse("desk_partner", args=[organization.pk])

    client.post(page, {"do": "note", "text": REASON, "keep_until": timezone.localdate().isoformat()})
    client.post(page, {"do": "forget", "note": Note.objects.get().pk})
    wanted = Gap(language_code="so", searches=40, note=REASON)
    gaps = [make_gap(wanted, coordinator, terms=vocabulary("fi")) for _twice in range(2)]
    for _twice in range(2):
        client.post(reverse("desk_close_gap", args=[gaps[0].pk]))
    Assurance.objects.filter(service=listing).delete()
    client.post(reverse("desk_fault", args=["unconfirmed", listing.pk]), {"do": "ask"})
    client.post(reverse("desk_fault", args=["topic", listing.pk]), {"do": "dismiss", "reason": REASON})
    for do in ("make", "revoke", "revoke"):
        client.post(reverse("desk_calendar"), {"do": do})

    found = Entry.objects.filter(pk__gt=before, person=str(coordinator.pk)).exclude(act=Act.SIGNED_IN)
    assert [(each.act, each.object_type, each.extra.get("what")) for each in found.order_by("pk")] == [
        (Act.CREATED, "desk.note", None),
        (Act.DELETED, "desk.note", None),
        (Act.CREATED, "desk.gap", None),
        (Act.CHANGED, "desk.gap", "desk.close_gap"),
        (Act.CHANGED, "directory.service", "desk.ask"),
        (Act.CHANGED, "directory.service", "desk.dismiss"),
        (Act.CREATED, "accounts.user", "desk.calendar"),
        (Act.DELETED, "accounts.user", "desk.calendar"),
    ]
    assert "Virtanen" not in str(list(Entry.objects.values()))


def test_import_and_clock_write_nothing_here():
    listing = draft(name_fi="Tuotu")
    listing.save_revision().publish()

    assert not Entry.objects.exists()


def test_reading_personal_data(client, coordinator, organization):
    client.force_login(coordinator)
    before = Entry.objects.count()
    address = reverse("desk_partner", args=[organization.pk])

    client.head(address)
    assert Entry.objects.count() == before
    client.get(address)
    client.get(reverse("language_checkers"))

    entries = Entry.objects.filter(act=Act.READ).order_by("pk")
    assert [(each.label, each.extra["screen"]) for each in entries] == [
        ("Naapurit", "desk_partner"),
        ("", "language_checkers"),
    ]


def test_files_that_leave_the_house(client, coordinator):
    client.force_login(coordinator)

    client.get(reverse("desk_partnership_table"))
    b"".join(client.post(reverse("desk_log_table")).streaming_content)

    screens = [entry.extra["screen"] for entry in Entry.objects.filter(act=Act.EXPORTED).order_by("pk")]
    assert screens == ["desk_partnership_table", "desk_log_table"]
