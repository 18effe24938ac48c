"""A coordinator sees what is wrong with what is published, and mends it from there."""

from datetime import timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.duplicates.organizations import alike
from desk.models import Finding
from desk.quality import jobs
from desk.quality.keeping import write
from directory import actions
from directory.choices import Standing, TextState
from directory.models import (
    Alert,
    Area,
    Assurance,
    EasyLanguageText,
    FormerAddress,
    ImportedRecord,
    LocationPhone,
    Network,
    Organization,
    OrganizationPhone,
    Picture,
    ScheduleDate,
    Service,
    ServicePhone,
    ServicePicture,
    ServiceUrl,
    TranslationState,
)
from directory.reading.vocabulary import forget
from tests.cast import place
from tests.directory import drawings
from tests.directory.lives import draft, keep, latest, log_of, published, states
from tests.factories import (
    LocationFactory,
    OrganizationFactory,
    ScheduleFactory,
    ServiceAtLocationFactory,
    ServiceAttributeFactory,
    ServiceFactory,
    TaxonomyTermFactory,
)
from trays.changes import add_services, make_tray

pytestmark = pytest.mark.django_db

QUALITY = "/admin/desk/quality/"


def healthy(**fields) -> Service:
    """A listing with nothing wrong, so that a test adds one fault."""
    listing = ServiceFactory(**fields)
    Assurance.objects.create(service=listing, assured_date=timezone.localdate())
    ServiceAttributeFactory(service=listing)
    TranslationState.objects.create(service=listing, language_code="fi", state=TextState.WRITTEN)
    return listing


def faults(desk, asked: str = "") -> list[tuple[str, str]]:
    """Kind and name of each row."""
    page = BeautifulSoup(desk.get(QUALITY + asked).content, "html.parser")
    rows = page.select("table.desk-blocks tbody tr")
    return [(row.select_one(".desk-kind").text, row.select_one(".title a").text.strip()) for row in rows]


def numbers(desk, asked: str = "") -> dict[str, int]:
    page = BeautifulSoup(desk.get(QUALITY + asked).content, "html.parser")
    links = [link.text.rsplit(" ", 1) for link in page.select("ul.desk-kinds a")]
    return {words: int(number) for words, number in links}


def make_stale(listing: Service, days: int = 200, **fields) -> None:
    day = timezone.localdate() - timedelta(days=days)
    Assurance.objects.update_or_create(service=listing, defaults={"assured_date": day, **fields})


def link(listing: Service, url: str = "https://example.org/gone") -> Finding:
    return Finding.objects.create(
        key=f"link:{listing.pk}", kind="link", service=listing, url=url, details=["gone"]
    )


def address(fault: Finding) -> str:
    return f"{QUALITY}{fault.kind}/{fault.pk}/"


def without_words(listing: Service) -> None:
    picture = Picture.objects.create(title="x", file=ContentFile(drawings.picture(), name="x.jpg"))
    ServicePicture.objects.bulk_create([ServicePicture(service=listing, picture=picture)])


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("kind", "spoil"),
    [
        ("Not confirmed for long", make_stale),
        ("Never confirmed", lambda listing: listing.assurance.delete()),
        ("No topic", lambda listing: listing.attributes.get().delete()),
        ("Missing language", lambda listing: Service.objects.filter(pk=listing.pk).update(languages=["so"])),
        ("No words for a picture", without_words),
        ("Broken link", link),
    ],
)
def test_fault_is_in_the_list_with_its_number_until_it_is_mended(desk, kind, spoil):
    listing = healthy(name_fi="Kahvila")
    assert faults(desk) == []

    spoil(listing)

    assert faults(desk) == [(kind, "Kahvila")]
    assert numbers(desk) == {"All": 1, kind: 1}
    Service.objects.filter(pk=listing.pk).update(live=False)
    assert faults(desk) == []


@pytest.mark.parametrize(
    "sound",
    [
        {"paused_days": 30},
        {"closed_from": timezone.localdate() - timedelta(days=1)},
        {"days": 179},
    ],
)
def test_listing_that_was_closed_is_not_called_stale(desk, sound):
    listing = healthy(closed_from=sound.pop("closed_from", None))

    make_stale(listing, **sound)

    assert faults(desk) == []


