"""The maker of a tray: her words, the order, prolonging, deleting, and what a tray refuses."""

import gc
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from urllib.parse import unquote

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import TODAY, place, walk_in
from tests.plugins.pages import Page
from tests.test_strange_input import STRANGE
from tests.trays.conftest import FROM_HERE, value_of
from trays.changes import delete_expired, find_own
from trays.cookie import MOST
from trays.models import Outcome, Tray, TrayItem


@pytest.fixture
def services(maker):
    """Three services in the maker's tray."""
    made = [walk_in(name_fi=name) for name in ("A", "B", "C")]
    maker.add(*made)
    return made


def names(maker) -> list[str]:
    return maker.page().texts(".tray__name")


def test_words_of_the_maker_are_kept(maker, services):
    maker.send(
        **{"tray-title": "Paikkoja", "tray-greeting": "Hei!\r\nTervetuloa", "tray-reader_language": "so"}
    )
    maker.write(services[1], note="Kysy Ainoa", second_note="Weydii Aino")

    tray, item = maker.own.tray, maker.own.tray.items.get(service=services[1])
    assert (tray.title, tray.greeting, tray.reader_language) == ("Paikkoja", "Hei!\nTervetuloa", "so")
    assert (item.note, item.second_note) == ("Kysy Ainoa", "Weydii Aino")
    assert "Kysy Ainoa" in maker.page().response.text


def test_lines_are_counted_as_the_browser_counts_them(maker, services):
    greeting = "rivi\r\n" * 119 + "rivi"
    note = "\r\n".join("a" * 150)

    maker.send(**{"tray-greeting": greeting})
    maker.write(services[0], note=note)

    assert maker.own.tray.greeting == greeting.replace("\r\n", "\n")
    assert maker.own.tray.items.get(service=services[0]).note == note.replace("\r\n", "\n")


def test_order_is_changed_step_by_step_and_typed_words_stay(maker, services):
    a, b, _c = services
    item = maker.own.tray.items.get(service=b)

    maker.send(change=f"up {item.pk}", **{f"item-{item.pk}-note": "Tänne ensin"})
    assert names(maker) == ["B", "A", "C"]
    maker.change("down", a)
    maker.change("down", a)

    assert names(maker) == ["B", "C", "A"]
    assert maker.own.tray.items.get(service=b).note == "Tänne ensin"


def typed_on(page: Page) -> dict[str, str]:
    """What a browser would send of a page that was opened some time ago."""
    return {tag["name"]: value_of(tag) for tag in page.all("form.form [name]:not(button)")}


def test_page_that_was_open_meanwhile_does_not_overwrite_newer_words(maker, services):
    stale = typed_on(maker.page())
    item = maker.own.tray.items.get(service=services[0])
    maker.write(services[0], note="Uudempi")

    answer = maker.client.post(maker.address, stale | {f"item-{item.pk}-note": "Oma"}, headers=FROM_HERE)

    page = Page(answer)
    assert answer.status_code == 409
    assert maker.own.tray.items.get(pk=item.pk).note == "Uudempi"
    assert page.texts(f"[name=item-{item.pk}-note]") == ["Oma"]
    assert "Uudempi" in page.texts(".field__error")[0]
    # Both were shown: now it is hers to choose
    assert maker.client.post(maker.address, typed_on(page), headers=FROM_HERE).status_code == 302
    assert maker.own.tray.items.get(pk=item.pk).note == "Oma"


def test_what_a_page_that_was_open_meanwhile_did_not_change_stays_as_it_is_now(maker, services):
    stale = typed_on(maker.page())
    maker.write(services[0], note="Uudempi")
    added = walk_in(name_fi="D")
    maker.add(added)
    maker.write(added, note="Tuli lisää")

    answer = maker.client.post(maker.address, stale | {"tray-title": "Paikkoja"}, headers=FROM_HERE)

    assert answer.status_code == 302
    assert list(maker.own.tray.items.values_list("note", flat=True)) == ["Uudempi", "", "", "Tuli lisää"]
    assert maker.own.tray.title == "Paikkoja"


