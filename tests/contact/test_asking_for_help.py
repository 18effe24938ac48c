"""A family asks for help without an account or a script, and is never told of a sending that was none."""

from datetime import time

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test import Client
from django.utils import timezone

from config.languages import BY_CODE
from contact import sending
from contact.contents import Contents
from contact.forms import LONGEST_WORDS
from contact.models import HelpRequest, ReceivingUnit
from directory.models import Helpline, Service, ServicePhone
from directory.spoken import SPOKEN_HERE
from tests.contact.conftest import PHONE, WORDS, Family, code_in
from tests.factories import (
    AreaFactory,
    ScheduleFactory,
    ServiceAttributeFactory,
    ServiceFactory,
    TaxonomyTermFactory,
)
from tests.plugins.pages import Page
from trays import changes


@pytest.fixture(autouse=True)
def themes(db, search_index):
    search_index.drain()
    return [
        TaxonomyTermFactory(code=code, name_fi=name, is_sensitive=code == "safety-violence")
        for code, name in (("parenting", "Vanhemmuus"), ("safety-violence", "Turvaa väkivallalta"))
    ]


def contents() -> Contents:
    return Contents.opened(HelpRequest.objects.get().contents)


def test_request_is_kept_with_everything_that_was_said(family):
    family.language = "ar"

    family.send(
        topics=["parenting"],
        best_time="morning",
        email="ayla@example.org",
        wants_interpreter="on",
        may_leave_message="on",
        is_young="on",
    )

    assert contents() == Contents(
        topics=("parenting",),
        words=WORDS,
        phone=PHONE,
        email="ayla@example.org",
        best_time="morning",
        language="ar",
        wants_interpreter=True,
        may_leave_message=True,
        is_young=True,
    )


def test_letter_of_many_lines_may_be_as_long_as_the_page_lets_it(family):
    letter = "sana\r\n" * 399 + "sanat"
    assert len(letter.replace("\r\n", "\n")) == LONGEST_WORDS

    family.send(words=letter)

    assert Contents.opened(HelpRequest.objects.get().contents).words == letter.replace("\r\n", "\n")


def test_phone_number_or_email_alone_is_enough(family):
    family.send(words="")
    family.send(words="", phone="", email="ayla@example.org")

    kept = [Contents.opened(row.contents) for row in HelpRequest.objects.all()]
    assert [(each.phone, each.email) for each in kept] == [(PHONE, ""), ("", "ayla@example.org")]


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ({"phone": "\u202d040 123 4567\u202c"}, (PHONE, "")),
        ({"phone": "٠٤٠ ١٢٣ ٤٥٦٧"}, (PHONE, "")),
        ({"phone": "", "email": "\u200eayla\uff20example.org"}, ("", "ayla@example.org")),
    ],
)
def test_number_is_taken_as_it_is_seen_with_the_marks_that_telephones_put_around_it(family, values, kept):
    family.send(**values)

    contents = Contents.opened(HelpRequest.objects.get().contents)
    assert (contents.phone, contents.email) == kept


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"phone": ""}, "Write a phone number or an e-mail address."),
        ({"phone": "12"}, "too short or too long"),
        ({"phone": "", "email": "ayla@"}, "Write the whole e-mail address"),
        ({"words": f"{WORDS} 131052-308T"}, "Take the personal identity code out"),
        ({"words": WORDS * 200}, "2000"),
        ({"language": "klingon"}, "Choose one from the list."),
    ],
)
def test_error_stands_at_its_field_and_what_was_typed_stays(family, values, error):
    family.language = "en"

    page = Page(family.send(**{"topics": ["parenting"], "best_time": "evening"} | values))

    assert error in " ".join(page.texts(".field__error"))
    assert WORDS in page.texts("textarea")[0]
    assert page.all("input[value=parenting][checked]")
    assert page.all("option[value=evening][selected]")
    assert not HelpRequest.objects.exists()


