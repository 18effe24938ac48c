"""A listing told section by section: saved as a draft, sent, published, returned, withdrawn, put back."""

from datetime import timedelta

import pytest
import time_machine

from directory import actions
from directory.choices import ScheduleDateKind, Standing, TaxonomySlug
from directory.models import Service, ServiceContact
from directory.reading.vocabulary import forget
from directory.translation_states import Edit
from tests.directory.lives import draft, keep, latest, log_of, published
from tests.factories import (
    LocationFactory,
    ServiceFactory,
    TaxonomyFactory,
    TaxonomyTermFactory,
)
from workspace.sections import SECTIONS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

NO_ROWS = {"phones-TOTAL_FORMS": 0, "phones-INITIAL_FORMS": 0, "urls-TOTAL_FORMS": 0, "urls-INITIAL_FORMS": 0}
TUESDAYS = {"rhythm": "weekly", "weekdays": ["1"], "opens_at": "17", "closes_at": "19.30"}


@pytest.fixture
def listing(partner, coordinator) -> Service:
    """A public listing of the partner, which has waited for review before."""
    return published(coordinator, organization=partner, name_fi="Velkailta", summary_fi="Apua", slug="ilta")


def revision(slug: str = "ilta") -> int:
    return Service.objects.get(slug=slug).latest_revision_id


def basics(**changes) -> dict:
    return {"revision": revision(), "name": "Velkailta", "summary": "Apua", "kind": "service"} | changes


def version(slug: str = "ilta") -> Service:
    return latest(Service.objects.get(slug=slug))


def test_new_listing_is_told_in_six_pages_and_sent(desk, partner, coordinator):
    place = LocationFactory(name_fi="Perhetalo", is_family_centre=True)
    topic = TaxonomyTermFactory(name_fi="Velat", parent=TaxonomyTermFactory(code="money"))
    forget()

    begun = desk.send("listings/new/", {"name": "Koox", "description": "Waan tolnaa", "language": "so"})
    made = Service.objects.get()
    here = f"listings/{made.slug}/"
    at = lambda: {"revision": revision(made.slug)}  # noqa: E731
    following = [begun]
    following.append(desk.send(f"{here}topics/", at() | {"q": "velat", "find": ""}, status=200))
    following.append(desk.send(f"{here}topics/", at() | {"topics": [topic.pk], "q": "velat"}))
    following.append(desk.send(f"{here}audience/", at() | {"languages": ["so", "fi"], "minimum_age": "10"}))
    following.append(desk.send(f"{here}times/new/", at() | TUESDAYS))
    following.append(
        desk.send(f"{here}place/", at() | {"channels": ["on_site"], "places": [place.pk], "q": "perhe"})
    )
    following.append(
        desk.send(f"{here}contact/", at() | NO_ROWS | {"entry": "walk_in", "email": "a@example.org"})
    )
    desk.send(f"{here}do/send/", at())

    told = version(made.slug)
    assert [each.response.headers.get("Location", "").rsplit("/", 2)[-2:-1] for each in following] == [
        ["topics"], [], ["audience"], ["times"], ["times"], ["contact"], [made.slug],
    ]  # fmt: skip
    assert (told.name_so, told.description_so, told.original_language) == ("Koox", "Waan tolnaa", "so")
    assert (told.languages, told.minimum_age, told.entry) == (["so", "fi"], 10, "walk_in")
    assert [each.rrule for each in told.schedules.all()] == ["FREQ=WEEKLY;BYDAY=TU"]
    assert [at.location_id for at in told.service_at_locations.all()] == [place.pk]
    assert [each.term_id for each in told.attributes.all()] == [topic.pk]
    assert Service.objects.get().workflow_in_progress
    assert not Service.objects.public()


def test_text_in_another_language_than_the_listing_is_written_in_is_asked_about_once(desk, listing):
    told = "Waxaan kaa caawinaynaa foomamka, biilasha iyo waraaqaha magaalada."

    desk.send("listings/ilta/basics/", basics(summary=told))
    asked = desk.open("listings/ilta/").texts(".notice--error")
    desk.send("listings/ilta/basics/", basics(summary=told, name="Ilta"))

    assert asked == ["Onko kieli oikea? Odotettu: suomi. Teksti näyttää olevan: somali."]
    assert version().summary_fi == told
    assert desk.open("listings/ilta/").texts(".notice--error") == []