def test_second_texts_of_another_family_are_not_taken_for_those_of_the_new_language(maker, services):
    maker.send(**{"tray-reader_language": "so", "tray-second_greeting": "Salaan"})
    maker.write(services[0], second_note="Weydii Aino")

    asked = Page(maker.send(**{"tray-reader_language": "ar"}))

    assert [tag["name"] for tag in asked.all("[aria-invalid=true]")] == ["tray-reader_language"]
    assert maker.own.tray.reader_language == "so"
    maker.client.post(maker.address, typed_on(asked), headers=FROM_HERE)
    assert maker.own.tray.reader_language == "ar"


def test_family_of_another_language_is_not_asked_about_where_its_texts_are_new(maker, services):
    maker.send(**{"tray-reader_language": "so", "tray-second_greeting": "Salaan"})

    maker.send(**{"tray-reader_language": "ar", "tray-second_greeting": "أهلًا"})

    assert maker.own.tray.reader_language == "ar"


def test_note_for_a_service_that_another_page_took_out_is_shown_once_more(maker, services):
    stale = typed_on(maker.page())
    item = maker.own.tray.items.get(service=services[0])
    maker.change("remove", services[0])

    answer = maker.client.post(
        maker.address,
        stale | {f"item-{item.pk}-note": "Kysy Ainoa", "tray-title": "Paikkoja"},
        headers=FROM_HERE,
    )

    page = Page(answer)
    assert answer.status_code == 409
    assert page.texts(".said") == ["Kysy Ainoa"]
    maker.client.post(maker.address, typed_on(page), headers=FROM_HERE)
    assert maker.own.tray.title == "Paikkoja"


def test_service_that_is_taken_out_twice_with_a_note_is_no_conflict(maker, services):
    stale = typed_on(maker.page())
    item = maker.own.tray.items.get(service=services[0])

    for _ in range(2):
        change = {f"item-{item.pk}-note": "Kysy Ainoa", "change": f"remove {item.pk}"}
        answer = maker.client.post(maker.address, stale | change, headers=FROM_HERE)

    assert answer.status_code == 302
    assert names(maker) == ["B", "C"]


@pytest.mark.parametrize("second", ["greeting", "note"])
def test_second_text_in_the_language_of_the_first_is_refused_and_stays(maker, services, second):
    item = maker.own.tray.items.get(service=services[0])
    name = "tray-second_greeting" if second == "greeting" else f"item-{item.pk}-second_note"

    page = Page(maker.send(**{"tray-language": "fi", "tray-reader_language": "fi", name: "Salaan"}))

    assert page.texts(f"[name={name}]") == ["Salaan"]
    assert page.all(".field--error #id_tray-reader_language")
    assert maker.own.tray.second_greeting == ""


def test_right_key_opens_however_many_wrong_ones_came_from_the_same_place(maker, services):
    codes = {maker.client.get(f"/fi/t/{'0' * 25}{number % 10}/").status_code for number in range(31)}

    maker.write(services[0], note="Kysy Ainoa")

    assert codes == {404, 429}
    assert maker.own.tray.items.get(service=services[0]).note == "Kysy Ainoa"
    assert maker.client.get(f"/fi/t/{maker.own.reading_key}/").status_code == 200


def test_service_is_taken_out(maker, services):
    maker.change("remove", services[0])

    assert names(maker) == ["B", "C"]


def test_item_of_another_tray_is_out_of_reach(maker, services, tray_of):
    other = tray_of(walk_in()).tray.items.get()

    maker.send(change=f"remove {other.pk}", **{f"item-{other.pk}-note": "Minun"})

    assert TrayItem.objects.get(pk=other.pk).note == ""