def test_receipt_tells_the_code_who_reads_and_until_when(family, unit):
    family.language = "en"

    page = Page(family.client.get(family.send()["Location"]))

    assert "It was sent" in page.texts("h1")
    assert "Perheneuvola" in page.text
    # Two working days after a Wednesday
    assert "13 March 2026 at the latest" in page.text
    assert page.response["Cache-Control"] == "private, no-store"
    assert page.response["Referrer-Policy"] == "no-referrer"
    assert WORDS not in page.text
    assert PHONE not in page.text


def test_receipt_tells_the_languages_of_the_units_telephone(family, unit):
    unit.languages = ["fi", "so"]
    unit.save()
    family.language = "so"

    page = Page(family.client.get(family.send()["Location"]))

    assert [tag.text for tag in page.all("dl .mine")] == ["Soomaali"]


def test_receipt_tells_the_number_of_the_unit_itself(family, unit):
    unit.helpline = Helpline.objects.create(slug="unit", number="09 000 3000", name_fi="Neuvola")
    unit.save()

    page = Page(family.client.get(family.send()["Location"]))

    assert "09 000 3000" in " ".join(page.texts("dl dd"))


def test_late_answer_is_not_promised_for_a_day_that_is_over(family):
    family.language = "en"
    code = family.code()
    assert "You are called" in family.status(code).text

    family.clock.shift(5 * 24 * 60 * 60)

    assert "You should have been called" in family.status(code).text
    assert "You are called" not in family.status(code).text


@pytest.mark.parametrize("code", ["ti", "prs", "so", "und"])
def test_any_language_can_be_asked_for_whatever_the_site_is_in(family, settings, code):
    settings.LANGUAGES = [each for each in settings.LANGUAGES if each[0] in ("fi", "sv", "en")]

    answer = family.send(language=code)

    assert code_in(answer)
    assert contents().language == code


@pytest.mark.parametrize("reader", BY_CODE)
def test_every_spoken_language_has_a_name_for_every_reader(family, reader):
    family.language = reader

    options = family.open().all("select[name=language] option")

    assert [tag["value"] for tag in options if tag.text.strip() == tag["value"]] == []
    assert len(options) == len(BY_CODE) + len(SPOKEN_HERE) + 1


def test_unit_gets_a_mail_that_says_only_that_something_waits(family):
    family.send(email="ayla@example.org")

    (letter,) = mail.outbox
    assert letter.to == ["unit@example.org"]
    whole = letter.message().as_string() + letter.body
    assert "/fi/help/requests/" in letter.body
    assert [secret for secret in (WORDS, PHONE, "4567", "ayla") if secret in whole] == []


def test_form_sent_twice_is_one_request_with_one_code(family):
    data = family.fill_in()

    codes = [code_in(family.post(data)) for _ in range(2)]

    assert codes[0] == codes[1]
    assert HelpRequest.objects.count() == len(mail.outbox) == 1


def test_form_sent_again_with_other_words_is_another_request(family):
    data = family.fill_in()

    codes = {code_in(family.post(data | {"words": words})) for words in (WORDS, "Vielä yksi asia")}

    assert len(codes) == HelpRequest.objects.count() == 2


def test_nobody_else_has_the_code_of_the_same_words(family, time_machine_now):
    codes = {each.code() for each in (family, Family(time_machine_now))}

    assert len(codes) == 2


def test_code_tells_how_far_the_request_is_and_nothing_that_it_says(family):
    family.language = "en"

    page = family.status(family.code().lower().replace("-", " "))

    assert "It waits to be read" in page.text
    assert WORDS not in page.response.text


def test_code_is_read_in_the_digits_of_any_keyboard(family):
    code = family.code()

    page = family.status(code.translate(str.maketrans("23456789", "٢٣٤٥٦٧٨٩")))

    assert "Perheneuvola" in page.text


@pytest.mark.parametrize("code", ["AAAA-BBBB-CCCC", "x", "%00", "𝒫" * 12])
def test_code_of_nobody_shows_nothing(family, code):
    family.send()

    assert "Perheneuvola" not in family.status(code).text


