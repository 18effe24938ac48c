"""Importing services of the national register: what comes in."""

from datetime import datetime

import pytest
import time_machine

from directory.choices import Standing, TaxonomySlug
from directory.dates.times import HELSINKI
from directory.models import ImportedRecord, TaxonomyTerm
from directory.sessions import next_sessions
from tests.directory import ptv
from tests.factories import OrganizationFactory, TaxonomyFactory, TaxonomyTermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A copy of the payloads that a test may change."""
    return ptv.copy_to(tmp_path)


def test_every_service_becomes_a_draft_with_its_texts():
    printed = ptv.run()

    club = ptv.service(ptv.CLUB)
    assert ptv.last_line(printed) == "added 2, changed 0, unchanged 0"
    assert not club.live
    assert (club.name_fi, club.name_sv, club.name_en) == (
        "Perheiden olohuone",
        "Vardagsrum för familjer",
        "Families' living room",
    )
    assert club.alternate_name_fi == "Olkkari"
    assert club.summary_fi == "Avoin kohtaamispaikka perheille, joissa on pieniä lapsia."
    assert club.application_process_fi == "Ovesta sisään vain."
    assert club.eligibility_description_fi == "Kaikille alle kouluikäisten perheille."
    assert club.fees_description_fi == "Kahvi on maksuton."
    assert club.is_free
    assert club.original_language == "fi"
    assert club.languages == ["fi", "so", "sv"]
    assert club.channels == ["on_site", "phone", "online"]


def test_that_it_costs_something_is_said_where_the_register_says_no_more(folder):
    ptv.change(folder, "services", ptv.NIGHT, serviceChargeType="Chargeable")
    ptv.change(folder, "services", ptv.CLUB, serviceChargeType="Chargeable")

    ptv.run(folder)

    assert ptv.service(ptv.NIGHT).fees_description_fi == "Maksullinen"
    assert ptv.service(ptv.CLUB).fees_description_fi == "Kahvi on maksuton."


def test_what_is_asked_of_people_stays_untold_as_the_register_does_not_say():
    ptv.run()
    club = ptv.service(ptv.CLUB)

    asked = (club.needs_identity, club.needs_client_relation, club.needs_home_municipality)

    assert asked == (None, None, None)


def test_how_one_gets_in_is_left_open_as_the_register_does_not_say():
    ptv.run()

    assert ptv.service(ptv.CLUB).entry == ""


def test_html_is_cleaned_and_its_lists_and_addresses_stay():
    ptv.run()

    assert ptv.service(ptv.CLUB).description_fi == (
        "Tule leikkimään!\n\n• kahvia\n• lauluja & leikkejä\n\nKatso sivut (https://olohuone.example.org/)."
    )


def test_a_text_in_another_language_than_it_says_is_left_out_and_reported():
    printed = ptv.run()

    assert not ptv.service(ptv.CLUB).summary_sv
    assert ptv.service(ptv.CLUB).description_sv
    assert "Perheiden olohuone (a1000000): sv summary looks like Finnish: left out" in printed


def test_a_text_in_another_language_is_kept_where_that_language_has_none(folder):
    text = "Yökahvilassa on aikuinen, jonka kanssa voi jutella ja pelata pelejä."
    described = [{"language": "sv", "value": text, "type": "Description"}]
    ptv.change(folder, "services", ptv.NIGHT, serviceDescriptions=described)

    printed = ptv.run(folder)

    assert ptv.service(ptv.NIGHT).description_fi == text
    assert "sv description looks like Finnish: taken as fi" in printed


def test_a_city_is_admitted_and_others_wait():
    ptv.run()

    city = ptv.service(ptv.CLUB).organization
    association = ptv.service(ptv.NIGHT).organization
    assert (city.name_fi, city.business_id, city.standing) == (
        "Esimerkkilän kaupunki",
        "0123456-2",
        Standing.ADMITTED,
    )
    assert city.email == "kirjaamo@example.org"
    assert [phone.number for phone in city.phones.all()] == ["+358 9 3100000"]
    assert (association.name_fi, association.kind, association.standing) == (
        "Naapuriapu ry",
        "association",
        Standing.APPLIED,
    )


def test_an_organisation_that_was_here_is_found_by_its_business_id_and_keeps_its_name():
    mine = OrganizationFactory(business_id="0123456-2", name_fi="Kaupunki, omalla nimellään")

    ptv.run()

    assert ptv.service(ptv.CLUB).organization == mine
    mine.refresh_from_db()
    assert mine.name_fi == "Kaupunki, omalla nimellään"
    assert mine.name_sv == "Exempelby stad"


def test_each_address_of_a_channel_becomes_a_place():
    ptv.run()

    places = [at.location for at in ptv.service(ptv.CLUB).service_at_locations.all()]
    square, street = places
    assert (square.street_address, square.postal_code, square.city) == (
        "Esimerkkitori 1",
        "00930",
        "Helsinki",
    )
    assert square.transportation_fi == "Käynti pihan puolelta."
    assert square.description_fi == "Talo on torin laidalla. Rattaille on tilaa."
    assert (square.url, square.email) == ("https://talo.example.org/", "talo@example.org")
    assert square.organization == ptv.service(ptv.CLUB).organization
    assert street.street_address == "Sivukatu 2"


def test_coordinates_of_the_finnish_grid_become_degrees():
    ptv.run()

    hall = ptv.place(ptv.HALL)
    assert hall.latitude == pytest.approx(60.2255, abs=0.001)
    assert hall.longitude == pytest.approx(25.1225, abs=0.001)


def test_a_number_repeated_for_each_language_comes_in_once():
    ptv.run()

    phones = list(ptv.place(ptv.HALL).phones.all())
    assert [(p.number, p.name_fi, p.name_sv, p.languages) for p in phones] == [
        ("+358 40 1234568", "Neuvonta", "Rådgivning", ["fi", "sv"])
    ]


def test_a_phone_channel_becomes_a_number_with_hours_in_words():
    ptv.run()

    phone = ptv.service(ptv.CLUB).phones.first()
    assert (phone.number, phone.name_fi, phone.name_sv) == (
        "800123456",
        "Perheneuvojan puhelin",
        "Familjerådgivarens telefon",
    )
    assert (phone.hours_fi, phone.hours_sv) == ("ma–pe 8–16", "mån–fre 8–16")
    assert (phone.charge_fi, phone.charge_sv) == ("Maksuton", "Avgiftsfritt")
    assert phone.languages == ["fi", "so"]


def test_a_channel_without_a_payload_is_read_from_the_service():
    ptv.run()

    numbers = {phone.number: phone.name_fi for phone in ptv.service(ptv.CLUB).phones.all()}
    assert numbers["+358 40 1234567"] == "Iltapuhelin"


def test_a_channel_that_is_nowhere_is_reported():
    printed = ptv.run()

    assert "channel b1000000-0000-4000-8000-000000000005 (Muualla) is missing" in printed


def test_web_pages_come_in_by_language():
    ptv.run()

    pages = [(u.url, u.language_code, u.label_fi or u.label_sv) for u in ptv.service(ptv.CLUB).urls.all()]
    assert pages == [
        ("https://talo.example.org/sv", "sv", "Exempelhuset"),
        ("https://ilmo.example.org/", "fi", "Ilmoittautuminen"),
        ("https://ilmo.example.org/sv", "sv", "Anmälan"),
    ]


def test_an_address_to_write_to_becomes_a_contact_and_a_pattern_of_names_does_not():
    printed = ptv.run()

    contacts = [(c.email, c.title_fi) for c in ptv.service(ptv.CLUB).contacts.all()]
    assert contacts == [("neuvoja@example.org", "Perheneuvojan puhelin")]
    assert "etunimi.sukunimi@example.org is a pattern of addresses, not one: left out" in printed


def test_classes_groups_events_keywords_and_areas_become_terms():
    ptv.run()

    chosen = ptv.service(ptv.CLUB).attributes.values_list("term__taxonomy__slug", "term__code")
    assert list(chosen) == [
        ("target-groups", "families"),
        ("target-groups", "children"),
        ("ptv-service-classes", "P3"),
        ("ptv-service-classes", "P99.9"),
        ("ptv-target-groups", "KR1.2"),
        ("ptv-life-events", "KE1"),
        ("ontology-terms", "koko-p900001"),
        ("ontology-terms", "yso-p900002"),
        ("ontology-terms", "free-sv-familjekafé"),
        ("ptv-areas", "091"),
    ]
    assert TaxonomyTerm.objects.get(code="P99.9").name_sv == "Ny klass"
    assert TaxonomyTerm.objects.get(code="091").name_sv == "Helsingfors"


def test_readers_are_told_whom_it_is_for_in_our_own_groups(reader):
    ptv.run(ptv.FOLDER, "--publish")

    page = reader(f"/so/services/{ptv.service(ptv.CLUB).slug}/")

    assert "Qoysaska, Carruurta" in page.texts(".pairs dd")


def test_a_term_that_is_here_is_found_by_its_code_whatever_its_address():
    taxonomy = TaxonomyFactory(slug=TaxonomySlug.SERVICE_CLASSES.value)
    mine = TaxonomyTermFactory(taxonomy=taxonomy, code="P3", uri="http://another.example.org/P3")

    ptv.run()

    assert ptv.service(ptv.CLUB).attributes.filter(term=mine).exists()


def test_another_organisation_that_takes_part_waits_to_be_accepted():
    ptv.run()

    role = ptv.service(ptv.CLUB).roles.get()
    assert (role.organization.name_fi, role.role) == ("Naapuriapu ry", "co_provider")
    assert not ptv.service(ptv.CLUB).role_acceptances.exists()


def test_texts_of_the_register_count_as_written():
    ptv.run()

    states = ptv.service(ptv.CLUB).translation_states.values_list("language_code", "state")
    assert sorted(states) == [("en", "written"), ("fi", "written"), ("sv", "written")]


def test_the_source_and_its_identifier_are_kept():
    ptv.run()

    kept = ImportedRecord.objects.filter(source="ptv", kind="service").values_list("identifier", flat=True)
    assert set(kept) == {ptv.CLUB, ptv.NIGHT}


def test_a_summary_that_is_too_long_is_cut_at_a_word_and_reported(folder):
    long = "Yökahvilassa " + "jutellaan ja " * 20
    ptv.change(
        folder,
        "services",
        ptv.NIGHT,
        serviceDescriptions=[{"language": "fi", "value": long, "type": "Summary"}],
    )

    printed = ptv.run(folder)

    summary = ptv.service(ptv.NIGHT).summary_fi
    assert summary.endswith(("jutellaan…", "ja…"))
    assert len(summary) <= 150
    assert "service summary_fi has 272 characters: cut at 150" in printed


# Hours


def test_hours_become_sessions_at_each_place():
    ptv.run()

    weekly = ptv.service(ptv.CLUB).schedules.exclude(rrule="")
    assert [(s.location.street_address, str(s)) for s in weekly] == [
        ("Esimerkkitori 1", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH 09:00–15:00"),
        ("Esimerkkitori 1", "FREQ=WEEKLY;BYDAY=FR 09:00–13:00"),
        ("Sivukatu 2", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH 09:00–15:00"),
        ("Sivukatu 2", "FREQ=WEEKLY;BYDAY=FR 09:00–13:00"),
    ]
    assert weekly[0].description_fi == "Kahvila sulkeutuu tuntia ennen."
    assert weekly[0].languages == ["fi", "sv"]


def test_a_closed_day_is_cancelled_with_its_reason():
    ptv.run()

    dates = ptv.service(ptv.CLUB).schedules.first().dates.all()
    assert [(str(d.date), d.kind, d.reason_fi) for d in dates] == [
        ("2026-04-30", "cancelled", None),
        ("2026-12-24", "cancelled", "Joulu"),
    ]


def test_hours_of_a_single_date_take_the_place_of_the_normal_ones():
    ptv.run()

    with time_machine.travel(datetime(2026, 4, 30, 1, tzinfo=HELSINKI), tick=False):
        ((_club, sessions),) = next_sessions([ptv.service(ptv.CLUB)], datetime.now(HELSINKI), 10).items()
    begins = [session.starts_at.astimezone(HELSINKI) for session in sessions]
    assert {moment.hour for moment in begins if moment.day == 30} == {10}


def test_a_night_past_midnight_is_one_session():
    ptv.run()

    night = ptv.service(ptv.NIGHT).schedules.first()
    assert str(night) == "FREQ=WEEKLY;BYDAY=FR 22:00–04:00"


def test_open_around_the_clock_holds_for_its_time_and_on_holidays():
    ptv.run()

    summer = ptv.service(ptv.NIGHT).schedules.last()
    assert str(summer) == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU 00:00–00:00"
    assert (str(summer.valid_from), str(summer.valid_to)) == ("2026-06-01", "2026-08-31")
    assert not summer.skips_holidays