@pytest.mark.parametrize(
    "text",
    [
        "Tunnus 131052-308T",
        "131052+308t",
        "010190A9999",
        "131052\u2011308T",
        "131052\u200e\u2212308T",
        "Soita Ainolle 040 123 4567",
        "+358 50 1234567",
        "٠٤٠ ١٢٣ ٤٥٦٧",
        "Call +46 70 123 45 67",
    ],
)
@pytest.mark.parametrize("field", ["tray-title", "tray-greeting", "note"])
def test_what_tells_of_a_person_is_refused_at_its_field_and_nothing_typed_is_lost(
    maker, services, text, field
):
    item = maker.own.tray.items.first()
    name = f"item-{item.pk}-note" if field == "note" else field
    other = "tray-second_greeting" if field == "note" else f"item-{item.pk}-note"

    page = Page(maker.send(**{name: text, other: "Muuta", "tray-reader_language": "so"}))

    (mistaken,) = page.all("[aria-invalid=true]")
    assert mistaken["name"] == name
    assert text in (mistaken.get("value") or mistaken.text)
    assert "Muuta" in page.response.text
    assert not TrayItem.objects.exclude(note="").exists()
    assert "no-store" in page.response["Cache-Control"]


@pytest.mark.parametrize(
    "text",
    ["Soita 09 310 1234", "Tule 12.3.2026 klo 10-12", "Helsinki 00530", "Bussi 78, 550", "0800 12345", "112"],
)
def test_numbers_of_offices_dates_and_buses_are_no_persons(maker, services, text):
    maker.send(**{"tray-greeting": text})

    assert maker.own.tray.greeting == text


def test_way_to_hand_over_a_tray_stands_above_its_services(maker, services):
    header = maker.page().all("header.head")[0]

    assert header.select_one('a[href="#give"]')
    assert header.select_one(f'a[href^="/"][href*="{maker.own.reading_key}"]')


def test_message_to_the_family_is_in_the_familys_language(maker, services):
    maker.send(**{"tray-reader_language": "so"})

    page = maker.page()

    for address in (page.all('a[href^="sms:"]')[0]["href"], page.all('a[href^="mailto:?"]')[0]["href"]):
        assert "Adeegyo adiga kuu ah" in unquote(address)
        assert "Palveluja" not in unquote(address)


def test_what_cannot_be_kept_just_now_is_said_and_stays_in_the_page(maker, services, read_only):
    maker.write(services[0], note="ennen")
    with read_only():
        answer = maker.send(**{"tray-greeting": "Hei vain"})

    assert answer.status_code == 503
    page = Page(answer)
    assert "Mitään ei ole vielä tallennettu" in page.texts("[role=alert]")[0]
    assert [each.text.strip() for each in page.all("textarea")][:1] == ["Hei vain"]
    assert maker.own.tray.greeting == ""


@pytest.mark.parametrize("step", ["prolong", "wipe", "copy", "another"])
def test_step_that_cannot_be_done_just_now_is_said_and_does_nothing(maker, services, read_only, step):
    with read_only():
        answer = maker.step(step)

    assert answer.status_code == 503
    assert "Mitään ei ole vielä tallennettu" in Page(answer).texts("[role=alert]")[0]
    assert "Set-Cookie" not in answer
    assert names(maker) == ["A", "B", "C"]
    assert Tray.objects.count() == 1


@pytest.mark.parametrize("step", ["use", "prolong", "copy", "another", "forget"])
def test_typed_words_are_kept_whatever_button_is_pressed(maker, services, step):
    own = maker.own
    button = maker.page().all(f"button[value={step}]")[0]
    assert button["form"] == maker.page().all("form.form")[0]["id"]

    maker.send(step=step, **{"tray-greeting": "Hei vain"})

    assert find_own(own.key).tray.greeting == "Hei vain"
    assert {tray.greeting for tray in Tray.objects.all() if tray.items.exists()} == {"Hei vain"}


def test_step_is_not_done_where_what_was_typed_is_refused(maker, services):
    answer = maker.send(step="copy", **{"tray-greeting": "Soita 040 123 4567"})

    assert "Soita 040 123 4567" in Page(answer).texts("textarea")[0]
    assert Tray.objects.count() == 1


