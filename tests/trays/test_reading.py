"""A family opens its tray: in its own language, with everything as it is now, and tells how it went."""

import re
from datetime import date, time, timedelta

import pytest
from icalendar import Calendar

from directory import actions
from directory.choices import CapacityStatus, ScheduleDateKind
from directory.models import Helpline, Service, ServiceCapacity, ServicePhone
from directory.reading.vocabulary import forget
from tests.cast import DAY, TODAY, place, session, walk_in
from tests.factories import (
    ScheduleDateFactory,
    ScheduleFactory,
    ServiceAtLocationFactory,
    ServiceAttributeFactory,
    TaxonomyTermFactory,
    UserFactory,
)
from tests.plugins.pages import Page
from tests.trays.conftest import FROM_HERE
from trays.changes import prolong, remove_item
from trays.choices import Answer
from trays.models import Outcome
from trays.outcomes import Counts, outcome_counts, say

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def address(own, language: str = "so") -> str:
    return f"/{language}/t/{own.reading_key}/"


def test_address_without_a_language_opens_in_that_of_the_telephone(client, tray_of):
    own = tray_of(walk_in())

    response = client.get(
        f"/t/{own.reading_key}", headers={"accept-language": "so-SO,so;q=0.9,fi;q=0.5"}, follow=True
    )

    assert response.redirect_chain[-1][0] == address(own)
    assert b'<html lang="so"' in response.content


def test_key_typed_from_paper_opens_whatever_letters_are_mistaken(reader, tray_of):
    own = tray_of(walk_in())
    typed = own.reading_key.upper().replace("0", "O").replace("1", "I")

    reader(f"/so/t/{typed}/")
    reader(f"/ar/t/{own.reading_key.translate(ARABIC)}/")


def test_key_for_reading_changes_nothing_and_does_not_give_the_other(reader, tray_of):
    own = tray_of(walk_in())

    page = reader(address(own))

    assert own.key not in page.response.text
    reader(f"/fi/tray/{own.reading_key}/", status=404)
    reader(f"/so/t/{own.key}/", status=404)


def test_words_of_the_maker_keep_their_language_and_the_rest_is_the_readers(reader, tray_of):
    service = walk_in(name_fi="Perhekahvila", name_so="Kafeega qoyska", summary_fi="x")
    own = tray_of(service, title="Paikkoja", greeting="Hei!", reader_language="")
    own.tray.items.update(note="Kysy Ainoa")

    page = reader(address(own))

    assert str(page.all("h1")[0].span["lang"]) == "fi"
    (note,) = page.all(".said")
    assert (note["lang"], note["dir"], note.text) == ("fi", "ltr", "Kysy Ainoa")
    assert page.texts(".card__name") == ["Kafeega qoyska"]


def test_second_text_is_shown_to_its_reader_alone_and_both_to_others(reader, tray_of):
    own = tray_of(walk_in(), reader_language="so", greeting="Hei", second_greeting="Salaan")

    assert reader(address(own, "so")).texts(".letter__text > .stack") == ["Salaan"]
    assert reader(address(own, "fi")).texts(".letter__text > .stack") == ["Hei"]
    assert reader(address(own, "en")).texts(".letter__text > .stack") == ["Hei", "Salaan"]


def test_text_that_is_not_in_the_readers_language_says_what_it_is(reader, tray_of):
    page = reader(address(tray_of(walk_in(name_fi="Perhekahvila")), "en"))

    assert page.texts(".stops .mark") == ["Language of the text: Finnish"]


def test_next_dates_are_those_of_now(reader, tray_of):
    service = walk_in(date=TODAY + DAY, opens=10)
    cancelled = service.schedules.get()
    ScheduleDateFactory(
        schedule=cancelled, kind=ScheduleDateKind.CANCELLED, date=TODAY + DAY, reason_fi="Sairaus"
    )
    session(service, date=TODAY + 8 * DAY, opens=11)

    page = reader(address(tray_of(service), "en"))

    (struck,) = page.all(".stop .dates li")
    assert struck.s
    assert "Sairaus" in struck.text
    assert "11:00–16:00" in page.texts(".facts__when")[0]