def test_saved_section_changes_nothing_that_readers_see(desk, listing):
    desk.send("listings/ilta/basics/", basics(name="Uusi nimi"))

    assert Service.objects.get().name_fi == "Velkailta"
    assert version().name_fi == "Uusi nimi"
    assert Service.objects.get().live


def test_edit_of_a_partner_with_the_right_is_public_at_once(desk, partner, listing):
    partner.may_publish = True
    partner.save()
    desk.send("listings/ilta/basics/", basics(name="Uusi nimi"))

    desk.send("listings/ilta/do/send/", {"revision": revision()})

    assert Service.objects.get().name_fi == "Uusi nimi"


def test_partner_that_is_not_admitted_yet_can_only_send(desk, partner, listing):
    partner.may_publish, partner.standing = True, Standing.APPLIED
    partner.save()
    desk.send("listings/ilta/basics/", basics(name="Uusi nimi"))

    desk.send("listings/ilta/do/send/", {"revision": revision()})

    assert Service.objects.get().name_fi == "Velkailta"
    assert Service.objects.get().workflow_in_progress


def test_wrong_values_are_said_at_their_field_and_nothing_is_lost(desk, listing):
    before = revision()

    page = desk.send(
        "listings/ilta/audience/",
        {"revision": before, "minimum_age": "12", "maximum_age": "7", "first_time": "Juodaan teetä"},
        status=200,
    )

    (field,) = page.all("#id_maximum_age")
    assert (field["value"], field["aria-invalid"]) == ("7", "true")
    assert page.all(f"#{field['aria-describedby']} span")
    assert page.texts("#id_first_time") == ["Juodaan teetä"]
    assert page.all('.notice--error a[href="#id_maximum_age"]')
    assert revision() == before


def test_empty_name_is_refused_with_what_to_do(desk, listing):
    page = desk.send("listings/ilta/basics/", basics(name=" "), status=200)

    assert len(page.texts("#id_name_error")) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"weekdays": []}, "weekdays"),
        ({"closes_at": "16"}, "closes_at"),
        ({"opens_at": "25"}, "opens_at"),
        ({"rhythm": "dates"}, "date_0"),
        ({"first": "2026-04-01", "until": "2026-03-20"}, "until"),
    ],
)
def test_impossible_time_is_said_at_its_field(desk, listing, changes, field):
    page = desk.send("listings/ilta/times/new/", {"revision": revision()} | TUESDAYS | changes, status=200)

    assert len(page.texts(f"#id_{field}_error")) == 1
    assert len(version().schedules.all()) == 1


def test_evening_may_end_after_midnight(desk, listing):
    desk.send(
        "listings/ilta/times/new/", {"revision": revision()} | TUESDAYS | {"opens_at": "21", "closes_at": "2"}
    )

    assert len(version().schedules.all()) == 2


@pytest.mark.parametrize(
    ("opens_at", "closes_at"),
    [("١٧", "١٩٫٣٠"), ("۱۷.۰۰", "۱۹:۳۰"), ("１７：００", "１９：３０"), ("17", "1930")],
)
def test_time_is_written_with_the_digits_of_any_keyboard(desk, listing, opens_at, closes_at):
    hours = {"opens_at": opens_at, "closes_at": closes_at}

    desk.send("listings/ilta/times/0/", {"revision": revision()} | TUESDAYS | hours)

    session = version().schedules.get()
    assert (f"{session.opens_at:%H.%M}", f"{session.closes_at:%H.%M}") == ("17.00", "19.30")