def test_copy_has_what_another_page_has_kept_meanwhile(maker, services):
    stale = typed_on(maker.page())
    maker.send(**{"tray-greeting": "Uudempi"})

    maker.client.post(maker.address, stale | {"step": "copy"}, headers=FROM_HERE)

    assert [tray.greeting for tray in Tray.objects.all()] == ["Uudempi", "Uudempi"]


def test_enter_in_a_field_saves_and_takes_nothing_out(maker, services):
    """A browser presses the first button of the form."""
    button = maker.page().all("form.form button")[0]

    maker.send(**{button["name"]: button["value"], "tray-title": "Paikkoja"})

    assert maker.own.tray.title == "Paikkoja"
    assert names(maker) == ["A", "B", "C"]


@pytest.mark.django_db(transaction=True)
def test_wiping_leaves_nothing_in_the_log_of_writes_of_sqlite(maker, services):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's own way")

    with CaptureQueriesContext(connection) as queries:
        maker.step("wipe")

    assert queries.captured_queries[-2]["sql"] == "PRAGMA wal_checkpoint(TRUNCATE)"


def test_queries_of_the_makers_page_do_not_grow_with_the_services(
    maker, tray_of, django_assert_max_num_queries
):
    few, many = (tray_of(*(walk_in() for _ in range(number))) for number in (2, 12))
    maker.client.get(f"/fi/tray/{few.key}/")

    for own in (few, many):
        with django_assert_max_num_queries(3):
            page = Page(maker.client.get(f"/so/tray/{own.key}/"))
        assert len(page.all(".tray__name")) == own.tray.items.count()


def test_second_text_needs_its_language(maker, services):
    page = Page(maker.send(**{"tray-second_greeting": "Salaan"}))

    (mistaken,) = page.all("[aria-invalid=true]")
    assert mistaken["name"] == "tray-reader_language"
    assert "Salaan" in page.response.text


@pytest.mark.parametrize("value", [*STRANGE.values(), "a" * 100_000], ids=[*STRANGE, "very long"])
def test_strange_text_is_kept_as_text_or_refused(maker, services, value):
    item = maker.own.tray.items.first()

    response = maker.send(
        **{"tray-title": value, "tray-language": value, f"item-{item.pk}-note": value, "change": value}
    )

    assert response.status_code in (200, 302)
    assert b"<script>alert" not in maker.client.get(maker.address).content


def test_markup_is_text(maker, services, reader):
    maker.send(**{"tray-title": "<b>x</b>", "tray-greeting": "<script>alert(1)</script>"})

    page = reader(f"/fi/t/{maker.own.reading_key}/")

    assert page.texts("h1") == ["<b>x</b>"]
    assert not page.all("h1 b")
    assert "<script>alert" not in page.response.text


def test_form_sent_twice_does_one_thing(maker, services):
    item = maker.own.tray.items.get(service=services[0])

    for _ in range(2):
        maker.client.post(maker.address, {"tray-language": "fi", "change": f"remove {item.pk}"})

    assert names(maker) == ["B", "C"]


def test_form_from_another_site_is_refused(maker, services):
    for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        response = maker.client.post(maker.address, {"step": "wipe"}, headers=headers)
        assert response.status_code == 403

    assert Tray.objects.exists()


def test_form_is_taken_from_a_page_that_hides_where_it_is(maker, services):
    response = maker.client.post(maker.address, {"step": "wipe"}, headers={"Origin": "null"})

    assert response.status_code == 302
    assert not Tray.objects.exists()


def test_opening_the_page_sets_no_cookie_and_choosing_the_tray_does(client, tray_of):
    own = tray_of(walk_in())
    address = f"/fi/tray/{own.key}/"
    assert not client.get(address).cookies

    client.post(address, {"step": "use"})

    assert client.cookies["tray"].value == own.key


def test_tray_is_prolonged_by_one_tap(maker, services):
    Tray.objects.update(expires_on=TODAY + timedelta(days=3))

    response = maker.step("prolong")
    elsewhere = Client().post(maker.address, {"step": "prolong"}, headers={"Sec-Fetch-Site": "same-origin"})

    assert maker.own.tray.expires_on == TODAY + timedelta(days=90)
    assert response.cookies["tray"]["max-age"] == 90 * 24 * 3600
    assert "tray" not in elsewhere.cookies