def test_held_in_somali_with_a_text_in_somali_is_no_fault(desk):
    listing = healthy(languages=["so", "fi", "xx"])
    assert faults(desk)
    TranslationState.objects.create(service=listing, language_code="so", state=TextState.CHECKED)

    assert faults(desk) == []


@pytest.mark.postgresql
def test_list_is_narrowed_by_kind_area_theme_and_partner(desk):
    theme = TaxonomyTermFactory(name_fi="Koulu", name_en="School")
    district = Area.objects.create(slug="north", kind="district", name_fi="Pohjoinen")
    house = place("malmi")
    Area.objects.filter(slug="malmi").update(parent=district)
    here, there = healthy(name_fi="Täällä"), healthy(name_fi="Muualla")
    ServiceAtLocationFactory(service=here, location=house)
    ServiceAttributeFactory(service=here, term=TaxonomyTermFactory(parent=theme))
    for each in (here, there):
        make_stale(each)
    link(there)
    Finding.objects.create(key="x", kind="personal", organization=there.organization, details=[])
    forget()

    stale = [("Not confirmed for long", "Täällä")]
    assert [faults(desk, f"?{asked}") for asked in ("area=north", "area=malmi", f"theme={theme.code}")] == [
        stale
    ] * 3
    assert faults(desk, f"?partner={here.organization_id}") == stale
    assert len(faults(desk, f"?partner={there.organization_id}")) == 3
    assert [kind for kind, _name in faults(desk, "?kind=link")] == ["Broken link"]
    assert numbers(desk, "?kind=link")["All"] == 4


@pytest.mark.postgresql
def test_the_most_important_comes_first_or_the_oldest(desk):
    old, new = healthy(name_fi="Vanha"), healthy(name_fi="Uusi")
    make_stale(old, 400)
    make_stale(new, 190)
    link(new)

    important, oldest = faults(desk), faults(desk, "?order=oldest")

    assert important == [
        ("Broken link", "Uusi"),
        ("Not confirmed for long", "Vanha"),
        ("Not confirmed for long", "Uusi"),
    ]
    assert oldest[0] == ("Not confirmed for long", "Vanha")
    assert oldest[-1] == ("Broken link", "Uusi")


def test_partner_is_asked_in_her_language_once(
    desk, editor, organization, django_capture_on_commit_callbacks
):
    listing = healthy(name_fi="Kahvila", organization=organization)
    make_stale(listing)
    asking = f"{QUALITY}stale/{listing.pk}/"

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(asking, {"do": "ask"})
        again = desk.post(asking, {"do": "ask"}, follow=True)

    (sent,) = mail.outbox
    assert (sent.to, "Kahvila" in sent.subject) == ([editor.email], True)
    assert "/so/confirm/?key=" in sent.body
    assert "short time ago" in again.text
    assert "Asked on" in desk.get(QUALITY).text
    Finding.objects.update(asked_at=timezone.now() - timedelta(days=15))
    assert "Asked on" not in desk.get(QUALITY).text


def test_who_has_nobody_to_ask_is_told_and_confirms_herself(desk):
    listing = healthy(name_fi="Kahvila")
    make_stale(listing)

    said = desk.post(f"{QUALITY}stale/{listing.pk}/", {"do": "ask"})
    desk.post(f"{QUALITY}stale/{listing.pk}/", {"do": "confirm"})

    assert "Nobody acts for this organisation" in said.text
    assert faults(desk) == []


@pytest.mark.parametrize("kind", ["topic", "link"])
def test_what_is_right_as_it_is_needs_a_reason_and_is_not_shown_again(desk, coordinator, kind):
    listing = healthy()
    if kind == "topic":
        listing.attributes.get().delete()
        page = f"{QUALITY}topic/{listing.pk}/"
    else:
        page = address(link(listing))

    refused = desk.post(page, {"do": "dismiss", "reason": " "})
    shown = len(faults(desk))
    desk.post(page, {"do": "dismiss", "reason": "Oikein\0 näin"})

    assert ("Write the reason." in refused.text, shown, faults(desk)) == (True, 1, [])
    row = Finding.objects.get()
    assert (row.state, row.reason, row.closed_by) == (Finding.State.DISMISSED, "Oikein näin", coordinator)