def test_times_are_said_as_people_say_them_and_the_next_dates_stand_beside(desk, listing):
    desk.send(
        "listings/ilta/times/0/",
        {"revision": revision()}
        | TUESDAYS
        | {"until": "2026-04-20", "skips_holidays": "on", "languages": ["so"], "entry": "referral"}
        | {"cancelled_0": "2026-03-24", "reason_0": "Retki", "note": "Tuo kirjeet"},
    )

    page = desk.open("listings/ilta/times/", language="en")
    (session,) = version().schedules.all()
    assert (session.rrule, session.languages, session.entry) == ("FREQ=WEEKLY;BYDAY=TU", ["so"], "referral")
    assert [(each.kind, each.reason_fi) for each in session.dates.all()] == [
        (ScheduleDateKind.CANCELLED, "Retki")
    ]
    assert [line.split(" ", 2)[2].split(" 17")[0] for line in page.texts(".dates li")] == [
        "17 Mar", "24 Mar", "31 Mar", "7 Apr", "14 Apr",
    ]  # fmt: skip
    assert page.texts(".dates s") == ["On Tuesday 24 Mar 17:00–19:30"]


def test_only_single_dates_are_a_rhythm_too(desk, listing):
    dates = {"rhythm": "dates", "date_0": "2026-03-20", "date_3": "3.4.2026"}

    desk.send("listings/ilta/times/0/", {"revision": revision()} | TUESDAYS | dates)

    (session,) = version().schedules.all()
    assert session.rrule == ""
    assert [f"{each.date}" for each in session.dates.all()] == ["2026-03-20", "2026-04-03"]
    assert len(desk.open("listings/ilta/times/").all(".dates li")) == 2


def test_what_single_dates_do_not_ask_for_is_not_kept(desk, listing):
    asked = {"rhythm": "dates", "opens_at": "10", "closes_at": "12", "date_0": "2026-04-01"}
    of_weeks = {"weekdays": ["1"], "first": "2026-03-12", "until": "x"}
    desk.send("listings/ilta/times/new/", {"revision": revision()} | asked | of_weeks)

    session = version().schedules.all()[1]
    assert (session.rrule, session.valid_to) == ("", None)


@pytest.mark.parametrize(
    ("rest", "field"),
    [
        ("basics/", "#id_name"),
        ("contact/", "#id_application_process"),
        ("picture/", "#id_text"),
        ("times/0/", "#id_note"),
        ("times/0/", "#id_reason_0"),
        ("times/", "#why"),
    ],
)
def test_field_names_the_language_of_the_listing_where_it_is_not_that_of_the_page(desk, listing, rest, field):
    def hint(language: str) -> str:
        page = desk.open(f"listings/ilta/{rest}", language=language)
        (asked,) = page.all(field)
        told = (page.texts(f"#{name}") for name in asked.get("aria-describedby", "").split())
        return " ".join(text for texts in told for text in texts)

    assert "Language of the text: Finnish" in hint("en")
    assert "Tekstin kieli" not in hint("fi")


def test_rule_of_another_register_stays_as_it_is(desk, listing):
    edited = version()
    (session,) = edited.schedules.all()
    session.rrule = "FREQ=MONTHLY;BYDAY=2TU"
    edited.schedules.set([session])
    actions.keep(edited, revision(), Edit(user=desk.user))

    desk.send(
        "listings/ilta/times/0/",
        {"revision": revision(), "rhythm": "kept", "opens_at": "9", "closes_at": "10"},
    )

    (session,) = version().schedules.all()
    assert (session.rrule, f"{session.opens_at:%H:%M}") == ("FREQ=MONTHLY;BYDAY=2TU", "09:00")


@pytest.mark.parametrize(
    ("cancelled", "words"),
    [
        ({"reason_0": "Retki"}, "Kirjoita päivä, esimerkiksi 1.12.2026."),
        ({"cancelled_0": "2026-03-25", "reason_0": "Retki"}, "Tänä päivänä ei ole yhtään kertaa."),
        ({"cancelled_0": "2026-06-09", "reason_0": "Retki"}, "Tänä päivänä ei ole yhtään kertaa."),
    ],
    ids=["reason without its date", "on another weekday", "after the last day"],
)
def test_cancelling_what_is_not_held_is_said_at_its_field(desk, listing, cancelled, words):
    sent = {"revision": revision()} | TUESDAYS | {"until": "2026-06-02"}

    page = desk.send("listings/ilta/times/0/", sent | cancelled, status=200)

    assert page.texts("details[open] #id_cancelled_0_error") == [words]
    assert page.all("#id_reason_0")[0]["value"] == "Retki"