def test_place_of_the_session_is_told_where_it_moved(reader, tray_of):
    old, new = (
        place("malmi", name_fi="Vanha talo"),
        place("kallio", name_fi="Uusi talo", street_address="Uusikatu 1"),
    )
    service = walk_in(old, date=TODAY - 7 * DAY)
    session(service, new, date=TODAY + DAY)

    page = reader(address(tray_of(service)))

    assert "Uusi talo" in page.texts(".card .facts")[0]
    assert "Uusikatu 1" in page.texts(".stop__where")[0]
    assert "Vanha talo" not in page.texts(".card .facts")[0]


def moved(before=None, to=None):
    """A listing that is met at one place, and how it goes to another one."""
    before = before or place("malmi", name_fi="Vanha talo")
    to = to or place("kallio", name_fi="Uusi talo", name_so="Guriga cusub")
    service = walk_in(before, date=TODAY + DAY)

    def move() -> None:
        service.schedules.update(location=to)

    return service, move


def test_service_that_moved_after_it_was_put_there_tells_its_new_place_and_the_one_before(reader, tray_of):
    service, move = moved()
    own = tray_of(service)
    before = reader(address(own)).texts(".stop .notice")

    move()

    (notice,) = reader(address(own)).all(".stop .notice")
    assert before == []
    assert "Guriga cusub" in notice.text
    assert notice.select_one("[lang=fi]").text == "Vanha talo"


def test_place_of_one_day_is_no_move(reader, tray_of):
    service, _move = moved()
    own = tray_of(service)

    session(service, place("kallio"), date=TODAY + 2 * DAY)

    assert reader(address(own)).texts(".stop .notice") == []


def test_move_from_a_secret_place_does_not_tell_it(reader, tray_of):
    service, move = moved(before=place("malmi", name_fi="Turva", is_address_hidden=True))
    own = tray_of(service)

    move()

    (told,) = reader(address(own)).texts(".stop .notice")
    assert "Guriga cusub" in told
    assert "Turva" not in told


def test_move_is_told_until_the_tray_is_prolonged(reader, tray_of):
    service, move = moved()
    own = tray_of(service)
    move()
    assert reader(address(own)).all(".stop .notice")

    prolong(own.tray)

    assert reader(address(own)).texts(".stop .notice") == []


def test_hidden_address_stays_hidden(reader, tray_of):
    hidden = place(
        "kallio",
        name_fi="Turva",
        street_address="Salakatu 1",
        is_address_hidden=True,
        latitude=60.1,
        longitude=24.9,
    )
    own = tray_of(walk_in(hidden))

    said = reader(address(own)).response.text + reader(f"{address(own)}calendar.ics").response.text

    assert "Salakatu" not in said
    assert "60.1" not in said


def test_closed_for_the_summer_says_until_when_and_what_is_next(reader, tray_of):
    service = walk_in(date=TODAY + 40 * DAY, closed_from=TODAY - DAY, closed_until=TODAY + 30 * DAY)

    page = reader(address(tray_of(service), "en"))

    assert "Closed, back on 11 April 2026" in page.texts(".marks")[0]
    assert "On Monday 20 Apr" in page.texts(".facts__when")[0]


def test_service_that_is_closed_without_a_next_date_has_open_ones_like_it(reader, tray_of, site):
    topic = TaxonomyTermFactory(code="debts", parent=TaxonomyTermFactory(code="money"))
    forget()
    closed, also_closed = (walk_in(name_fi=name, closed_from=TODAY - DAY) for name in ("Kiinni", "Suljettu"))
    near = walk_in(name_fi="Velkaneuvonta")
    for service in (closed, also_closed, near):
        ServiceAttributeFactory(service=service, term=topic)
    own = tray_of(closed)
    site.drain()

    page = reader(address(own, "en"))

    assert "Closed for now" in page.texts(".marks")[0]
    assert page.texts(".stop .card__name") == ["Velkaneuvonta"]


def test_note_of_a_place_is_told_with_the_way_there(reader, tray_of):
    house = place("malmi", name_fi="Talo", street_address="Katu 1", transportation_fi="Bussi 1")
    service = walk_in(house)
    service.service_at_locations.update(description_fi="Ovi B, soita kelloa", description_so="Albaabka B")
    own = tray_of(service)

    pages = {language: reader(address(own, language)) for language in ("so", "en")}

    assert pages["so"].texts(".stop__where")[0].endswith("Bussi 1 Albaabka B")
    assert [tag.text for tag in pages["en"].all(".stop__where [lang=fi]")][-1] == "Ovi B, soita kelloa"


