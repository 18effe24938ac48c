"""A coordinator finds out who did what, and takes it out as a file that is safe to open."""

import csv
from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from audit.choices import Act
from audit.models import Entry
from desk.alerts.changes import save_alert
from directory import actions
from directory.dates.times import HELSINKI
from directory.models import Alert
from tests.directory.lives import draft, keep
from tests.factories import AreaFactory, LocationFactory, OrganizationFactory, UserFactory
from tests.isolation.routes import all_routes
from tests.plugins.second_factor import without_second_step

pytestmark = pytest.mark.django_db

LOG = "/admin/desk/log/"


def add(number: int = 1, **fields) -> list[Entry]:
    at = fields.pop("at", timezone.now() - timedelta(days=1))
    return Entry.objects.bulk_create(
        Entry(**{"act": Act.PUBLISHED, "at": at - timedelta(minutes=each), **fields})
        for each in range(number)
    )


def read(desk, query: str = "") -> BeautifulSoup:
    response = desk.get(f"{LOG}?{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def rows(page: BeautifulSoup) -> list[list[str]]:
    return [[cell.get_text(strip=True) for cell in row.find_all("td")] for row in page.select("tbody tr")]


def test_newest_is_first_with_who_what_and_about_what(desk, coordinator):
    organization = OrganizationFactory(name_fi="Naapurit")
    about = {"object_type": "directory.organization", "object_id": str(organization.pk), "label": "Naapurit"}
    extra = {"before": "admitted", "standing": "suspended"}
    add(act=Act.STANDING, person=str(coordinator.pk), extra=extra, **about)
    add(act=Act.STEP_REMOVED, at=timezone.now() - timedelta(days=2))

    found = rows(read(desk, "last=" + (timezone.localdate() - timedelta(days=1)).isoformat()))

    assert [row[1:] for row in found] == [
        [
            "coordinator@example.org",
            "Changed the standing",
            "Organisation: Naapurit",
            "Admitted → Suspended",
        ],
        ["An operator", "Removed a second step", "–", "–"],
    ]


def shown(desk, **fields) -> str:
    """The details of one entry, as they are shown."""
    add(object_type="directory.partnership", **fields)
    return rows(read(desk, "act=published"))[0][4]


def test_partnership_is_shown_before_and_after_in_words(desk):
    before, after = OrganizationFactory(name_fi="Nuorisopalvelut"), OrganizationFactory(name_fi="Kirjasto")
    changes = {
        "unit": [str(before.pk), str(after.pk)],
        "kind": ["grant", "premises"],
        "valid_until": ["", "2027-05-31"],
        "may_publish": ["False", "True"],
    }

    words = shown(desk, extra={"changes": changes, "fields": [*changes, "note"]})

    assert words.split(" · ") == [
        "Unit of the city: Nuorisopalvelut → Kirjasto",
        "Kind: Grant → Premises",
        "Last day: – → 31 May 2027",
        "May publish without review: No → Yes",
        "Note",
    ]


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        (
            {"before": "full", "status": "open", "until": "2027-01-31"},
            "Full → Takes new people · until 31 January 2027",
        ),
        ({"how": ["code", "mfa"]}, "E-mail, Second step"),
        ({"screen": "desk_item"}, "What waits"),
        ({"screen": "desk_figure_csv"}, "Figures"),
        ({"role": "owner"}, "Owner"),
        ({"role": "language checker", "languages": ["so", "ar"]}, "Language checkers · Somali, Arabic"),
        ({"what": "directory.check_translation", "language": "so"}, "A translation was checked · Somali"),
        ({"what": "desk.dismiss", "fault": "topic"}, "Said that it is right as it is · No topic"),
        ({"revision": 489}, "–"),
    ],
)
def test_codes_and_numbers_are_words(extra, words, desk):
    assert shown(desk, extra=extra) == words