def test_date_that_is_held_after_all_is_emptied_and_its_reason_goes_with_it(desk, listing):
    sent = {"revision": revision()} | TUESDAYS
    desk.send("listings/ilta/times/0/", sent | {"cancelled_0": "2026-03-24", "reason_0": "Retki"})

    desk.send("listings/ilta/times/0/", sent | {"revision": revision(), "reason_0": "Retki"})

    assert list(version().schedules.all()[0].dates.all()) == []


def test_date_that_was_cancelled_stays_so_when_the_rhythm_changes(desk, listing):
    off = {"cancelled_0": "2026-03-24", "reason_0": "Retki"}
    desk.send("listings/ilta/times/0/", {"revision": revision()} | TUESDAYS | off)

    desk.send("listings/ilta/times/0/", {"revision": revision()} | TUESDAYS | off | {"weekdays": ["3"]})

    assert version().schedules.all()[0].rrule == "FREQ=WEEKLY;BYDAY=TH"


def test_session_is_taken_out(desk, listing):
    desk.send("listings/ilta/times/0/", {"revision": revision(), "remove": ""})

    assert list(version().schedules.all()) == []


def test_phone_numbers_are_rows_of_which_an_emptied_one_goes(desk, listing):
    rows = {"phones-TOTAL_FORMS": 2, "phones-INITIAL_FORMS": 0, "entry": "walk_in"}
    numbers = {"phones-0-number": "09 310 1234", "phones-0-hours": "ma 9–12", "phones-1-number": "112"}
    desk.send("listings/ilta/contact/", {"revision": revision()} | NO_ROWS | rows | numbers)
    first = [(phone.number, phone.hours_fi) for phone in version().phones.all()]

    emptied = rows | {"phones-INITIAL_FORMS": 2, "phones-0-number": "", "phones-1-number": "112"}
    desk.send("listings/ilta/contact/", {"revision": revision()} | NO_ROWS | emptied)

    assert first == [("09 310 1234", "ma 9–12"), ("112", "")]
    assert [phone.number for phone in version().phones.all()] == ["112"]


def test_phone_number_is_kept_in_digits_that_everybody_reads(desk, listing):
    rows = {"phones-TOTAL_FORMS": 1, "phones-INITIAL_FORMS": 0, "phones-0-number": "٠٩ ٣١٠ ١٢٣٤"}

    desk.send("listings/ilta/contact/", {"revision": revision()} | NO_ROWS | rows)

    assert [phone.number for phone in version().phones.all()] == ["09 310 1234"]


def test_wrong_number_is_said_at_its_row(desk, listing):
    rows = {"phones-TOTAL_FORMS": 1, "phones-INITIAL_FORMS": 0, "phones-0-number": "12345678901234567890"}

    page = desk.send("listings/ilta/contact/", {"revision": revision()} | NO_ROWS | rows, status=200)

    assert len(page.texts("#id_phones-0-number_error")) == 1


def test_topics_and_target_groups_are_chosen_apart(desk, listing):
    group = TaxonomyTermFactory(
        taxonomy=TaxonomyFactory(slug=TaxonomySlug.TARGET_GROUPS.value), name_fi="Nuoret"
    )
    topic = TaxonomyTermFactory(name_fi="Velat")
    forget()

    desk.send("listings/ilta/audience/", {"revision": revision(), "target_groups": [group.pk]})
    desk.send("listings/ilta/topics/", {"revision": revision(), "topics": [topic.pk], "q": "velat"})
    desk.send("listings/ilta/audience/", {"revision": revision()})

    assert [each.term_id for each in version().attributes.all()] == [topic.pk]


def test_comment_of_a_returned_listing_stands_on_its_page(desk, editor, coordinator, partner):
    returned = draft(organization=partner, slug="ilta")
    actions.submit(returned, keep(returned, editor), editor)
    actions.return_to_editor(returned, coordinator, "Kerro, minkä ikäisille")

    assert "Kerro, minkä ikäisille" in desk.open("listings/ilta/").texts(".said")[0]


def test_changed_listing_leaves_the_queue_and_is_sent_anew(desk, listing):
    desk.send("listings/ilta/basics/", basics(name="Yksi"))
    desk.send("listings/ilta/do/send/", {"revision": revision()})
    desk.send("listings/ilta/basics/", basics(name="Kaksi"))
    left = Service.objects.get().workflow_in_progress

    desk.send("listings/ilta/do/send/", {"revision": revision()})

    assert not left
    assert Service.objects.get().current_workflow_task_state.revision_id == revision()