def test_codes_cannot_be_guessed_in_thousands(family):
    Helpline.objects.create(slug="advice", number="09 000 1000", name_fi="Neuvonta")
    code = family.code()
    for _ in range(30):
        family.status("AAAA-BBBB-CCCC")

    assert family.status(code).response.status_code == 429
    assert family.status(code).texts("a.tel") == ["09 000 1000"]
    assert "Perheneuvola" not in family.status(code).text


def test_fifty_forms_from_one_place_are_slowed_and_the_phone_is_shown(family):
    Helpline.objects.create(slug="advice", number="09 000 1000", name_fi="Neuvonta")
    data = family.fill_in()

    answers = [family.post(data | {"words": f"{WORDS} {number}"}) for number in range(50)]

    assert [answer.status_code for answer in answers] == [302] * 20 + [429] * 30
    assert HelpRequest.objects.count() == 20
    page = Page(answers[-1])
    assert page.texts("a.tel") == ["09 000 1000"]
    assert f"{WORDS} 49" in page.texts("textarea")[0]
    assert answers[-1]["Retry-After"] == "600"


def stop_mail(settings, monkeypatch):
    settings.EMAIL_BACKEND = "tests.confirming.broken.EmailBackend"


def stop_writing(settings, monkeypatch):
    def refuse(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            raise sending.DatabaseError("attempt to write a readonly database")
        return execute(sql, params, many, context)

    blocked = connection.execute_wrapper(refuse)
    blocked.__enter__()
    return blocked


def stop_units(settings, monkeypatch):
    ReceivingUnit.objects.update(is_active=False)


@pytest.mark.parametrize("stop", [stop_mail, stop_writing, stop_units])
def test_what_cannot_be_sent_is_said_to_be_not_sent_and_what_was_typed_stays(
    family, stop, settings, monkeypatch
):
    family.language = "en"
    Helpline.objects.create(slug="advice", number="09 000 1000", name_fi="Neuvonta")
    data = family.fill_in(topics=["parenting"])

    blocked = stop(settings, monkeypatch)
    answer = family.post(data)
    if blocked:
        blocked.__exit__(None, None, None)

    page = Page(answer)
    assert answer.status_code == 503
    assert "It could not be sent just now. Please call instead. Nothing was sent." in page.text
    assert page.texts("a.tel") == ["09 000 1000"]
    assert WORDS in page.texts("textarea")[0]
    assert page.all("input[value=parenting][checked]")
    assert not HelpRequest.objects.exists()


def test_request_that_could_not_be_sent_is_sent_by_the_same_form_later(family, settings):
    data = family.fill_in()
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.confirming.broken.EmailBackend"
    family.post(data)

    settings.EMAIL_BACKEND = working
    code = code_in(family.post(data))

    assert "Perheneuvola" in family.status(code).text
    assert HelpRequest.objects.count() == 1


class ToldByTheOther(BaseEmailBackend):
    """Fails after the same form, sent at the same moment, has told the unit."""

    def send_messages(self, email_messages):  # noqa: ARG002
        HelpRequest.objects.update(told_at=timezone.now())
        raise OSError


def test_form_whose_twin_was_sent_is_not_said_to_be_unsent(family, settings):
    settings.EMAIL_BACKEND = f"{__name__}.{ToldByTheOther.__name__}"

    code = family.code()

    assert "Perheneuvola" in family.status(code).text


def test_page_without_any_unit_shows_the_phone_and_no_form(family):
    ReceivingUnit.objects.all().delete()

    assert family.open().all("form.form") == []


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}]
)
def test_form_that_does_not_come_from_here_is_shown_again_with_what_was_typed(family, headers):
    data = family.fill_in()

    answer = family.post(data, headers)

    assert answer.status_code == 403
    assert WORDS in Page(answer).texts("textarea")[0]
    assert not HelpRequest.objects.exists()
    assert code_in(family.post(data))