def test_note_of_a_place_does_not_tell_what_a_service_under_a_plain_name_is(reader, tray_of):
    service = walk_in(place("malmi"))
    service.service_at_locations.update(description_fi="Turvakodin ovi")
    topic = TaxonomyTermFactory(code="shelter", is_sensitive=True)
    forget()
    ServiceAttributeFactory(service=service, term=topic)

    assert "Turvakodin" in reader(address(tray_of(service))).text
    assert "Turvakodin" not in reader(address(tray_of(service, has_plain_names=True))).text


def test_paper_says_what_is_asked_at_the_door(reader, tray_of):
    strict = walk_in(needs_identity=True, needs_home_municipality=True, needs_client_relation=False)
    easy = walk_in(needs_identity=False)

    page = reader(address(tray_of(strict, easy), "en"))

    said = page.texts(".stop > .onpaper")
    assert said == ["A name or a paper is asked. Only for people who live in the city."]


def test_service_that_is_full_says_so(reader, tray_of):
    service = walk_in(name_en="Café")
    ServiceCapacity.objects.create(service=service, status=CapacityStatus.FULL, until=TODAY + DAY)

    assert reader(address(tray_of(service), "en")).texts(".mark--warn") == ["Full, ask for a place"]


@pytest.mark.parametrize("is_deleted", [False, True])
def test_service_that_ended_leaves_no_hole_but_others_like_it(reader, tray_of, site, is_deleted):
    topic = TaxonomyTermFactory(code="debts", parent=TaxonomyTermFactory(code="money"))
    forget()
    old = walk_in(name_fi="Velkailta")
    near = walk_in(name_fi="Velkaneuvonta")
    for service in (old, near):
        ServiceAttributeFactory(service=service, term=topic)
    own = tray_of(old)
    if is_deleted:
        near.name_fi = "Velkailta 2"
        near.save()
        old.delete()
    else:
        actions.withdraw(old, UserFactory(is_superuser=True), "loppui")
    site.drain()

    page = reader(address(own, "en"))

    assert page.texts(".card--closed .card__name") == ["Velkailta"]
    assert "This service is no longer here" in page.text
    assert page.texts(".stop .card__name") == [near.name_fi]


def test_what_is_next_stands_together_day_by_day(reader, tray_of):
    today, later, next_week = (
        walk_in(name_en="Today"),
        walk_in(name_en="Later", date=TODAY + 2 * DAY),
        walk_in(name_en="Next week", date=TODAY + 8 * DAY),
    )

    page = reader(address(tray_of(later, next_week, today), "en"))

    assert page.texts(".tray__week dt") == ["Today", "On Friday 13 Mar"]
    assert page.texts(".tray__week dd") == ["14:00–16:00 Today", "14:00–16:00 Later"]


def test_calendar_has_the_sessions_of_all_services_and_says_what_is_cancelled(client, tray_of):
    where = place("malmi", name_fi="Talo", street_address="Katu 1")
    kept, cancelled = walk_in(where, name_so="Kafeega"), walk_in(where, name_so="Koox", date=TODAY + DAY)
    ScheduleDateFactory(schedule=cancelled.schedules.get(), date=TODAY + DAY)
    own = tray_of(kept, cancelled)

    response = client.get(f"{address(own)}calendar.ics")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    events = {str(event["summary"]): event for event in calendar.walk("vevent")}
    assert {name: str(event["status"]) for name, event in events.items()} == {
        "Kafeega": "CONFIRMED",
        "Koox": "CANCELLED",
    }
    assert events["Kafeega"].start.isoformat() == "2026-03-11T12:00:00+00:00"
    assert events["Kafeega"]["location"] == "Talo, Katu 1"
    assert len({str(event["uid"]) for event in events.values()}) == 2