def test_words_of_a_topic_are_named(desk):
    add(object_type="directory.taxonomyterm", extra={"fields": ["words_so", "situations_zh_hans", "name_fi"]})

    said = rows(read(desk, "act=published"))[0][4]

    assert "Words people type · Somali" in said
    assert "As people tell it · Chinese" in said
    assert "_so" not in said


@pytest.mark.parametrize(
    ("kind", "label", "words"),
    [
        ("directory.servicerole", "Naapurit ry · co_provider", "Role to accept: Naapurit ry · Together with"),
        ("feedback.feedback", "7 times", "Feedback: 7 The times are wrong"),
        ("desk.gap", "so  gone-topic", "What is missing: Somali, gone-topic"),
    ],
)
def test_what_an_act_is_about_is_told_in_words(desk, kind, label, words):
    add(object_type=kind, object_id="7", label=label)

    assert rows(read(desk, "act=published"))[0][3] == words


def test_arrow_points_the_way_one_reads(desk, coordinator):
    UserProfile.objects.create(user=coordinator, preferred_language="ar")

    assert " ← " in shown(desk, extra={"before": "admitted", "standing": "suspended"})


def test_groups_and_people_are_named(desk):
    group, person = Group.objects.create(name="Toimittajat"), UserFactory(first_name="Aino", last_name="Oja")

    assert shown(desk, extra={"group": group.pk}) == "Toimittajat"
    assert shown(desk, extra={"assigned_from": "", "assigned_to": str(person.pk)}) == "– → Aino Oja"


def test_what_an_approval_changed_is_shown_old_and_new(desk, coordinator, waiting_edit):
    actions.approve(waiting_edit, coordinator, revision=waiting_edit.latest_revision_id)

    way = read(desk, "act=approved").select_one("td a[href*='/log/']")["href"]
    page = BeautifulSoup(desk.get(way).content, "html.parser")

    assert "Before is what readers saw until then." in page.get_text()
    texts = [
        [cell.get_text(strip=True) for cell in row.find_all(["th", "td"])] for row in page.select("tbody tr")
    ]
    assert texts == [["Name · Finnish", "Perhekahvila", "Perheiden kahvila"]]
    assert Entry.objects.latest("pk").extra["asked"]["number"] == str(waiting_edit.pk)


def before_and_after(desk, act: str = "changed") -> list[list[str]]:
    """Of the newest entry of an act: each field with its two values."""
    way = read(desk, f"act={act}").select_one("td a[href*='/log/']")["href"]
    page = BeautifulSoup(desk.get(way).content, "html.parser")
    return [
        [" ".join(cell.get_text().split()) for cell in row.find_all(["th", "td"])]
        for row in page.select("tbody tr")
    ]


def test_form_of_a_place_leaves_each_field_before_and_after(desk, editor, organization):
    area = AreaFactory(name_fi="Malmi")
    house = LocationFactory(
        organization=organization, name_fi="Talo", description_fi="Kolmas kerros", area=area
    )
    house.description_fi, house.area, house.is_shared = "Toinen kerros", None, True
    house.accessibility = ["step_free"]

    actions.keep_place(house, editor)

    assert before_and_after(desk) == [
        ["Description · Finnish", "Kolmas kerros", "Toinen kerros"],
        ["Area", "Malmi", "–"],
        ["Accessibility", "–", "No steps at the entrance"],
        ["Others may meet here", "No", "Yes"],
    ]
    assert "kerros" not in str(Entry.objects.get(act=Act.CHANGED).extra)


def test_form_of_an_organisation_leaves_each_field_before_and_after(desk, organization):
    address = reverse("wagtailsnippets_directory_organization:edit", args=[organization.pk])
    page = BeautifulSoup(desk.get(address).content, "html.parser")
    sent = {field["name"]: field.get("value", "") for field in page.select("form input[name]")}
    sent |= {"name_fi": "Naapurit ry", "kind": organization.kind, "email": "posti@example.org"}
    sent |= {"new_standing": "admitted", "description_fi": "", "description_sv": ""}
    sent.pop("may_publish", None)

    desk.post(address, sent)

    assert before_and_after(desk) == [
        ["Name · Finnish", "Naapurit", "Naapurit ry"],
        ["E-mail", "–", "posti@example.org"],
    ]