def test_dismissed_fault_is_looked_at_again_after_its_time(desk, settings):
    listing = healthy()
    listing.attributes.get().delete()
    desk.post(f"{QUALITY}topic/{listing.pk}/", {"do": "dismiss", "reason": "Oikein"})
    Finding.objects.update(closed_at=timezone.now() - timedelta(days=settings.RETENTION["findings"] + 1))

    call_command("run_daily", stdout=StringIO())

    assert not Finding.objects.filter(kind="topic").exists()
    assert [kind for kind, _name in faults(desk)] == ["No topic"]


def test_broken_link_is_taken_out_of_the_listing_and_of_edits_that_wait(
    desk, coordinator, editor, organization
):
    url = "https://example.org/gone"
    listing = published(
        coordinator, organization=organization, name_fi="Kahvila", name_so="Makhaayad", url=url
    )
    ServiceUrl.objects.create(service=listing, url=url, label_fi="Lomake", label_so="Foom")
    edited = keep(listing, editor, name_fi="Uusi nimi")
    actions.submit(Service.objects.get(pk=listing.pk), edited, editor)
    before = states(listing)

    desk.post(address(link(listing)), {"do": "drop"})

    row, waiting = Service.objects.get(pk=listing.pk), latest(listing)
    assert (row.url, list(row.urls.all()), row.name_fi) == ("", [], "Kahvila")
    assert (waiting.url, list(waiting.urls.all()), waiting.name_fi) == ("", [], "Uusi nimi")
    assert states(listing) == before
    assert "directory.drop_link" in log_of(listing.pk)
    assert faults(desk, "?kind=link") == []


def test_of_two_that_are_the_same_one_is_kept_and_trays_and_addresses_follow(desk, coordinator, client):
    kept, other = (published(coordinator, name_fi="Kahvila", description_fi=TEXT) for _ in range(2))
    own, second = make_tray("fi"), make_tray("fi")
    add_services(own.tray, [other.pk], "fi")
    add_services(second.tray, [other.pk, kept.pk], "fi")
    write(jobs.duplicates())
    fault = Finding.objects.get(kind="duplicate")

    page = desk.get(address(fault))
    desk.post(address(fault), {"do": "keep", "kept": kept.pk})

    assert page.text.count("Keep this one") == 2
    assert [Service.objects.get(pk=each.pk).live for each in (kept, other)] == [True, False]
    assert FormerAddress.objects.get(slug=other.slug).object_id == kept.pk
    assert [item.service_id for item in own.tray.items.all()] == [kept.pk]
    assert [item.service_id for item in second.tray.items.all()] == [other.pk, kept.pk]
    assert faults(desk, "?kind=duplicate") == []


def test_pair_that_is_not_the_same_stays_answered_through_later_runs(desk):
    for _ in range(2):
        healthy(name_fi="Kahvila", description_fi=TEXT)
    write(jobs.duplicates())
    desk.post(address(Finding.objects.get()), {"do": "dismiss", "reason": "Eri talossa"})

    write(jobs.duplicates())

    assert faults(desk) == []
    assert Finding.objects.get().state == Finding.State.DISMISSED


TEXT = "Avoin kahvila perheille, joilla on pieniä lapsia. Paikalla on ohjaaja, kahvia ja leluja."


@pytest.mark.parametrize("crossed", [{"live": False}, None])
def test_two_coordinators_at_once_withdraw_one_alone(desk, coordinator, crossed):
    first, second = (published(coordinator, name_fi="Kahvila", description_fi=TEXT) for _ in range(2))
    write(jobs.duplicates())
    fault = Finding.objects.get(kind="duplicate")
    if crossed:
        Service.objects.filter(pk=first.pk).update(**crossed)
    else:
        desk.post(address(fault), {"do": "keep", "kept": second.pk})

    said = desk.post(address(fault), {"do": "keep", "kept": first.pk}, follow=True)

    assert "mended already" in said.text
    assert Service.objects.get(pk=second.pk).live


def test_personal_data_is_found_and_gone_when_the_text_is_mended(
    desk, coordinator, django_capture_on_commit_callbacks
):
    listing = published(coordinator, name_fi="Kahvila", description_fi="Soita Ainolle 040 123 4567")
    write(jobs.personal_data())
    fault = Finding.objects.get()

    row = BeautifulSoup(desk.get(f"{QUALITY}?kind=personal").content, "html.parser").select_one("tbody tr")
    way = row.select_one("a.button")["href"]

    assert "A mobile number that is not among the phone numbers (what happens there, Finnish)" in row.text
    assert way.endswith(f"/{listing.pk}/?language=fi#id_description_fi")
    assert BeautifulSoup(desk.get(way).content, "html.parser").select_one("#id_description_fi")
    with django_capture_on_commit_callbacks(execute=True):
        actions.publish(listing, keep(listing, coordinator, description_fi="Soita vaihteeseen"), coordinator)
    assert Finding.objects.get(pk=fault.pk).state == Finding.State.MENDED