def test_session_keeps_its_name_in_the_calendar_from_day_to_day(client, tray_of):
    own = tray_of(walk_in(date=TODAY + DAY))

    texts = [client.get(f"{address(own, language)}calendar.ics").text for language in ("fi", "ar")]

    uids = [re.search(r"UID:(.*)", text)[1] for text in texts]
    assert uids[0] == uids[1]


@pytest.mark.parametrize("path", ["", "calendar.ics"])
def test_tray_is_kept_by_nobody_and_told_to_nobody(client, tray_of, settings, tmp_path, path):
    settings.PAGE_CACHE_FOLDER = str(tmp_path)

    response = client.get(f"{address(tray_of(walk_in()))}{path}")

    assert {"private", "no-store"} <= {part.strip() for part in response["Cache-Control"].split(",")}
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert "X-Accel-Expires" not in response
    assert not response.cookies


def test_phone_number_of_the_listing_can_be_called_and_stands_there_once(reader, tray_of):
    service = walk_in(channels=["phone"])
    ServicePhone.objects.create(service=service, number="09 310 1234")

    page = reader(address(tray_of(service)))

    assert len(page.all('.stops a[href="tel:+35893101234"]')) == 1


@pytest.fixture
def told(now):
    """A service with a note of its session and a number that says what it is for."""
    service = walk_in(place("malmi"), name_fi="Perhekahvila", date=TODAY + DAY)
    service.schedules.update(description_fi="Ovi B, 2. kerros", description_so="Albaabka B")
    ServicePhone.objects.create(
        service=service,
        number="09 310 1234",
        name_fi="Ajanvaraus",
        hours_fi="ma–pe 9–12",
        charge_fi="8 snt",
        languages=["so", "fi"],
    )
    return service


def test_number_says_what_it_is_for_when_it_is_answered_and_in_which_languages(reader, tray_of, told):
    page = reader(address(tray_of(told), "en"))

    (phone, *_place) = page.texts(".stop__reach > span")
    assert phone.startswith("09 310 1234 Ajanvaraus · ma–pe 9–12 · 8 snt · Somali, Finnish")
    assert {tag["lang"] for tag in page.all(".stop__reach small, .stop__reach .small [lang]")} == {"fi"}


def test_note_of_a_session_is_told_once_in_the_readers_language(reader, tray_of, told):
    schedule = told.schedules.get()
    schedule.rrule = "FREQ=DAILY;COUNT=3"
    schedule.save()
    session(told, date=TODAY + 9 * DAY, description_fi="Ulkona")
    own = tray_of(told)

    pages = {language: reader(address(own, language)) for language in ("so", "en")}

    assert pages["so"].texts(".stop__note") == ["Albaabka B"]
    assert pages["en"].texts(".stop__note [lang=fi]") == ["Ovi B, 2. kerros"]
    assert pages["so"].text.count("Albaabka B") == 1


def test_calendar_tells_the_note_of_a_session_and_whom_to_call(client, tray_of, told):
    calendar = Calendar.from_ical(client.get(f"{address(tray_of(told))}calendar.ics").content)

    (event,) = calendar.walk("vevent")
    assert event["description"].splitlines() == [
        "Albaabka B",
        "09 310 1234, Ajanvaraus, ma–pe 9–12, 8 snt, Soomaali, Finishka",
    ]


def test_notes_and_numbers_of_a_service_under_a_plain_name_do_not_tell_what_it_is(reader, tray_of, told):
    topic = TaxonomyTermFactory(code="shelter", is_sensitive=True)
    forget()
    ServiceAttributeFactory(service=told, term=topic)
    own = tray_of(told, has_plain_names=True)

    said = reader(address(own)).text + reader(f"{address(own)}calendar.ics").response.text

    assert "310 1234" in said
    assert "ma–pe 9–12" in said
    for word in ("Ajanvaraus", "8 snt", "Albaabka", "Ovi B"):
        assert word not in said


def test_family_says_once_how_it_went(client, tray_of):
    service = walk_in()
    own = tray_of(service)
    item = own.tray.items.get()

    for answer in ("full", "full", "came"):
        client.post(address(own), {"answer": f"{item.pk} {answer}"})

    outcome = Outcome.objects.get()
    assert (outcome.service, outcome.answer, outcome.month) == (service, Answer.CAME, date(2026, 3, 1))
    assert outcome_counts([service.pk]) == {service.pk: Counts(came=1)}