def test_alert_is_shown_as_it_was_made_changed_and_ended(desk, coordinator):
    begins = datetime(2026, 12, 1, 9, tzinfo=HELSINKI)
    alert = Alert(text_fi="Suljettu", starts_at=begins, ends_at=begins + timedelta(hours=8))
    save_alert(alert, coordinator)
    made = before_and_after(desk, "created")
    alert.text_fi, alert.language_code = "Avoinna", "so"
    save_alert(alert, coordinator, seen=alert.version)
    changed = before_and_after(desk)

    assert made == [
        ["Today’s news · Finnish", "–", "Suljettu"],
        ["Begins", "–", "1 December 2026 9:00"],
        ["Ends", "–", "1 December 2026 17:00"],
    ]
    assert changed == [["Today’s news · Finnish", "Suljettu", "Avoinna"], ["Language", "–", "Somali"]]


def test_erased_history_says_that_it_is_not_kept(desk, organization):
    (entry,) = add(
        act=Act.CHANGED,
        object_type="directory.organization",
        object_id=str(organization.pk),
        extra={"entry": 9},
    )

    assert "This version is not kept any more." in desk.get(f"{LOG}{entry.pk}/").text


def test_first_version_and_one_that_is_gone_say_so(desk, organization, editor):
    new = draft(organization=organization, name_fi="Uusi ryhmä")
    actions.submit(new, keep(new, editor), editor)
    entry = Entry.objects.get(act=Act.SUBMITTED)
    about = {"object_type": entry.object_type, "object_id": entry.object_id}
    (gone,) = add(extra={"revision": 10_000_000}, **about)

    assert "Nothing of it was public before" in desk.get(f"{LOG}{entry.pk}/").content.decode()
    assert "This version is not kept any more." in desk.get(f"{LOG}{gone.pk}/").content.decode()


def test_entry_without_a_version_has_no_page(desk):
    (entry,) = add(object_type="directory.service", object_id="7")

    assert [desk.get(f"{LOG}{number}/").status_code for number in (entry.pk, 10_000_000)] == [404, 404]


def test_reading_it_is_in_it(desk, coordinator):
    read(desk, "act=published")

    entry = Entry.objects.latest("pk")
    assert (entry.act, entry.person, entry.extra) == (
        Act.LOG_READ,
        str(coordinator.pk),
        {"asked": {"act": "published"}},
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("person=5", ["a"]),
        ("act=returned", ["b"]),
        ("kind=directory.service&number=7", ["c"]),
        ("first=2026-03-08&last=2026-03-08", ["d"]),
        ("person=5&act=returned", []),
    ],
)
def test_filters(query, expected, desk):
    day = datetime(2026, 3, 1, tzinfo=HELSINKI)
    add(person="5", label="a", object_type="x", at=day)
    add(act=Act.RETURNED, label="b", object_type="x", at=day)
    add(object_type="directory.service", object_id="7", label="c", at=day)
    add(label="d", object_type="x", at=datetime(2026, 3, 8, 23, 59, tzinfo=HELSINKI))
    add(label="e", object_type="x", at=datetime(2026, 3, 9, tzinfo=HELSINKI))

    assert [row[3].split(": ")[1] for row in rows(read(desk, query))] == expected


def test_pages_show_each_entry_once_also_of_one_moment(desk):
    same = timezone.now() - timedelta(days=3)
    Entry.objects.bulk_create(
        Entry(act=Act.DELETED, at=same, object_type="x", label=str(number)) for number in range(120)
    )

    labels, query = [], "act=deleted"
    while query:
        page = read(desk, query)
        labels += [row[3] for row in rows(page)]
        older = page.select_one("a[rel=next]")
        query = older["href"].removeprefix("?") if older else ""

    assert labels == [f"x: {number}" for number in reversed(range(120))]