def test_number_that_is_the_listings_own_or_its_partners_is_no_personal_data():
    listing = healthy(
        description_fi="Soita 040 123 4567 tai +358 50 765 4321", email="aino.aalto@example.org"
    )
    ServicePhone.objects.create(service=listing, number="0401234567")
    OrganizationPhone.objects.create(organization=listing.organization, number="+358507654321")
    Service.objects.filter(pk=listing.pk).update(description_so="Aino.Aalto@example.org")

    assert not jobs.personal_data()


def test_jobs_cost_the_same_for_many():
    def queries(job) -> int:
        with CaptureQueriesContext(connection) as found:
            assert job()
        return len(found)

    def make(number: int) -> None:
        for _ in range(number):
            healthy(name_fi="Kahvila", description_fi=f"{TEXT} 131052-308T")

    make(2)
    few = [queries(job) for job in (jobs.personal_data, jobs.duplicates)]
    make(20)
    many = [queries(job) for job in (jobs.personal_data, jobs.duplicates)]

    assert many == few
    assert max(few) <= 20


def test_daily_step_writes_once_and_rehearses_without_writing(coordinator):
    healthy(description_fi="131052-308T")

    def daily(*options) -> str:
        said = StringIO()
        call_command("run_daily", *options, stdout=said)
        return next(line for line in said.getvalue().splitlines() if line.startswith("personal data"))

    rehearsed = daily("--dry-run")
    assert not Finding.objects.exists()

    assert rehearsed == "personal data: would write down 1 new, 0 again, end 0"
    assert daily() == "personal data: write down 1 new, 0 again, end 0"
    assert daily() == "personal data: nothing to do"


def test_first_page_of_the_admin_says_what_is_wrong(desk):
    listing = healthy()
    make_stale(listing)
    link(listing)

    page = BeautifulSoup(desk.get("/admin/").content, "html.parser")

    assert [each.text for each in page.select(".desk-kinds a")] == [
        "Broken link 1",
        "Not confirmed for long 1",
    ]


def test_list_costs_the_same_for_many_and_odd_addresses_are_answered(desk, organization):
    def queries(asked: str = "") -> int:
        desk.get(QUALITY + asked)
        with CaptureQueriesContext(connection) as found:
            assert desk.get(QUALITY + asked).status_code == 200
        return len(found)

    def make(number: int) -> None:
        for _ in range(number):
            listing = healthy(languages=["so"], organization=OrganizationFactory())
            make_stale(listing)
            link(listing)
            Finding.objects.create(
                key=f"d{listing.pk}", kind="duplicate", service=listing, twin=listing, details=["name"]
            )

    make(2)
    few = [queries(), queries("?kind=language"), queries("?kind=duplicate")]
    make(20)
    many = [queries(), queries("?kind=language"), queries("?kind=duplicate")]

    # The first page of all has no missing language on it any more
    assert many == [few[0] - 1, *few[1:]]
    assert max(few) <= 20
    for odd in (
        "?kind=%00&p=x",
        "?partner=99999999999&area=%00&theme=no",
        "?p=999",
        f"?partner={organization.pk}",
    ):
        assert desk.get(QUALITY + odd).status_code == 200
    assert desk.get(f"{QUALITY}nothing/1/").status_code == 404
    assert "mended already" in desk.get(f"{QUALITY}topic/99999999/", follow=True).text
    assert "mended already" in desk.get(f"{QUALITY}link/99999999/", follow=True).text


def test_pages_of_the_list_go_on_where_the_one_before_ended(desk, monkeypatch):
    monkeypatch.setattr("desk.quality.listing.ON_A_PAGE", 3)
    for number in range(4):
        listing = healthy(name_fi=f"Palvelu {number}")
        make_stale(listing, 200 + number)
        if number < 2:
            link(listing)
            Assurance.objects.filter(service=listing).delete()
    Finding.objects.update(kind="duplicate")

    pages = [faults(desk, f"?p={number}") for number in (1, 2)]

    found = [f"{kind[:3]} {name[-1]}" for page in pages for kind, name in page]
    assert found == ["Not 3", "Not 2", "Lik 0", "Lik 1", "Nev 0", "Nev 1"]