@pytest.mark.parametrize("asked", [{"answer": "{} came"}, {"copy": "1"}])
def test_what_cannot_be_kept_just_now_is_said_on_the_tray_in_the_readers_language(
    client, tray_of, read_only, asked
):
    own = tray_of(walk_in(name_fi="Perhekahvila"))
    data = {name: value.format(own.tray.items.get().pk) for name, value in asked.items()}

    with read_only():
        answer = client.post(address(own), data, headers=FROM_HERE)

    page = Page(answer)
    assert answer.status_code == 503
    assert page.all("html[lang=so]")
    assert len(page.all("[role=alert]")) == 1
    assert page.texts(".stops .card__name") == ["Perhekahvila"]
    assert not Outcome.objects.exists()
    assert not answer.cookies


def test_answers_are_counted_and_stay_when_the_tray_is_gone(client, tray_of):
    service, other = walk_in(), walk_in()
    for answer in ("came", "came", "not_suitable"):
        own = tray_of(service)
        client.post(address(own), {"answer": f"{own.tray.items.get().pk} {answer}"})
        own.tray.delete()

    assert outcome_counts([service.pk, other.pk]) == {service.pk: Counts(came=2, not_suitable=1)}
    assert outcome_counts([service.pk], since=date(2026, 4, 1)) == {}


@pytest.mark.parametrize(
    "answer", ["", "came", "0 came", "x came", "9999999999999999999999 came", "{} nonsense", "{}"]
)
def test_strange_answer_is_none(client, tray_of, answer):
    own = tray_of(walk_in())

    response = client.post(address(own), {"answer": answer.format(own.tray.items.get().pk)})

    assert response.status_code == 302
    assert not Outcome.objects.exists()


def test_answer_for_a_service_that_is_taken_out_meanwhile_is_none(tray_of):
    item = tray_of(walk_in()).tray.items.get()
    remove_item(item.tray, item.pk)

    say(item, Answer.CAME)

    assert not Outcome.objects.exists()


def test_answer_for_a_service_of_another_tray_is_none(client, tray_of):
    own, other = tray_of(walk_in()), tray_of(walk_in())

    client.post(address(own), {"answer": f"{other.tray.items.get().pk} came"})

    assert not Outcome.objects.exists()


def test_colleague_makes_a_tray_of_her_own_from_this_one(maker, tray_of):
    service = walk_in(name_fi="Perhekahvila")
    original = tray_of(service, title="Paikkoja")
    original.tray.items.update(note="Kysy Ainoa")

    maker.client.post(f"/fi/t/{original.reading_key}/", {"copy": "1"}, headers=FROM_HERE)

    assert maker.key != original.key
    assert maker.page().texts(".tray__name") == ["Perhekahvila"]
    maker.write(service, note="Muuta")
    assert original.tray.items.get().note == "Kysy Ainoa"


def test_one_household_has_one_limit_however_many_addresses_it_has(client, db):
    guess = f"/fi/t/{'0' * 26}/"

    for number in range(30):
        client.get(f"/fi/t/{'0' * 25}{number % 10}/", REMOTE_ADDR=f"2001:db8:0:1::{number:x}")
    codes = [
        client.get(guess, REMOTE_ADDR=asker).status_code
        for asker in ("2001:db8:0:1:ffff::1", "2001:db8:0:2::1")
    ]

    assert codes == [429, 404]


def test_guesses_are_limited_and_said_to_be_with_a_number_to_call(client, settings, db):
    Helpline.objects.create(slug="advice", number="09 000 1000", name_fi="Neuvonta")
    guess = f"/fi/t/{'0' * 26}/"

    codes = [client.get(f"/fi/t/{'0' * 25}{number % 10}/").status_code for number in range(31)]

    assert codes == [404] * 30 + [429]
    refused = client.get(guess)
    assert (refused.status_code, refused["Retry-After"]) == (429, "600")
    assert Page(refused).texts("a.tel") == ["09 000 1000"]
    # Anybody may write the header; where a proxy does, it tells readers apart
    elsewhere = {"x-forwarded-for": "192.0.2.7"}
    assert client.get(guess, headers=elsewhere).status_code == 429
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert client.get(guess, headers=elsewhere).status_code == 404


