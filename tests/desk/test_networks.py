"""Networks at the desk: members with dates and consent, meetings, the mailing list; and who works where."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from desk.networks.page import MEMBERS
from directory import actions
from directory.actions.errors import MemberAlready
from directory.choices import ServiceRoleKind
from directory.models import (
    Area,
    Network,
    NetworkMeeting,
    NetworkMembership,
    RoleAcceptance,
    ServiceRole,
    TaxonomyTerm,
)
from directory.reading.vocabulary import forget
from tests.cast import place, session
from tests.desk.test_queue import texts
from tests.factories import (
    OrganizationFactory,
    ServiceAtLocationFactory,
    ServiceAttributeFactory,
    ServiceFactory,
    TaxonomyFactory,
    TaxonomyTermFactory,
)

pytestmark = pytest.mark.django_db

NETWORKS, WHO = "/admin/desk/networks/", "/admin/desk/who/"
DAY = timedelta(days=1)


@pytest.fixture
def network(db):
    return Network.objects.create(slug="ita", name_fi="Itäverkosto")


def form_of(page, do: str) -> dict[str, str]:
    """What a form of a network's page says, with its button."""
    button = BeautifulSoup(page.content, "html.parser").select_one(f"button[name=do][value={do}]")
    form = button.find_parent("form")
    fields = {tag["name"]: tag.get("value", "") for tag in form.select("input[name]")}
    fields |= {tag["name"]: tag.text.strip() for tag in form.select("textarea[name]")}
    for tag in form.select("select[name]"):
        chosen = tag.select_one("option[selected]")
        fields[tag["name"]] = chosen["value"] if chosen else ""
    return fields | {"do": do}


def page_of(network: Network) -> str:
    return f"{NETWORKS}{network.pk}/"


def test_member_is_added_once_with_its_days_and_ended(desk, network, organization):
    sent = {"do": "member", "organization": organization.pk, "role": "member", "valid_from": "2026-01-01"}

    desk.post(page_of(network), sent)
    twice = desk.post(page_of(network), sent)
    member = NetworkMembership.objects.get()
    own = f"{page_of(network)}?member={member.pk}"
    days = {"valid_from": "2026-01-01", "valid_until": "2025-01-01"}
    opened = form_of(desk.get(own), "member")
    wrong = desk.post(own, opened | days)
    desk.post(own, opened | {"role": "coordinator"})

    assert "This organisation is a member already." in twice.text
    assert "The last day is before the first." in wrong.text
    assert NetworkMembership.objects.get().role == "coordinator"
    assert "A member joined" in texts(desk.get(page_of(network)))


def test_one_of_two_memberships_on_the_same_days_can_still_be_changed(network, organization, coordinator):
    """As two organisations leave them that became one."""
    others = {"network": network, "organization": organization}
    first = NetworkMembership.objects.create(**others, valid_until=timezone.localdate() + DAY)
    NetworkMembership.objects.create(**others)
    first.valid_until = timezone.localdate()

    actions.keep_membership(first, coordinator)

    assert NetworkMembership.objects.get(pk=first.pk).valid_until == timezone.localdate()
    with pytest.raises(MemberAlready):
        actions.keep_membership(NetworkMembership(**others, role="member"), coordinator)


def test_mailing_list_has_only_who_agreed_and_still_belongs_and_taking_it_is_written_down(desk, network):
    today = timezone.localdate()
    for name, consented, until in (
        ("=Suostunut", today, None),
        ("Ei kysytty", None, None),
        ("Lähtenyt", today, today - DAY),
    ):
        NetworkMembership.objects.create(
            network=network, organization=OrganizationFactory(name_fi=name), valid_until=until,
            mail_address="jasen@example.org", consented_date=consented,
        )  # fmt: skip

    answer = desk.post(f"{page_of(network)}mailing-list/")

    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(min_row=2))
    assert [(row[0].value, row[0].data_type, row[1].value) for row in rows] == [
        ("=Suostunut", "s", "jasen@example.org")
    ]
    entry = ModelLogEntry.objects.get(action="directory.take_mailing_list")
    assert (entry.user.email, entry.data) == ("coordinator@example.org", {"addresses": 1})
    assert desk.get(f"{page_of(network)}mailing-list/").status_code == 405


@pytest.mark.parametrize("name", ["Lapset/nuoret: [itä]?*", "'Perheet'", "//", "Ä" * 60])
def test_mailing_list_is_taken_whatever_the_network_is_called(desk, network, name):
    Network.objects.filter(pk=network.pk).update(name_fi=name)

    answer = desk.post(f"{page_of(network)}mailing-list/")

    assert answer.status_code == 200
    assert load_workbook(BytesIO(answer.content)).active.max_row == 1