def test_page_that_was_open_for_two_days_keeps_what_was_typed_and_is_sent_by_the_next_tap(family):
    data = family.fill_in()
    family.clock.shift(2 * 24 * 60 * 60)

    page = Page(family.post(data))

    assert WORDS in page.texts("textarea")[0]
    # No field is wrong: she is not sent looking for one
    (told,) = page.texts("[role=alert]")
    assert "Lähetä se vielä kerran." in told
    assert "merkityt kentät" not in told
    hidden = {tag["name"]: tag["value"] for tag in page.all("form [type=hidden]") if tag.get("value")}
    family.clock.shift(10)
    assert code_in(family.post(data | hidden))


def test_program_that_fills_in_everything_is_led_on_and_forgotten(family):
    answer = family.send(homepage="https://spam.example.org")

    assert answer["Location"] == "/fi/help/status/"
    assert not HelpRequest.objects.exists()


def test_page_sets_no_cookie_and_nobody_keeps_it(family):
    answer = family.open().response

    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


@pytest.fixture
def listings():
    return [
        ServiceFactory(slug=slug, name_fi=name) for slug, name in (("kahvila", "Perhekahvila"), ("b", "B"))
    ]


def keep_in_tray(client: Client, *listings: Service) -> None:
    own = changes.make_tray("fi")
    changes.add_services(own.tray, [each.pk for each in listings], "fi")
    client.cookies["tray"] = own.key


def test_services_of_the_tray_and_the_one_just_seen_are_offered_and_none_is_ticked(family, listings):
    keep_in_tray(family.client, listings[1])

    page = family.open(referer="http://testserver/so/services/kahvila/")

    boxes = page.all("input[name=services]")
    assert [int(box["value"]) for box in boxes] == [listing.pk for listing in listings]
    assert [box for box in boxes if box.has_attr("checked")] == []


def press_on_tray(family, own) -> Page:
    """The button on a tray that was handed over, as a browser sends it: it tells nothing of the page."""
    page = Page(Client().get(f"/{family.language}/t/{own.reading_key}/"))
    (form,) = page.all(f"form[action='/{family.language}/help/']")
    along = [tag["value"] for tag in form.select("[name=along]")]
    return Page(
        family.client.post(form["action"], {"along": along, "begin": "1"}, headers={"Origin": "null"})
    )


def test_family_that_was_handed_a_tray_is_offered_its_services_and_none_is_ticked(family, listings):
    own = changes.make_tray("fi")
    changes.add_services(own.tray, [each.pk for each in listings], "fi")

    page = press_on_tray(family, own)

    boxes = page.all("input[name=services]")
    assert [(int(box["value"]), box.has_attr("checked")) for box in boxes] == [
        (listing.pk, False) for listing in listings
    ]
    assert own.reading_key not in page.response.text
    assert not page.response.cookies
    assert not page.all("[role=alert]")
    hidden = {tag["name"]: tag.get("value", "") for tag in page.all("form.form [type=hidden]")}
    family.clock.shift(10)
    typed = {"phone": PHONE, "language": "fi", "services": [listings[1].pk]}
    assert code_in(family.post(hidden | typed))
    assert contents().services == (listings[1].pk,)


def in_somali(family, page: Page) -> Page:
    """The page to which its link to Somali leads; the browser tells that it comes from the page of help."""
    (link,) = {tag["href"] for tag in page.all("nav a[hreflang=so]")}
    return Page(family.client.get(link, headers={"Referer": "http://testserver/fi/help/"}))


def test_services_are_still_offered_after_the_language_was_changed(family, listings):
    own = changes.make_tray("fi")
    changes.add_services(own.tray, [each.pk for each in listings], "fi")

    for page in (press_on_tray(family, own), family.open(referer="http://testserver/so/services/kahvila/")):
        offered = [box["value"] for box in page.all("input[name=services]")]
        assert [box["value"] for box in in_somali(family, page).all("input[name=services]")] == offered != []