def test_tray_is_wiped_at_once_for_everybody(maker, services, reader):
    own, address = maker.own, maker.address

    response = maker.step("wipe")

    assert response["Location"] == "/fi/tray/?deleted=1"
    assert not Tray.objects.exists()
    assert not TrayItem.objects.exists()
    assert maker.client.cookies["tray"].value == ""
    for gone in (address, f"/fi/t/{own.reading_key}/"):
        reader(gone, status=404)


def test_every_page_of_a_tray_can_be_left_at_once(maker, services, reader):
    for path in (maker.address, f"/fi/t/{maker.own.reading_key}/", "/fi/tray/"):
        page = reader(path)

        assert len(page.all("main a[data-exit]")) == len(page.all('script[src$="js/exit.js"]')) == 1


def kept_in_memory() -> Iterator[str]:
    """What functions of this process remember to have been asked, and what its caches hold."""
    # To ask what something is an instance of would wake what is lazy
    found = [each for each in gc.get_objects() if type(each) is type(lru_cache(str))]
    # The last addresses that the client of these tests took apart
    for function in (each for each in found if each.__module__ != "urllib.parse"):
        for kept in (each for each in gc.get_referents(function) if isinstance(each, dict)):
            yield from (text for asked in kept for text in texts_in(asked))
    for cache in caches.all():
        yield from (f"{key} {value}" for key, value in vars(cache).get("_cache", {}).items())


def texts_in(asked) -> Iterator[str]:
    if isinstance(asked, str):
        yield asked
    elif isinstance(asked, list | tuple):
        yield from (text for each in asked for text in texts_in(each))


def test_process_remembers_no_address_of_a_tray(maker, services, reader):
    """A tray is wiped by one process and runs out in another: neither could tell the rest to forget it."""
    own = maker.own
    remembered = lru_cache(str)
    remembered(f"before {own.reading_key}")

    for path in (maker.address, f"/fi/t/{own.reading_key}/", f"/so/t/{own.reading_key}/"):
        reader(path)
    reader(f"/fi/t/{own.reading_key}/calendar.ics")

    kept = [each for each in kept_in_memory() if own.reading_key in each or own.key in each]
    # That it finds what is kept
    assert kept == [f"before {own.reading_key}"]


@pytest.mark.parametrize("path", ["", "calendar.ics"])
def test_wiped_tray_is_kept_by_nobody_either(maker, services, settings, tmp_path, path):
    settings.PAGE_CACHE_FOLDER = str(tmp_path)
    address = f"/fi/t/{maker.own.reading_key}/{path}"
    maker.step("wipe")

    response = Client().get(address)

    assert response.status_code == 404
    assert {"private", "no-store"} <= {part.strip() for part in response["Cache-Control"].split(",")}
    assert "X-Accel-Expires" not in response


def test_device_forgets_a_tray_that_stays(maker, services):
    key = maker.key

    maker.step("forget")

    assert maker.client.cookies["tray"].value == ""
    assert find_own(key)


def test_several_trays_of_a_device_are_listed_and_the_last_one_is_filled(maker, services):
    first = maker.key
    maker.step("another")
    added = walk_in(name_fi="Uusi")

    maker.add(added)

    page = Page(maker.client.get("/fi/tray/"))
    assert [link["href"] for link in page.all(".panel a.btn")] == [maker.address, f"/fi/tray/{first}/"]
    assert names(maker) == ["Uusi"]
    assert maker.client.get("/fi/tray/?mine=1")["Location"] == maker.address


def test_device_that_remembers_as_many_trays_as_it_can_says_so(maker, services):
    for _ in range(MOST - 2):
        maker.step("another")
    page = Page(maker.client.get("/en/tray/"))
    assert len(page.all(".panel a.btn")) == MOST - 1
    assert "remembers ten trays" not in page.text

    maker.step("another")

    assert "remembers ten trays" in Page(maker.client.get("/en/tray/")).text
    find_own(maker.client.cookies["tray"].value.split(".")[-1]).tray.delete()
    assert "remembers ten trays" not in Page(maker.client.get("/en/tray/")).text