def test_names_with_markup_stay_words(desk):
    listing = healthy(name_fi="<script>alert(1)</script>" + "ä" * 150)
    make_stale(listing)

    page = desk.get(f"{QUALITY}stale/{listing.pk}/").text + desk.get(QUALITY).text

    assert "<script>alert(1)" not in page


def test_organisations_that_are_the_same_are_compared_and_merged(desk, coordinator):
    first = OrganizationFactory(name_fi="Itäkeskuksen äidit ry", email="aidit@example.org")
    other = OrganizationFactory(name_fi="Itakeskuksen Äidit", email="aidit@example.org", standing="applied")
    OrganizationFactory(name_fi="Itäkeskuksen kirjasto", email="aidit@example.org")
    listing = healthy(organization=other, name_fi="Kerho")
    write(jobs.duplicates())
    fault = Finding.objects.get(kind="duplicate")

    page = desk.get(address(fault)).text
    found = faults(desk, "?kind=duplicate")
    desk.post(address(fault), {"do": "keep", "kept": first.pk})

    assert found == [("Likely duplicate", "Itakeskuksen Äidit")]
    assert "They share: Name, phone, e-mail or web page" in page
    assert page.count("Keep this one, merge the other into it") == 2
    assert Service.objects.get(pk=listing.pk).organization == first
    assert [Organization.objects.get(pk=each.pk).standing for each in (first, other)] == ["admitted", "ended"]
    assert faults(desk, "?kind=duplicate") == []
    assert not jobs.duplicates()


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ({"name_fi": "Naapurit ry"}, {"name_fi": "NAAPURIT"}, ["name"]),
        ({"name_fi": "Hooyooyinka"}, {"name_fi": "Äidit", "name_so": "Hooyooyinka"}, ["name"]),
        ({"name_fi": "Äidit", "alternate_name_fi": "Hooyooyinka"}, {"name_fi": "Hooyooyinka"}, ["name"]),
        ({"business_id": "1234567-1"}, {"description_fi": "Y-tunnus 1234567-1."}, ["id"]),
        (
            {"name_fi": "Naapurit", "business_id": "1234567-1"},
            {"name_fi": "Naapurit", "business_id": "0737546-2"},
            [],
        ),
        ({"name_fi": "Partio 1"}, {"name_fi": "Partio 2"}, []),
        ({"name_fi": "Malmin perhekeskus"}, {"name_fi": "Malmin kirjasto"}, []),
        ({"name_fi": "Lumpeen naapurit"}, {"name_fi": "Lumpeen naapuri"}, ["name", "way", "address"]),
    ],
)
def test_organisations_that_are_likely_the_same(one, other, shared):
    for fields in (one, other):
        partner = OrganizationFactory(**{"name_fi": fields.get("business_id", "Toinen nimi"), **fields})
        OrganizationPhone.objects.create(organization=partner, number="09 310 1000")
        LocationFactory(organization=partner, street_address="Kauppakartanonkatu 1", postal_code="00930")

    found = jobs.duplicates().new

    assert [each for finding in found for each in finding.details if each in shared] == shared
    assert bool(found) == bool(shared)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("own", "other"),
    [
        ({"name_fi": "Äitien talo ry"}, {"name_fi": "ÄITIEN TALO"}),
        ({"name_fi": "Äly ry"}, {"name_fi": "ÄLY"}),
        ({"name_ar": "بيت الأمهات"}, {"name_ar": "بيت الأُمهات"}),
        ({"business_id": "1234567-1"}, {"description_fi": "Y-tunnus 1234567-1"}),
    ],
    ids=["letters", "no long word", "marks", "business id in a text"],
)
def test_one_organisation_is_compared_with_those_that_may_be_the_same(own, other):
    first = OrganizationFactory(**{"name_fi": "Ensimmäinen", **own})
    second = OrganizationFactory(**{"name_fi": "Toinen", **other})
    OrganizationFactory(name_fi="Aivan muu")

    assert list(alike(first.pk)) == [second.pk]
    assert list(alike(second.pk)) == [first.pk]


def test_part_of_an_organisation_is_not_the_same_as_the_whole():
    whole = OrganizationFactory(name_fi="Naapurit")
    OrganizationFactory(name_fi="Naapurit", parent=whole)

    assert not jobs.duplicates()