def test_search_before_is_still_in_the_form_after_the_language_was_changed(family, themes):
    page = family.open(referer="http://testserver/fi/search/?q=vuokra&theme=parenting")

    changed = in_somali(family, page)

    assert changed.texts("textarea[name=words]")[0].strip() == "vuokra"
    assert [box["value"] for box in changed.all("input[name=topics][checked]")] == ["parenting"]


def test_service_under_a_plain_name_is_not_named_on_the_form_of_help(family, listings, themes):
    ServiceAttributeFactory(service=listings[0], term=themes[1])
    own = changes.make_tray("fi", has_plain_names=True)
    changes.add_services(own.tray, [each.pk for each in listings], "fi")

    page = press_on_tray(family, own)

    assert [int(box["value"]) for box in page.all("input[name=services]")] == [listings[1].pk]


def test_only_ticked_services_are_sent(family, listings):
    keep_in_tray(family.client, *listings)

    family.send(services=[listings[1].pk])

    assert contents().services == (listings[1].pk,)


@pytest.mark.parametrize(
    "referer",
    ["https://elsewhere.example/fi/services/kahvila/", "http://testserver/fi/search/", "http://[", "x"],
)
def test_nothing_is_known_of_other_pages_that_somebody_comes_from(family, listings, referer):
    assert family.open(referer=referer).all("input[name=services]") == []


def test_listing_that_is_not_public_is_not_sent_along(family):
    hidden = ServiceFactory(slug="piilossa", live=False)

    family.send(seen=hidden.pk, services=[hidden.pk])

    assert contents().services == ()


SEARCH, IN_ENGLISH = "http://testserver/fi/search/", "http://testserver/en/search/"


@pytest.mark.parametrize(
    ("query", "headers", "area"),
    [
        ("", {"referer": f"{IN_ENGLISH}?q=velat+ja+vuokra&area=malmi"}, "malmi"),
        ("?q=velat+ja+vuokra", {}, ""),
    ],
)
def test_form_begins_with_what_was_searched_for_just_before(family, query, headers, area):
    AreaFactory(slug="malmi")
    family.language = "en"

    page = family.open(query, **headers)

    assert page.texts("textarea") == ["velat ja vuokra"]
    assert "You searched for this" in page.text
    assert [each["value"] for each in page.all("select[name=area] [selected]")] == [area]


def test_theme_that_was_searched_is_ticked(family, themes):
    page = family.open(referer=f"{SEARCH}?theme={themes[0].code}")

    assert [box["value"] for box in page.all("input[name=topics][checked]")] == [themes[0].code]


@pytest.mark.parametrize(
    "referer", ["https://elsewhere.example/fi/search/?q=velat", f"{SEARCH}?q=", "http://[", "x"]
)
def test_form_begins_empty_where_nothing_was_searched_here(family, referer):
    assert family.open(referer=referer).texts("textarea") == [""]


def test_danger_in_the_search_before_brings_its_lines_first(family, crisis_line):
    page = family.open(referer=f"{SEARCH}?q=mieheni+lyo+minua")

    assert "Turvalinja" in page.texts("[aria-labelledby=danger]")[0]


def test_words_of_the_search_are_logged_nowhere_and_set_no_cookie(family, caplog):
    caplog.set_level("DEBUG")

    page = family.open("?q=zqvxwk", referer=f"{SEARCH}?q=zqvxwk")

    assert "zqvxwk" in page.response.text
    assert "zqvxwk" not in caplog.text
    assert "GET fi/help/ 200" in caplog.text
    assert not page.response.cookies


@pytest.fixture
def crisis_line(themes):
    topic = TaxonomyTermFactory(code="shelter", parent=themes[1])
    line = ServiceFactory(slug="turva", name_fi="Turvalinja", kind="helpline")
    ServiceAttributeFactory(service=line, term=topic)
    ServicePhone.objects.create(service=line, number="09 000 2000", languages=["fi", "so"])
    return line