def test_consent_that_was_withdrawn_does_not_come_back_from_a_page_that_was_open_meanwhile(
    desk, network, organization
):
    member = NetworkMembership.objects.create(
        network=network, organization=organization, mail_address="jasen@example.org",
        consented_date=timezone.localdate(),
    )  # fmt: skip
    address = f"{page_of(network)}?member={member.pk}"
    opened = form_of(desk.get(address), "member")
    desk.post(address, form_of(desk.get(address), "member") | {"mail_address": "", "consented_date": ""})

    desk.post(address, opened | {"role": "coordinator"})

    member.refresh_from_db()
    assert (member.role, member.mail_address, member.consented_date) == ("coordinator", "", None)


def test_what_two_change_of_a_meeting_is_asked_about_and_the_rest_of_both_is_kept(desk, network):
    meeting = NetworkMeeting.objects.create(
        network=network, starts_at=datetime(2027, 3, 1, 7, 30, tzinfo=UTC), note="Tuo avain."
    )
    address = f"{page_of(network)}?meeting={meeting.pk}"
    opened = form_of(desk.get(address), "meeting")
    theirs = {"starts_at": "2027-03-02T10:00", "notes_url": "https://example.org/muistio"}
    desk.post(address, form_of(desk.get(address), "meeting") | theirs)

    told = desk.post(address, opened | {"starts_at": "2027-03-03T11:00", "note": "Tuo kahvia."})
    meeting.refresh_from_db()
    kept = meeting.note
    desk.post(address, form_of(told, "meeting"))
    meeting.refresh_from_db()

    assert kept == "Tuo avain."
    assert "2 March 2027" in texts(told)
    assert timezone.localtime(meeting.starts_at).isoformat() == "2027-03-03T11:00:00+02:00"
    assert (meeting.note, meeting.notes_url) == ("Tuo kahvia.", "https://example.org/muistio")


def test_meeting_that_somebody_took_out_does_not_come_back_from_a_page_that_was_open_meanwhile(desk, network):
    meeting = NetworkMeeting.objects.create(network=network, starts_at=timezone.now() + 2 * DAY)
    address = f"{page_of(network)}?meeting={meeting.pk}"
    opened = form_of(desk.get(address), "meeting")
    desk.post(address, {"do": "drop"})

    told = desk.post(address, opened, follow=True)

    assert "It was deleted meanwhile" in texts(told)
    assert not NetworkMeeting.objects.exists()


def test_address_is_not_kept_without_consent_and_consent_needs_an_address(desk, network, organization):
    member = {"do": "member", "organization": organization.pk, "role": "member"}

    refused = desk.post(page_of(network), member | {"consented_date": "2026-01-01"})
    desk.post(page_of(network), member | {"mail_address": "jasen@example.org"})

    assert "Write an e-mail address." in refused.text
    assert NetworkMembership.objects.get().mail_address == ""


def test_consent_of_a_day_to_come_is_none(desk, network, organization):
    tomorrow = timezone.localdate() + timedelta(days=1)
    sent = {
        "do": "member",
        "organization": organization.pk,
        "role": "member",
        "mail_address": "a@example.org",
    }

    answer = desk.post(page_of(network), sent | {"consented_date": tomorrow.isoformat()})

    assert "Write the day on which it agreed." in answer.text
    assert not network.memberships.exists()


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_slip_in_the_year_of_a_meeting_is_asked_about(desk, network, year):
    answer = desk.post(page_of(network), {"do": "meeting", "starts_at": f"{year}-12-31T12:00"})

    assert "Look at the year of this day." in answer.text
    assert not network.meetings.exists()


def test_button_that_is_pressed_twice_makes_one_meeting(desk, network):
    sent = {"do": "meeting", "starts_at": "2030-01-01T12:00", "note": "Kahvit"}

    for each in (sent, sent, sent | {"note": ""}):
        assert desk.post(page_of(network), each).status_code == 302

    assert network.meetings.count() == 2