def test_number_of_queries_does_not_grow(desk):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(desk)
        return len(captured)

    people = [UserFactory() for _ in range(5)]
    add(person=str(people[0].pk))
    read(desk)
    few = queries()
    extra = {"organization": OrganizationFactory().pk, "group": Group.objects.create(name="x").pk}
    add(extra=extra)
    some = queries()
    for person in people:
        about = {"object_type": "accounts.user", "object_id": str(people[0].pk)}
        add(20, person=str(person.pk), extra=extra | {"assigned_to": str(people[1].pk)}, **about)

    assert few < queries() == some <= 20


def test_name_leads_to_whom_or_what_is_meant(desk):
    person = UserFactory(email="aino@example.org", first_name="Naapurin", last_name="Aino")
    organization, listing = OrganizationFactory(name_fi="Naapurit"), draft(name_fi="Naapurikahvila")

    page = read(desk, "q=naapuri&act=published")

    assert not page.select("table")
    assert [link["href"] for link in page.select(".desk-lines a")] == [
        f"?person={person.pk}&act=published",
        f"?act=published&kind=directory.organization&number={organization.pk}",
        f"?act=published&kind=directory.service&number={listing.pk}",
    ]


@pytest.mark.parametrize(
    "query",
    [
        "older=99999999999999999-99999999999999999",
        "older=1-",
        "older=-1-5",
        "first=0001-01-01&last=9999-12-31",
        "first=2026-02-30",
        "first=2026W101",
        "person=99999999999999999999",
        "person=٣",
        "kind=no.model&number=1",
        "act=%00&q=%00",
        "q=" + "x" * 500,
    ],
)
def test_strange_address_is_no_error(query, desk):
    read(desk, query)


def test_file_is_safe_to_open_and_says_the_same(desk, coordinator):
    UserFactory(pk=4001, email="a@example.org", first_name="=HYPERLINK(1)", last_name="x")
    add(3, person="4001", object_type="x", label="+1")
    add(act=Act.RETURNED)

    response = desk.post(reverse("desk_log_table") + "?act=published")
    text = b"".join(response.streaming_content).decode("utf-8-sig")

    heading, *lines = list(csv.reader(text.splitlines()))
    assert heading == ["When", "Person", "Act", "About", "Details"]
    assert [line[1:4] for line in lines] == [["'=HYPERLINK(1) x", "Published", "x: +1"]] * 3
    entry = Entry.objects.latest("pk")
    assert (entry.act, entry.extra["asked"]["act"]) == (Act.EXPORTED, "published")


def test_file_reads_in_pieces(desk, django_assert_max_num_queries):
    add(2_500, act=Act.DELETED)

    with django_assert_max_num_queries(20):
        response = desk.post(reverse("desk_log_table") + "?act=deleted")
        lines = b"".join(response.streaming_content).count(b"\r\n")

    assert lines == 2_501


DESK = [route for route in all_routes() if route.pattern.startswith("admin/desk/")]


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_of_the_desk_opens_without_a_second_step(method, desk):
    without_second_step(desk)
    before = Entry.objects.count()

    answers = [getattr(desk, method)(route.filled(lambda _name: "1")) for route in DESK]

    assert len(DESK) > 20
    assert {answer.status_code for answer in answers} == {302}
    assert all(answer["Location"].startswith("/en/account/?next=") for answer in answers)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_of_the_desk_opens_for_who_is_no_coordinator(method, client, editor):
    client.force_login(editor)

    answers = [getattr(client, method)(route.filled(lambda _name: "1")) for route in DESK]

    assert {answer.status_code for answer in answers} == {403}
    assert not Entry.objects.exclude(act=Act.SIGNED_IN).exists()