@pytest.mark.parametrize("query", ["?theme=safety-violence", "?q=mieheni+lyo+minua", "?q=زوجي+يضربني"])
def test_danger_in_the_page_before_brings_112_and_lines_of_the_theme_first(family, crisis_line, query):
    Helpline.objects.create(slug="advice", number="09 000 1000", name_fi="Neuvonta")
    Helpline.objects.create(slug="112", number="112", name_fi="Hätänumero", is_emergency=True, sort_order=9)

    page = family.open(query)

    assert page.texts("a.tel") == ["112", "09 000 1000"]
    assert "Turvalinja" in page.texts("[aria-labelledby=danger]")[0]


def test_danger_in_what_was_written_is_answered_on_the_receipt(family, crisis_line):
    calm = Page(family.client.get(family.send(words="Etsin kerhoa")["Location"]))
    alarmed = Page(family.client.get(family.send(words="Mieheni lyö minua")["Location"]))

    assert calm.all("#danger") == []
    assert "Turvalinja" in alarmed.text


def test_line_for_danger_says_in_which_languages_it_is_answered(family, crisis_line):
    family.language = "so"

    (danger,) = family.open("?theme=safety-violence").all("[aria-labelledby=danger]")

    assert danger.select_one(".mine").text == "Soomaali"


def test_line_that_answers_now_stands_first_and_each_says_when(family, crisis_line):
    open_one = ServiceFactory(name_fi="Päivälinja", kind="helpline")
    ServiceAttributeFactory(service=open_one, term=crisis_line.attributes.get().term)
    ServicePhone.objects.create(service=open_one, number="09 000 2001")
    daily = {"rrule": "FREQ=DAILY", "skips_holidays": False}
    ScheduleFactory(service=crisis_line, opens_at=time(22), closes_at=time(23), **daily)
    ScheduleFactory(service=open_one, opens_at=time(9), closes_at=time(21), **daily)

    (danger,) = family.open("?theme=safety-violence").all("[aria-labelledby=danger]")

    assert [name.text for name in danger.select("strong")] == ["Päivälinja", "Turvalinja"]
    assert [mark.text for mark in danger.select(".now")] == ["Auki nyt"]
    assert "22–23" in danger.text


def test_line_that_answers_in_the_readers_language_is_not_cut_off(family, crisis_line):
    for number in range(3):
        add_line(f"Linja {number}", crisis_line, languages=["fi", "sv"])
    arabic = add_line("Arabialinja", crisis_line, languages=["fi"])
    ServicePhone.objects.create(service=arabic, number="09 000 2009", languages=["ar"])
    family.language = "ar"

    (danger,) = family.open("?theme=safety-violence").all("[aria-labelledby=danger]")

    assert danger.select("strong")[0].text == "Arabialinja"
    assert "09 000 2009" in danger.text


def add_line(name: str, like: Service, **phone) -> Service:
    line = ServiceFactory(name_fi=name, kind="helpline")
    ServiceAttributeFactory(service=line, term=like.attributes.get().term)
    ServicePhone.objects.create(service=line, number="09 000 2001", **phone)
    return line


def test_line_that_is_mostly_about_something_else_is_nobody_to_call_in_danger(family, crisis_line):
    money = TaxonomyTermFactory(code="money")
    for term in [TaxonomyTermFactory(parent=money), TaxonomyTermFactory(parent=money)]:
        ServiceAttributeFactory(service=crisis_line, term=term)

    (danger,) = family.open("?theme=safety-violence").all("[aria-labelledby=danger]")

    assert "Turvalinja" not in danger.text


@pytest.mark.parametrize("before", [0, 991, 1_900])
def test_danger_at_the_end_of_a_long_letter_is_not_overlooked(family, crisis_line, before):
    words = ("Meillä on kaksi lasta. " * 100)[:before] + " Mieheni lyö minua"

    receipt = Page(family.client.get(family.send(words=words)["Location"]))

    assert "Turvalinja" in receipt.text


def test_quick_exit_is_on_the_page_and_on_the_receipt(family):
    for page in (family.open(), family.status(family.code())):
        assert len(page.all("main a[data-exit]")) == len(page.all('script[src$="js/exit.js"]')) == 1