def test_copy_has_the_words_and_none_of_the_answers(maker, services, client):
    original = maker.own
    item = original.tray.items.first()
    client.post(f"/fi/t/{original.reading_key}/", {"answer": f"{item.pk} came"})

    maker.step("copy")

    assert maker.key != original.key
    assert names(maker) == ["A", "B", "C"]
    assert Outcome.objects.count() == 1
    assert not maker.own.tray.items.exclude(outcome=None).exists()


@pytest.mark.parametrize(("days", "is_gone"), [(90, False), (91, True)])
def test_tray_is_deleted_when_its_time_is_over(maker, services, now, days, is_gone):
    for _ in range(2):
        delete_expired(now + timedelta(days=days))

    assert Tray.objects.exists() is not is_gone
    assert TrayItem.objects.exists() is not is_gone


def test_daily_step_says_what_it_would_delete_and_deletes_it(maker, services, capsys):
    Tray.objects.update(expires_on=timezone.localdate() - timedelta(days=1))

    call_command("run_daily", dry_run=True)
    assert "trays: would delete 1 trays" in capsys.readouterr().out
    assert Tray.objects.exists()
    call_command("run_daily")

    assert not Tray.objects.exists()


def test_service_that_ended_is_still_named_for_its_maker(maker, services):
    services[0].live = False
    services[0].save()

    page = maker.page()

    assert page.texts(".tray__name") == ["A", "B", "C"]
    assert (
        "This service is no longer here" in Page(maker.client.get(maker.address.replace("/fi/", "/en/"))).text
    )


def test_database_knows_no_key(maker, services):
    row = Tray.objects.values().get()

    known = " ".join(map(str, row.values()))
    assert maker.key not in known
    assert maker.own.reading_key not in known


def test_situation_is_answered_need_by_need_with_reasons(site, reader):
    place("malmi")
    wanted = walk_in(name_fi="Läksykerho", languages=["fi", "so"], minimum_age=7, maximum_age=12)
    walk_in(name_fi="Läksykerho muille", languages=["fi"], minimum_age=7, maximum_age=12)
    walk_in(name_fi="Velkaneuvonta")
    site.drain()

    page = reader("/en/tray/?needs=läksykerho%0Avelkaneuvonta&age=9&spoken=so")

    assert page.texts("#found h2") == ["läksykerho", "velkaneuvonta"]
    assert page.texts("#found .card__name") == ["Läksykerho", "Velkaneuvonta"]
    assert page.texts("#found .tray__proposal > p")[0] == (
        "Proposed because: Suits the child of 9 years · Somali is spoken there · Just come, no appointment"
    )
    assert page.all("#found button[name=add]")[0]["value"] == str(wanted.pk)
    assert not Tray.objects.exists()
    assert "no-store" in page.response["Cache-Control"]


def test_needs_of_parents_are_answered_whatever_the_ages_of_the_children(site, reader):
    walk_in(name_fi="Velkaneuvonta", minimum_age=18)
    walk_in(name_fi="Velkaneuvonta koululaisille", minimum_age=7, maximum_age=12)
    walk_in(name_fi="Velkaneuvonta nuorille", minimum_age=13, maximum_age=17)
    site.drain()

    page = reader("/en/tray/?needs=velkaneuvonta&age=9")

    assert page.texts("#found .card__name") == ["Velkaneuvonta", "Velkaneuvonta koululaisille"]
    told = page.texts("#found .tray__proposal > p")
    assert [words.count("Suits the child of 9 years") for words in told] == [0, 1]
    assert "35" not in page.texts("#found")[0]


