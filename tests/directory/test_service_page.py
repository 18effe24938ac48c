"""The page of a listing: its six answers, each text in the language it is in, nothing that is not public."""

import datetime

import pytest

from directory.choices import ScheduleDateKind, ServiceRoleKind, Standing, TextState
from directory.models import (
    Assurance,
    RoleAcceptance,
    Schedule,
    ScheduleDate,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
    ServiceContact,
    ServicePhone,
    ServiceRole,
    ServiceUrl,
    TranslationState,
)
from directory.text_fields import translated_fields
from tests.cast import DAY, TODAY, place, session, walk_in
from tests.factories import (
    OrganizationFactory,
    ScheduleDateFactory,
    ScheduleFactory,
    ServiceAtLocationFactory,
    ServiceFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def listing():
    return walk_in(place("malmi"), slug="kahvila", name_fi="Perhekahvila", name_so="Makhaayada qoyska")


def partner_of(service, **values):
    """An organisation that makes a listing together with its provider, and accepted it."""
    partner = OrganizationFactory(**values)
    role = {"service": service, "organization": partner, "role": ServiceRoleKind.CO_PROVIDER}
    ServiceRole.objects.create(**role)
    RoleAcceptance.objects.create(**role)
    return partner


@pytest.mark.parametrize(
    "values",
    [
        {"live": False},
        {"valid_until": TODAY - DAY},
        {"valid_from": TODAY + DAY},
        *({"organization__standing": standing} for standing in Standing if standing != Standing.ADMITTED),
    ],
    ids=str,
)
def test_listing_that_is_not_public_has_no_page(reader, values):
    ServiceFactory(slug="kahvila", **values)

    reader("/fi/services/kahvila/", status=404)


def test_name_is_in_the_readers_language_without_a_mark(reader, listing):
    page = reader("/so/services/kahvila/")

    assert page.texts("h1") == ["Makhaayada qoyska"]
    assert page.all("h1 [lang]") == page.all(".head .mark") == []


def test_texts_in_another_language_are_marked_and_the_language_named(reader, listing):
    listing.description_fi = "Ensimmäinen.\n\nToinen\nrivi."
    listing.summary_fi = "Tule kahville."
    listing.save()

    page = reader("/en/services/kahvila/")

    assert page.texts('h1 [lang="fi"][dir="ltr"]') == ["Perhekahvila"]
    assert page.texts('.head__lead [lang="fi"]') == ["Tule kahville."]
    assert page.texts('.foreign[lang="fi"][dir="ltr"] p') == ["Ensimmäinen.", "Toinenrivi."]
    assert page.texts(".head .mark") == ["Language of the text: Finnish"]


def test_text_from_right_to_left_keeps_its_direction_on_a_page_from_left_to_right(reader):
    ServiceFactory(slug="maqha", name_fi="", name_ar="مقهى", original_language="ar")

    assert reader("/fi/services/maqha/").texts('h1 [lang="ar"][dir="rtl"]') == ["مقهى"]


def test_translation_by_a_machine_says_so(reader, listing):
    TranslationState.objects.create(service=listing, language_code="so", state=TextState.MACHINE)

    assert len(reader("/so/services/kahvila/").all(".head .mark")) == 1
    assert reader("/fi/services/kahvila/").all(".head .mark") == []


def test_translation_older_than_its_original_says_so(reader, listing):
    TranslationState.objects.create(
        service=listing, language_code="en", state=TextState.CHECKED, is_outdated=True
    )
    listing.name_en = "Family café"
    listing.save()

    page = reader("/en/services/kahvila/")

    assert page.texts(".head .mark") == ["The original text has changed since this translation"]


def test_capacity_is_told_until_it_expires(reader, listing):
    capacity = ServiceCapacity.objects.create(service=listing, status="full", until=TODAY)
    assert "Full, ask for a place" in reader("/en/services/kahvila/").text

    capacity.until = TODAY - DAY
    capacity.save()

    assert "Full, ask for a place" not in reader("/en/services/kahvila/").text


def test_listing_that_nobody_confirmed_for_long_says_so(reader, listing):
    Assurance.objects.create(service=listing, assured_date=TODAY - 217 * DAY)

    page = reader("/en/services/kahvila/")

    assert "Not confirmed for 7 months" in page.texts(".head .mark")
    assert "Confirmed 6 August 2025" in page.text


def test_number_can_be_dialled_and_a_message_sent(reader, listing):
    ServicePhone.objects.create(service=listing, number="09 000 1000")
    ServicePhone.objects.create(service=listing, number="+358 40 000 0000", kind="sms")

    page = reader("/fi/services/kahvila/")

    assert [link["href"] for link in page.all('a[href^="tel:"], a[href^="sms:"]')] == [
        "tel:+35890001000",
        "sms:+358400000000",
    ]


def texts_of(model) -> dict[str, str]:
    """A Finnish text for every translated field of a model, each another one."""
    return {f"{name}_fi": f"{model.__name__} {name}" for name in translated_fields(model)}


def test_every_text_that_editors_write_is_read_by_readers(reader):
    service = ServiceFactory(slug="kahvila", **texts_of(Service))
    schedule = ScheduleFactory(service=service, **texts_of(Schedule))
    ScheduleDateFactory(schedule=schedule, date=datetime.date(2026, 3, 16), **texts_of(ScheduleDate))
    ServiceAtLocationFactory(service=service, **texts_of(ServiceAtLocation))
    ServicePhone.objects.create(service=service, number="09 000 1000", **texts_of(ServicePhone))
    ServiceContact.objects.create(service=service, **texts_of(ServiceContact))
    ServiceUrl.objects.create(service=service, url="https://example.org/", **texts_of(ServiceUrl))

    shown = reader("/fi/services/kahvila/").text

    models = (Service, Schedule, ScheduleDate, ServiceAtLocation, ServicePhone, ServiceContact, ServiceUrl)
    written = [text for model in models for text in texts_of(model).values()]
    assert len(written) > 15
    assert [text for text in written if text not in shown] == []


def test_number_says_what_it_is_for_and_what_a_call_costs(reader, listing):
    ServicePhone.objects.create(
        service=listing,
        number="09 000 1000",
        name_fi="Ohjaaja",
        hours_fi="ma–pe 9–12",
        charge_fi="0,08 €/min",
    )

    page = reader("/so/services/kahvila/")

    assert page.texts(".btns p [lang=fi]") == ["Ohjaaja", "ma–pe 9–12", "0,08 €/min"]


def test_other_name_stands_under_the_name_in_the_same_language(reader, listing):
    listing.alternate_name_fi = "Olkkari"
    listing.save()

    assert "Olkkari" in reader("/fi/services/kahvila/").texts(".head p")
    assert "Olkkari" not in reader("/so/services/kahvila/").text


def test_interpreter_can_be_ordered_where_no_language_is_told(reader):
    ServiceFactory(slug="neuvonta", languages=[], has_interpretation=True)

    told = reader("/en/services/neuvonta/").texts('[aria-labelledby="who"] dd')

    assert told == ["an interpreter can be ordered"]


def test_week_shows_the_coming_seven_days_from_monday_to_sunday(reader):
    service = ServiceFactory(slug="ryhma", languages=["fi"])
    ScheduleFactory(service=service, rrule="FREQ=WEEKLY;BYDAY=WE")
    ScheduleFactory(service=service, rrule="FREQ=WEEKLY;BYDAY=TU", languages=["so"])

    page = reader("/en/services/ryhma/")

    assert page.texts(".week b") == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert page.texts(".week li:nth-child(2) small") == ["Somali"]
    assert len(page.all(".week span bdi")) == 2  # also that of this Wednesday, which is over at one o'clock


def test_course_says_when_it_begins_and_ends(reader):
    course = {"rrule": "FREQ=WEEKLY;BYDAY=TU;COUNT=10", "dtstart": TODAY - 7 * DAY}
    listing = ScheduleFactory(service__slug="kurssi", **course).service

    told = reader("/en/services/kurssi/").texts("#next ~ p")
    ScheduleFactory(service=listing)
    endless = reader("/en/services/kurssi/").texts("#next ~ p")

    assert told == ["First time 10 March 2026, last time 12 May 2026."]
    assert endless == []


def test_cancelled_session_stays_in_the_list_with_its_reason(reader):
    service = ServiceFactory(slug="ryhma")
    schedule = ScheduleFactory(service=service)
    ScheduleDateFactory(
        schedule=schedule,
        kind=ScheduleDateKind.CANCELLED,
        date=datetime.date(2026, 3, 16),
        reason_fi="Ohjaaja on sairas",
    )

    (line, *_rest) = reader("/en/services/ryhma/").all(".dates li")

    assert line.select("s")
    assert line.select(".mark--warn")[0].get_text() == "Cancelled"
    assert line.select('[lang="fi"]')[0].get_text() == "Ohjaaja on sairas"


def test_date_says_what_is_written_about_its_sessions(reader):
    service = ServiceFactory(slug="ryhma", original_language="so")
    ScheduleFactory(service=service, description_fi="Vain isät", description_so="Aabbayaasha oo keliya")
    ScheduleFactory(service=service, rrule="FREQ=WEEKLY;BYDAY=TU")

    page = reader("/en/services/ryhma/")

    assert page.texts(".dates [lang=so]") == ["Aabbayaasha oo keliya"] * 4


def test_session_that_runs_now_is_open(reader, listing):
    session(listing, opens=12, closes=15)

    assert "Open now" in reader("/en/services/kahvila/").texts(".dates li")[0]


@pytest.mark.parametrize(
    ("values", "contact", "advice"),
    [
        ({}, {}, "There are no fixed times."),
        ({"url": "https://example.org/"}, {}, "There are no fixed times. The web page tells more."),
        ({"email": "hei@example.org"}, {}, "There are no fixed times. Call or write and ask."),
        ({}, {"phone": "09 000 1000"}, "There are no fixed times. Call or write and ask."),
    ],
)
def test_listing_without_times_says_how_to_ask(reader, values, contact, advice):
    listing = ServiceFactory(slug="neuvonta", **values)
    if contact:
        ServiceContact.objects.create(service=listing, **contact)

    assert advice in reader("/en/services/neuvonta/").texts('[aria-labelledby="next"] p')


def test_way_in_ends_without_a_full_stop_of_ours(reader, listing):
    assert reader("/en/services/kahvila/").texts('[aria-labelledby="join"] strong')[0] == (
        "Just come, no appointment"
    )


def test_listing_that_the_demo_did_not_make_is_no_example(reader, listing):
    page = reader("/en/services/kahvila/")

    assert "Example" not in page.texts(".mark")
    assert "This is a demonstration" not in page.text


def test_listing_that_tells_nothing_of_whom_promises_nothing(reader):
    ServiceFactory(slug="neuvonta", languages=[])

    assert reader("/en/services/neuvonta/").all('[aria-labelledby="who"]') == []


def test_listing_that_is_closed_says_so_instead_of_having_no_times(reader):
    ServiceFactory(slug="neuvonta", closed_from=TODAY - DAY, name_en="Advice")

    page = reader("/en/services/neuvonta/")

    assert page.texts(".head .mark--warn") == ["Closed for now"]
    assert page.texts('[aria-labelledby="next"] p') == ["Closed for now"]


def test_conditions_are_said_as_far_as_somebody_told(reader, listing):
    def conditions(**told):
        Service.objects.filter(pk=listing.pk).update(**told)
        return reader("/en/services/kahvila/").texts(".access li")

    assert conditions() == []
    assert conditions(needs_identity=False) == ["No name and no papers are asked."]
    assert conditions(needs_client_relation=False) == [
        "You need not be a client.",
        "No name and no papers are asked.",
    ]
    told = {"needs_client_relation": True, "needs_identity": True, "needs_home_municipality": True}
    assert conditions(**told) == [
        "You need to be a client already.",
        "A name or a paper is asked.",
        "Only for people who live in the city.",
    ]


def test_what_a_listing_says_of_its_place_stands_with_the_place(reader):
    house = place("malmi", name_fi="Talo")
    ServiceAtLocationFactory(
        service=ServiceFactory(slug="ryhma", original_language="so"),
        location=house,
        description_fi="Toinen kerros",
        description_so="Dabaqa labaad",
    )

    assert reader("/en/services/ryhma/").texts(".access [lang=so]") == ["Dabaqa labaad"]
    assert reader(f"/en/places/{house.slug}/").all(".access") == []


def test_secret_address_and_the_way_to_it_are_nowhere_on_the_page(reader):
    shelter = place(
        "malmi",
        name_fi="Turvakoti",
        is_address_hidden=True,
        street_address="Salakatu 1",
        postal_code="00700",
        transportation_fi="Bussi 70, pysäkki Salakatu",
        latitude=60.25,
        longitude=25.01,
    )
    walk_in(shelter, slug="turva")

    for address in ("/en/services/turva/", f"/en/places/{shelter.slug}/"):
        content = reader(address).response.content.decode()
        assert "The address is secret. Call first." in content
        assert not [part for part in ("Salakatu", "00700", "60.25") if part in content]


def test_route_opens_only_when_it_is_tapped(reader):
    walk_in(place("malmi", latitude=60.25, longitude=25.01), slug="kahvila")

    page = reader("/en/services/kahvila/")

    assert page.href("Route to this place").endswith("to=60.25000,25.01000")


def test_person_is_named_until_the_day_on_which_her_name_is_no_longer_kept(reader, listing):
    for name, keep_until in (("Aino", TODAY), ("Eila", TODAY - DAY)):
        ServiceContact.objects.create(service=listing, name=name, keep_until=keep_until)
    ServiceContact.objects.create(service=listing, email="hei@example.org")

    text = reader("/fi/services/kahvila/").text

    assert "Aino" in text
    assert "hei@example.org" in text
    assert "Eila" not in text


def test_partner_that_accepted_is_named_and_linked(reader, listing):
    partner_of(listing, slug="naapurit", name_fi="Naapurit ry")

    assert reader("/fi/services/kahvila/").href("Naapurit ry") == "/fi/organizations/naapurit/"


def test_partner_that_has_not_accepted_is_not_named(reader, listing):
    partner = OrganizationFactory(name_fi="Naapurit ry")
    ServiceRole.objects.create(service=listing, organization=partner, role=ServiceRoleKind.CO_PROVIDER)

    assert "Naapurit ry" not in reader("/fi/services/kahvila/").text


def test_partner_that_is_suspended_is_not_named(reader, listing):
    partner_of(listing, name_fi="Naapurit ry", standing=Standing.SUSPENDED)

    assert "Naapurit ry" not in reader("/fi/services/kahvila/").text


WEB_PAGES = [
    ("fi", "https://wilma.example.org/"),
    ("en", "https://wilma.example.org/?lang=3"),
    ("sv", "https://wilma.example.org/?lang=2"),
    ("fi", "https://school.example.org/"),  # the same address in both languages
    ("sv", "https://school.example.org/"),
    ("sv", "https://bara.example.org/"),  # there is only this one
    ("", "https://map.example.org/"),
    ("", "https://map.example.org/"),
    ("xx", "https://map.example.org/strange"),
]


@pytest.mark.parametrize(
    ("language", "wilma"), [("fi", ""), ("sv", "?lang=2"), ("en", "?lang=3"), ("ar", "")]
)
def test_web_page_is_shown_once_in_the_language_nearest_to_the_reader(reader, listing, language, wilma):
    for code, url in WEB_PAGES:
        ServiceUrl.objects.create(service=listing, url=url, label_fi="Sivu", language_code=code)

    links = reader(f"/{language}/services/kahvila/").all('.btns a[rel="noopener"]')

    assert [link["href"] for link in links] == [
        f"https://wilma.example.org/{wilma}",
        "https://school.example.org/",
        "https://bara.example.org/",
        "https://map.example.org/",
        "https://map.example.org/strange",
    ]


def test_text_that_came_past_the_cleaning_cannot_carry_a_script(reader, listing):
    Service.objects.filter(pk=listing.pk).update(description_fi="<script>alert(1)</script>\n\n<b>lihava</b>")

    page = reader("/fi/services/kahvila/")

    assert "<script>alert(1)</script> <b>lihava</b>".replace(" ", "") in page.text.replace(" ", "")
    scripts = {script["src"] for script in page.all("script")}
    assert scripts == {f"/static/js/{name}.js" for name in ("tray", "share", "print")}


def test_every_place_of_a_listing_is_described_once(reader, listing):
    other = place("kallio", name_fi="Kallion talo")
    ServiceAtLocationFactory(service=listing, location=other)
    session(listing, other, date=TODAY + DAY)

    headings = reader("/en/services/kahvila/").texts(".places h2")

    assert headings.count("Place") == 2


def test_week_of_a_busy_place_shows_every_day(reader):
    listing = ServiceFactory(name_fi="Leikkipuisto")
    for hour in range(9, 17):
        ScheduleFactory(
            service=listing,
            rrule="FREQ=DAILY",
            skips_holidays=False,
            opens_at=datetime.time(hour),
            closes_at=datetime.time(hour, 30),
        )

    page = reader(f"/fi/services/{listing.slug}/")

    later_days = page.all(".week li:not(.week__today)")
    assert [len(day.select("bdi")) for day in later_days] == [8] * 6


def test_reason_of_a_cancelled_session_falls_back_to_the_language_of_the_listing(reader, listing):
    listing.original_language = "ru"
    listing.save()
    meeting = session(listing, date=TODAY + DAY)
    ScheduleDateFactory(
        schedule=meeting,
        kind=ScheduleDateKind.CANCELLED,
        date=TODAY + DAY,
        reason_fi="Ohjaaja on sairas",
        reason_ru="Ведущая болеет",
    )

    page = reader(f"/so/services/{listing.slug}/")

    assert page.texts(".dates [lang=ru]") == ["Ведущая болеет"]


def test_what_a_reader_does_first_comes_before_the_rest(reader, listing):
    listing.description_fi = "Kahvia."
    listing.save()

    headings = reader("/en/services/kahvila/").texts("h2")

    assert headings[:4] == ["How to join", "The next times", "Place", "Times"]
    assert headings[-1] == "What happens there"


def test_beside_a_week_a_few_dates_are_shown_and_the_others_unfold(reader, listing):
    ScheduleFactory(service=listing, rrule="FREQ=DAILY", dtstart=TODAY)

    page = reader("/en/services/kahvila/")

    assert len(page.all("[aria-labelledby=next] > .dates > li")) == 4
    assert len(page.all("[aria-labelledby=next] details li")) == 4


def test_dates_of_a_listing_without_a_week_are_all_shown(reader):
    service = ServiceFactory(slug="leiri")
    ScheduleFactory(service=service, rrule="FREQ=DAILY;COUNT=6", dtstart=TODAY + 30 * DAY)

    page = reader("/en/services/leiri/")

    assert len(page.all("[aria-labelledby=next] .dates li")) == 6
    assert page.all(".week, [aria-labelledby=next] details") == []