def test_personal_data_is_looked_for_in_all_that_partners_write(desk, organization):
    code = "131052-308T"
    house = LocationFactory(organization=organization, name_fi="Talo", transportation_fi=code)
    LocationPhone.objects.create(location=house, number="09 310 1000", hours_fi=code)
    OrganizationPhone.objects.create(organization=organization, number="09 310 1000", name_fi=code)
    listing = healthy(organization=organization, name_fi="Kerho")
    schedule = ScheduleFactory(service=listing)
    ScheduleDate.objects.create(
        schedule=schedule, kind="cancelled", date=timezone.localdate(), reason_fi=code
    )
    EasyLanguageText.objects.create(service=listing, language_code="fi", name="Kerho", summary=code)
    now = timezone.now()
    alert = Alert.objects.create(text_fi=f"Soita {code}", starts_at=now, ends_at=now + timedelta(days=1))
    Network.objects.create(slug="n", name_fi="Verkosto", theme_fi=code)

    write(jobs.personal_data())
    page = BeautifulSoup(desk.get(f"{QUALITY}?kind=personal").content, "html.parser")

    rows = {row.select_one(".title a").text.strip(): row for row in page.select("tbody tr")}
    said = {name: [each.text for each in row.select(".desk-detail")] for name, row in rows.items()}
    what = "A personal identity code"
    assert said == {
        "Kerho": [f"{what} (in short)", f"{what} (reason, Finnish)"],
        "Naapurit": [f"{what} (what it is for, Finnish)"],
        "Talo": [f"{what} (when it is answered, Finnish)", f"{what} (how to get there, Finnish)"],
        "Verkosto": [f"{what} (theme, Finnish)"],
        f"Soita {code}": [f"{what} (today’s news, Finnish)"],
    }
    ways = [row.select_one("a.button")["href"] for row in rows.values()]
    assert f"/admin/desk/alerts/{alert.pk}/?language=fi#id_text_fi" in ways
    assert {desk.get(way.partition("#")[0]).status_code for way in ways} == {200}


def test_new_personal_data_is_told_where_other_was_dismissed(desk):
    listing = healthy(name_fi="Kerho", description_fi="Soita aino.virtanen@gmail.com")
    write(jobs.personal_data())
    Finding.objects.update(state=Finding.State.DISMISSED, closed_at=timezone.now())

    write(jobs.personal_data())
    still = Finding.objects.get().state
    Service.objects.filter(pk=listing.pk).update(summary_fi="Tunnus 131052-308T")
    write(jobs.personal_data())

    assert (still, Finding.objects.get().state) == (Finding.State.DISMISSED, Finding.State.OPEN)


def test_import_that_a_person_confirmed_on_its_first_day_is_confirmed(desk, coordinator):
    listing = healthy(name_fi="Tuotu")
    content_type = ContentType.objects.get_for_model(Service)
    ImportedRecord.objects.create(
        source="ptv", kind="service", identifier="1", content_type=content_type, object_id=listing.pk
    )
    Service.objects.filter(pk=listing.pk).update(first_published_at=timezone.now())
    Assurance.objects.filter(service=listing).update(assured_date=timezone.localdate())
    before = faults(desk)

    actions.confirm(listing, coordinator, "desk")

    assert (before, faults(desk)) == ([("Never confirmed", "Tuotu")], [])


def test_drafts_are_nobodys_fault(desk):
    draft(description_fi="131052-308T")

    assert not jobs.personal_data()
    assert faults(desk) == []


def test_keeping_who_brings_back_what_was_suspended_is_warned_of(desk, coordinator):
    kept, suspended = OrganizationFactory(name_fi="Äidit"), OrganizationFactory(name_fi="Äidit ry")
    details = {"kind": "duplicate", "details": ["name"]}
    fault = Finding.objects.create(key="o", organization=suspended, other_partner=kept, **details)
    before = desk.get(f"{QUALITY}duplicate/{fault.pk}/")

    actions.set_standing(suspended, Standing.SUSPENDED, coordinator, "Sovittu")
    page = BeautifulSoup(desk.get(f"{QUALITY}duplicate/{fault.pk}/").content, "html.parser")

    warned = [side.h2.text for side in page.select(".desk-part") if "Readers see again" in side.text]
    assert "Readers see again" not in before.text
    assert warned == ["Äidit"]