def test_what_hardly_answers_a_need_is_not_proposed_because_it_is_near_and_in_the_language(site, reader):
    walk_in(name_fi="Velkaneuvonta", languages=["fi"])
    walk_in(name_fi="Velkaneuvonta puhelimessa", languages=["fi"])
    walk_in(
        name_fi="Vanhempien ilta",
        languages=["so"],
        description_fi="Puhumme murrosiästä, rajoista, peleistä ja kerran siitä, mitä velkaneuvonta on.",
    )
    site.drain()

    page = reader("/en/tray/?needs=velkaneuvonta&spoken=so")

    assert page.texts("#found .card__name") == ["Velkaneuvonta", "Velkaneuvonta puhelimessa"]
    assert "Somali is spoken there" not in page.texts("#found")[0]
    assert page.texts("#found .notice") == [
        "Nothing was found in that language for this: these are in other languages."
    ]


def test_parents_of_two_languages_are_served_by_either(site, reader):
    walk_in(name_fi="Velkaneuvonta somaliksi", languages=["so"])
    walk_in(name_fi="Velkaneuvonta arabiaksi", languages=["ar"])
    walk_in(name_fi="Velkaneuvonta suomeksi", languages=["fi"])
    site.drain()

    page = reader("/en/tray/?needs=velkaneuvonta&spoken=so&spoken=ar")

    told = dict(zip(page.texts("#found .card__name"), page.texts("#found .tray__proposal > p"), strict=True))
    assert told == {
        "Velkaneuvonta somaliksi": "Proposed because: Somali is spoken there · Just come, no appointment",
        "Velkaneuvonta arabiaksi": "Proposed because: Arabic is spoken there · Just come, no appointment",
    }
    assert [each["value"] for each in page.all("select[name=spoken] option[selected]")] == ["so", "ar"]
    (situation,) = page.all("input[form=tray]")
    assert "spoken=so&spoken=ar" in situation["value"]


def test_need_that_nothing_answers_in_the_area_says_that_its_proposals_are_elsewhere(site, reader):
    place("malmi")
    walk_in(name_fi="Läksykerho", location=place("kallio"))
    site.drain()

    page = reader("/en/tray/?needs=läksykerho&area=malmi")

    assert page.texts("#found .card__name") == ["Läksykerho"]
    assert page.texts("#found .notice") == ["Nothing was found in that area for this: these are elsewhere."]


def test_proposal_is_added_without_a_script_and_the_proposals_stay(maker, site):
    wanted, other = walk_in(name_fi="Läksykerho"), walk_in(name_fi="Velkaneuvonta")
    site.drain()
    asked = "/fi/tray/?needs=läksykerho%0Avelkaneuvonta&age=9"
    form = Page(maker.client.get(asked))
    (situation,) = form.all("input[form=tray]")

    answer = maker.add(wanted, situation=situation["value"])

    assert answer["Location"].endswith("#added")
    page = Page(maker.client.get(answer["Location"]))
    assert page.texts("#found .card__name") == ["Läksykerho", "Velkaneuvonta"]
    assert page.all("#age")[0]["value"] == "9"
    (added,) = page.all("#added")
    assert "Läksykerho" in added.text
    assert added.select_one("[role=status]")
    assert [button["value"] for button in page.all("#found button[name=add]")] == [str(other.pk)]


def test_proposals_let_older_browsers_say_where_their_form_comes_from(maker):
    """Told nothing, they send `Origin: null`: then nothing could be added."""
    answer = maker.client.get("/fi/tray/?needs=läksykerho")

    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("situation", [*STRANGE.values(), "%ff&needs=%00", "a" * 100_000])
def test_strange_situation_leads_to_no_proposals_and_adds_all_the_same(maker, situation):
    service = walk_in()

    answer = maker.add(service, situation=situation)

    assert answer["Location"].startswith("/fi/tray/?")
    assert names(maker) == [service.name_fi]


def test_proposals_say_so_while_there_is_no_index(reader, settings, tmp_path):
    settings.SEARCH_INDEX_FOLDER = tmp_path / "none"

    page = reader("/en/tray/?needs=x")

    assert not page.all("#situation")
    assert page.texts("h1") == ["Trays for families"]