def test_next_meeting_is_on_the_public_page_without_what_staff_wrote(desk, network, client):
    moment = timezone.localtime() + 2 * DAY
    sent = {
        "do": "meeting", "starts_at": f"{moment:%Y-%m-%dT}14:30", "note": "Sisäinen",
        "notes_url": "https://minutes.example.org/",
    }  # fmt: skip
    desk.post(page_of(network), sent | {"notes_url": "http://minutes.example.org/"})
    refused = NetworkMeeting.objects.exists()

    desk.post(page_of(network), sent)
    page = client.get("/en/networks/ita/").text

    assert not refused
    assert "14:30" in page
    assert "Sisäinen" not in page
    assert "minutes.example.org" not in page
    assert "minutes.example.org" in desk.get(page_of(network)).text
    desk.post(f"{page_of(network)}?meeting={NetworkMeeting.objects.get().pk}", {"do": "drop"})
    assert "14:30" not in client.get("/en/networks/ita/").text


@pytest.fixture
def offers(db):
    """What is offered where: the name of the organisation by what its one listing says."""
    theme = TaxonomyTermFactory(code="learning")
    topic = TaxonomyTermFactory(code="homework", parent=theme)
    youth = TaxonomyTermFactory(code="young", taxonomy=TaxonomyFactory(slug="target-groups"))
    forget()

    def offer(name: str, area: str, languages: list[str], *, own: list[str] | None = None, **fields):
        listing = ServiceFactory(
            organization=OrganizationFactory(name_fi=name), languages=languages, **fields
        )
        at = place(area)
        ServiceAtLocationFactory(service=listing, location=at)
        if own is not None:
            session(listing, at, date=timezone.localdate() + DAY, languages=own)
        for term in (topic, youth):
            ServiceAttributeFactory(service=listing, term=term)
        return listing

    yield offer
    forget()


def found(desk, query: str) -> list[str]:
    forget()
    return [str(each.organization) for each in desk.get(f"{WHO}?{query}").context["page"].object_list]


def test_organisations_are_found_by_area_topic_group_and_language_of_one_session(desk, offers):
    offers("Hyvä", "itakeskus", ["fi", "so"])
    offers("Oma kieli", "itakeskus", ["fi"], own=["so"])
    offers("Suomeksi", "itakeskus", ["so"], own=["fi"])
    offers("Muualla", "kallio", ["so"])
    offers("Luonnos", "itakeskus", ["so"], live=False)
    elsewhere = offers("Kaksi paikkaa", "itakeskus", ["fi"], own=["fi"])
    session(elsewhere, place("kallio"), date=timezone.localdate() + DAY, languages=["so"])

    assert sorted(found(desk, "area=itakeskus&language=so&whom=young&topic=learning")) == [
        "Hyvä",
        "Oma kieli",
    ]
    assert sorted(found(desk, "area=kallio&language=so")) == ["Kaksi paikkaa", "Muualla"]
    assert len(found(desk, "topic=homework")) == 5
    assert found(desk, "") == []


@pytest.mark.parametrize(
    "words",
    [
        "who works in Itäkeskus with youth and speaks Somali",
        "nuoret Itis somaliksi",
        "somaliska ungdomar Östra centrum",
        "Young people · Somali · Vartiokylä",
    ],
)
def test_sentence_is_read_by_the_names_that_people_use(desk, offers, words):
    offers("Hyvä", "vartiokyla", ["so"])
    offers("Muualla", "kallio", ["so"])
    offers("Suomeksi", "vartiokyla", ["fi"])
    Area.objects.filter(slug="vartiokyla").update(name_fi="Vartiokylä")
    TaxonomyTerm.objects.filter(code="young").update(name_fi="Nuoret", name_en="Young people")

    names = found(desk, urlencode({"words": words}))
    page = BeautifulSoup(desk.get(WHO, {"words": words}).content, "html.parser")

    assert names == ["Hyvä"]
    chosen = [each["value"] for each in page.select("form.desk-filters option[selected]")]
    assert chosen == ["vartiokyla", "young", "so"]
    assert "is read as: Vartiokylä · Young people · Somali" in page.select_one(".desk-read").text
    assert page.select_one("input[name=words]").get("value") is None


def test_where_nobody_meets_all_of_it_one_sees_what_is_met_without_one_condition(desk, offers):
    offers("Suomeksi", "kallio", ["fi"])
    offers("Toinen", "kallio", ["fi"])
    offers("Muualla", "malmi", ["so"])
    Area.objects.filter(slug="kallio").update(name_fi="Kallio")
    forget()

    page = BeautifulSoup(desk.get(f"{WHO}?area=kallio&language=so").content, "html.parser")

    ways = page.select(".desk-lines li")
    assert [way.get_text(" ", strip=True) for way in ways] == ["Without: Somali · 2", "Without: Kallio · 1"]
    assert sorted(found(desk, ways[0].a["href"].removeprefix("?"))) == ["Suomeksi", "Toinen"]
    assert not BeautifulSoup(desk.get(f"{WHO}?language=ar").content, "html.parser").select(".desk-lines li")