def test_calendars_of_trays_that_are_gone_are_no_guesses(client, db):
    codes = {client.get(f"/fi/t/{'0' * 26}/calendar.ics").status_code for _ in range(31)}

    assert codes == {404, 429}
    assert client.get(f"/fi/t/{'0' * 26}/").status_code == 404


def test_other_address_that_is_no_key_says_what_to_do(reader):
    page = reader("/en/t/none/", status=404)

    assert "This tray is not here" in page.text
    assert page.response["Referrer-Policy"] == "no-referrer"


def test_queries_do_not_grow_with_the_services(client, tray_of, django_assert_max_num_queries):
    few, many = (
        tray_of(*(walk_in(place("malmi")) for _ in range(2))),
        tray_of(*(walk_in(place("malmi")) for _ in range(12))),
    )
    client.get(address(few))

    for own in (few, many):
        with django_assert_max_num_queries(16):
            assert client.get(address(own)).status_code == 200


def test_tray_opens_until_its_last_day_and_not_after(reader, tray_of):
    own = tray_of(walk_in())
    own.tray.expires_on = TODAY
    own.tray.save()
    reader(address(own))

    own.tray.expires_on = TODAY - timedelta(days=1)
    own.tray.save()

    reader(address(own), status=404)


def test_service_without_dates_says_where_it_is(reader, tray_of):
    where = place("malmi", name_fi="Lähitalo")
    service = walk_in(where)
    service.schedules.all().delete()
    ServiceAtLocationFactory(service=service, location=place("kallio", name_fi="Toinen"))

    assert "Lähitalo" in reader(address(tray_of(service))).texts(".facts")[0]


def test_service_that_is_open_all_day_every_day_has_its_whole_week(reader, tray_of):
    service = walk_in(date=TODAY - DAY)
    for opens in (8, 17):
        ScheduleFactory(
            service=service,
            rrule="FREQ=DAILY",
            dtstart=TODAY,
            opens_at=time(opens),
            closes_at=time(opens + 2),
        )

    page = reader(address(tray_of(service), "en"))

    assert len(page.all(".tray__week dt")) == 7
    assert len(page.all(".tray__week dd")) == 13  # this morning is over


def test_sensitive_service_is_shown_under_a_plain_name_if_the_maker_wants_it(reader, tray_of):
    topic = TaxonomyTermFactory(code="shelter", name_fi="Turvakoti", is_sensitive=True)
    forget()
    secret, other = (
        walk_in(place("malmi"), name_fi=name, email=f"{slug}@example.org", slug=slug)
        for name, slug in (("Turvakoti Tuuli", "turvakoti"), ("Perhekahvila", "kahvila"))
    )
    ServiceAttributeFactory(service=secret, term=topic)
    open_one, plain_one = (tray_of(secret, other, has_plain_names=plain) for plain in (False, True))

    pages = [reader(address(own, "fi")) for own in (open_one, plain_one)]
    calendars = [reader(f"{address(own, 'fi')}calendar.ics").response.text for own in (open_one, plain_one)]

    assert ["Turvakoti Tuuli" in page.text for page in pages] == [True, False]
    assert ["SUMMARY:Turvakoti Tuuli" in calendar for calendar in calendars] == [True, False]
    assert ["turvakoti" in calendar.casefold() for calendar in calendars] == [True, False]
    assert ["kahvila/" in calendar for calendar in calendars] == [True, True]
    assert "turvakoti@" not in pages[1].response.text
    assert "Perhekahvila" in pages[1].text
    assert pages[1].all('a[href="/fi/services/turvakoti/"]')


def test_sensitive_service_that_has_ended_keeps_its_plain_name(reader, tray_of):
    topic = TaxonomyTermFactory(code="shelter", is_sensitive=True)
    secret = walk_in(name_fi="Turvakoti Tuuli")
    ServiceAttributeFactory(service=secret, term=topic)
    own = tray_of(secret, has_plain_names=True)
    Service.objects.filter(pk=secret.pk).update(live=False)

    assert "Turvakoti Tuuli" not in reader(address(own, "fi")).text