def test_withdrawn_listing_is_back_as_it_was_by_one_tap(desk, listing, coordinator):
    desk.send("listings/ilta/basics/", basics(name="Keskeneräinen"))

    desk.send("listings/ilta/do/withdraw/", {"reason": "Tauko"})
    gone = not Service.objects.public()
    page = desk.open("listings/ilta/", language="en")
    desk.send("listings/ilta/do/put-back/")

    back = Service.objects.public().get()
    assert gone
    assert "Put it back as it was" in page.text
    assert (back.name_fi, back.has_unpublished_changes) == ("Velkailta", True)
    assert version().name_fi == "Keskeneräinen"
    assert log_of(listing.pk)[-2:] == ["directory.withdraw", "directory.put_back"]


def test_listing_put_back_without_an_edit_has_nothing_to_send(desk, listing):
    desk.send("listings/ilta/do/withdraw/", {"reason": "Tauko"})

    desk.send("listings/ilta/do/put-back/")

    back = Service.objects.get()
    assert (back.live, back.has_unpublished_changes, back.live_revision_id) == (True, False, revision())


def test_listing_is_not_withdrawn_without_a_reason(desk, listing):
    desk.send("listings/ilta/do/withdraw/", {"reason": " "})

    assert Service.objects.get().live


def test_listing_that_the_city_withdrew_is_not_put_back_by_its_partner(desk, listing, coordinator):
    actions.withdraw(listing, coordinator, "Valitus")

    desk.send("listings/ilta/do/put-back/")

    assert not Service.objects.get().live
    assert desk.open("listings/ilta/").all(".notice--error")


def test_confirming_sets_the_day(desk, listing, now):
    listing.assurance.assured_date = now.date().replace(year=2025)
    listing.assurance.save()

    desk.send("listings/ilta/do/confirm/")

    listing.assurance.refresh_from_db()
    assert listing.assurance.assured_date == now.date()


NEW = {"name": "Koox", "description": "Waan tolnaa\r\nIsniin kasta", "language": "so"}


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [(NEW, NEW, 1), (NEW, NEW | {"name": "Koox kale"}, 2), (NEW, NEW | {"language": "fi"}, 2)],
)
def test_button_that_is_tapped_twice_begins_one_listing(desk, first, second, number):
    ways = [desk.send("listings/new/", each).response["Location"] for each in (first, second)]

    assert Service.objects.count() == len(set(ways)) == number


def test_same_words_begin_another_listing_later_on_after_a_change_and_for_somebody_else(desk, colleague, now):
    desk.send("listings/new/", NEW)
    colleague.send("listings/new/", NEW)
    assert Service.objects.count() == 2
    made = Service.objects.earliest("pk")
    desk.send(f"listings/{made.slug}/audience/", {"revision": made.latest_revision_id, "minimum_age": "7"})
    desk.send("listings/new/", NEW)
    assert Service.objects.count() == 3
    with time_machine.travel(now + timedelta(minutes=2), tick=False):
        desk.send("listings/new/", NEW)

    assert Service.objects.count() == 4


@pytest.mark.parametrize("name", ["", "<b></b>", "\u200b"])
def test_new_listing_without_a_name_says_so_and_keeps_the_rest(desk, name):
    page = desk.send("listings/new/", NEW | {"name": name}, status=200)

    assert page.texts("#id_name_error") == ["Kirjoita nimi."]
    assert "Isniin kasta" in page.all("#id_description")[0].get_text()


def test_copy_button_that_is_tapped_twice_makes_one_copy(desk, partner, coordinator, listing):
    published(coordinator, organization=partner, name_fi="Toinen", slug="toinen")

    for slug in ("ilta", "ilta", "toinen"):
        desk.send(f"listings/{slug}/copy/")

    assert sorted(Service.objects.exclude(slug__in=["ilta", "toinen"]).values_list("name_fi", flat=True)) == [
        "Toinen",
        "Velkailta",
    ]