def test_what_was_chosen_stands_before_the_words_and_words_without_meaning_find_nobody(desk, offers):
    offers("Hyvä", "kallio", ["so"])
    Area.objects.filter(slug="kallio").update(name_fi="Kallio")

    assert found(desk, "area=kallio&words=Itis") == ["Hyvä"]
    assert found(desk, "words=somali+Kallio&language=ar") == []
    page = desk.get(f"{WHO}?words=asdf+qwerty")
    assert "No area, topic, group or language was found" in page.text
    assert not page.context["page"].object_list


def test_who_makes_a_listing_together_with_others_is_found_once_it_said_so(desk, offers):
    listing, together = offers("Tekijä", "itakeskus", ["so"]), OrganizationFactory(name_fi="Kumppani")
    role = {"service": listing, "organization": together, "role": ServiceRoleKind.CO_PROVIDER}
    ServiceRole.objects.create(**role)
    before = found(desk, "language=so")

    RoleAcceptance.objects.create(**role)

    assert before == ["Tekijä"]
    assert sorted(found(desk, "language=so")) == ["Kumppani", "Tekijä"]


def test_strange_input_is_answered_in_words(desk, network):
    evil = "<script>alert(1)</script>\u202e" * 200
    sent = [
        {"do": "member", "organization": "9" * 40, "role": evil, "valid_from": "x", "mail_address": evil},
        {
            "do": "meeting",
            "starts_at": evil,
            "location": "x",
            "note": evil,
            "notes_url": "javascript:alert(1)",
        },
        {"do": "drop"},
        {"do": evil},
    ]

    answers = [
        desk.post(f"{page_of(network)}?member=x&meeting={'9' * 40}", each, follow=True) for each in sent
    ]
    answers += [
        desk.get(f"{WHO}?area={q}&topic={q}&whom={q}&language={q}&words={q}&p=x") for q in ("%00", "a" * 3000)
    ]

    assert {answer.status_code for answer in answers} == {200}
    assert not any("<script>alert" in answer.text for answer in answers)
    assert not NetworkMeeting.objects.exists()


def test_members_and_meetings_beyond_the_first_page_are_reached(desk, network):
    NetworkMeeting.objects.bulk_create(
        NetworkMeeting(network=network, starts_at=timezone.now() - number * DAY, note=f"Kokous {number}.")
        for number in range(21)
    )
    NetworkMembership.objects.bulk_create(
        NetworkMembership(network=network, organization=OrganizationFactory(name_fi=f"Jäsen {number:03}."))
        for number in range(MEMBERS + 1)
    )

    first = BeautifulSoup(desk.get(page_of(network)).content, "html.parser")
    following = {link["href"].partition("#")[0] for link in first.select("a[rel=next]")}
    others = [texts(desk.get(page_of(network) + address)) for address in sorted(following)]

    assert following == {"?meetings=2", "?members=2"}
    assert "Kokous 20." not in first.text
    assert "Kokous 20." in others[0]
    assert f"Jäsen {MEMBERS}." in others[1]


def test_queries_are_few_and_do_not_grow(desk, network, offers):
    first = offers("Ensimmäinen", "itakeskus", ["so"])
    NetworkMembership.objects.create(network=network, organization=first.organization)
    network.meetings.create(starts_at=timezone.now(), location=place("malmi"))
    addresses = [NETWORKS, page_of(network), f"{WHO}?area=itakeskus&language=so&topic=learning&whom=young"]
    addresses.append(f"{WHO}?words=itakeskus+somali+youth+learning")
    addresses.append(f"{WHO}?area=itakeskus&language=ar&topic=learning&whom=young")
    few = [_queries(desk, each) for each in addresses]

    for number in range(8):
        listing = offers(f"Uusi {number}", "itakeskus", ["so"])
        NetworkMembership.objects.create(network=network, organization=listing.organization)
        network.meetings.create(starts_at=timezone.now() + number * DAY, location=place("malmi"))
        Network.objects.create(slug=f"verkko-{number}", name_fi=f"Verkko {number}")

    again = [_queries(desk, each) for each in addresses]
    assert again == few
    assert max(again) <= 20


def _queries(desk, address: str) -> int:
    desk.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(address).status_code == 200
    return len(queries)