def test_copy_has_everything_but_the_past(desk, listing):
    desk.send("listings/ilta/copy/")

    copy = Service.objects.exclude(slug="ilta").get()
    told = version(copy.slug)
    assert (told.name_fi, told.live, copy.organization) == ("Velkailta", False, listing.organization)
    assert [each.rrule for each in told.schedules.all()] == ["FREQ=WEEKLY;BYDAY=MO"]
    assert copy.uuid != listing.uuid
    assert Service.objects.get(slug="ilta").live


def test_copy_of_what_a_machine_wrote_is_as_unchecked(desk, coordinator, listing):
    keep(listing, coordinator, how="machine", name_so="Fiidka deynta")
    edited = version()
    edited.contacts.set([ServiceContact(phone="040 123", title_fi="Ohjaaja", title_so="Hage")])
    actions.keep(edited, revision(), Edit(user=coordinator, how="machine"))

    desk.send("listings/ilta/copy/")

    copy = Service.objects.exclude(slug="ilta").get()
    said = {state.language_code: state for state in version(copy.slug).translation_states.all()}
    assert (said["so"].state, said["so"].is_outdated) == ("machine", False)


@pytest.mark.parametrize("rest", ["", "basics/", "times/", "times/0/", "languages/", "languages/so/"])
def test_listing_of_somebody_else_is_not_found(desk, rest):
    ServiceFactory(slug="vieras")

    desk.open(f"listings/vieras/{rest}", status=404)


def test_session_is_cancelled_at_once_without_review(desk, listing):
    desk.send("listings/ilta/basics/", basics(name="Keskeneräinen"))
    first = desk.open("listings/ilta/times/").all("#session option")[0]["value"]

    desk.send("listings/ilta/do/cancel/", {"session": first, "reason": "Sairaus"})

    (schedule,) = Service.objects.get().schedules.all()
    assert [(f"{each.date}", each.kind, each.reason_fi) for each in schedule.dates.all()] == [
        ("2026-03-16", ScheduleDateKind.CANCELLED, "Sairaus")
    ]
    assert Service.objects.get().name_fi == "Velkailta"
    assert version().name_fi == "Keskeneräinen"


@pytest.mark.parametrize("key", ["", "1_2026-03-17", "x_2026-03-16", "1_x", "9" * 40])
def test_session_that_is_none_is_not_cancelled(desk, listing, key):
    desk.send("listings/ilta/do/cancel/", {"session": key, "reason": "x"})

    assert desk.open("listings/ilta/").all(".notice--error")
    assert list(Service.objects.get().schedules.get().dates.all()) == []


def test_listing_without_any_version_is_not_sent(desk, partner):
    ServiceFactory(slug="tuotu", organization=partner)

    desk.send("listings/tuotu/do/send/")

    assert desk.open("listings/tuotu/").all(".notice--error")


def test_withdrawn_listing_that_was_changed_can_be_sent_instead(desk, listing, now):
    desk.send("listings/ilta/do/withdraw/", {"reason": "Tauko"})
    before = desk.open("listings/ilta/").all("form[action$='do/send/']")
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        desk.send("listings/ilta/basics/", basics(name="Uusi kausi"))

    after = desk.open("listings/ilta/")

    assert before == []
    assert after.all("form[action$='do/send/']")
    assert after.all("form[action$='do/put-back/']")


@pytest.mark.parametrize("value", ["9" * 5_000, "-1", "٣", "x", "\x00"])
def test_term_that_is_none_is_refused_in_words(desk, listing, value):
    page = desk.send("listings/ilta/topics/", {"revision": revision(), "topics": [value]}, status=200)

    assert page.all(".notice--error")


@pytest.mark.parametrize("where", ["", "basics/"])
def test_each_section_leads_to_its_own_page(desk, listing, where):
    page = desk.open(f"listings/ilta/{where}")

    addresses = [link["href"] for link in page.all(".rows__link, .tabs a")]
    assert addresses == [desk.address(f"listings/ilta/{section.slug}/") for section in SECTIONS]


def test_what_is_still_empty_leads_to_where_it_is_told(desk, editor, partner):
    keep(draft(organization=partner, name_fi="Uusi", slug="uusi"), editor)

    page = desk.open("listings/uusi/")

    assert page.href("Aiheet") == desk.address("listings/uusi/topics/")
