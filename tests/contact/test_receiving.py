"""The people of a unit read, pass on, answer and close requests; nobody else sees one."""

from datetime import timedelta
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone

from accounts.models import User
from contact.models import HelpLogEntry, HelpRequest, Receiver, ReceivingUnit
from tests.contact.conftest import PHONE, WORDS, unit_with_somebody
from tests.factories import AreaFactory, ServiceFactory, TaxonomyTermFactory, UserFactory
from tests.plugins.pages import Page
from tests.plugins.second_factor import without_second_step


@pytest.fixture
def other_unit(unit):
    return unit_with_somebody("Turvayksikkö", email="other@example.org")


@pytest.fixture
def request_of(family):
    """Sends a request: `request_of(words="…")`."""

    def send(**values) -> HelpRequest:
        family.send(**values)
        return HelpRequest.objects.latest("pk")

    return send


def acts(request) -> list[tuple]:
    return list(HelpLogEntry.objects.filter(request_number=request.pk).values_list("act", "user", "unit"))


def test_list_tells_that_something_waits_and_nothing_of_it(receiver_of, unit, request_of):
    request = request_of()

    page = receiver_of(unit).list()

    assert f"Request {request.pk}" in page.text or str(request.pk) in page.text
    assert WORDS not in page.response.text
    assert PHONE not in page.response.text


def test_list_tells_until_when_an_answer_was_promised_and_what_is_late(receiver_of, unit, request_of, family):
    request_of()
    colleague = receiver_of(unit)
    assert "13. maaliskuuta 2026" in colleague.list().texts(".rows__link")[0]
    assert not colleague.list().all(".mark--warn")

    family.clock.move_to(timezone.now() + timedelta(days=7))

    assert "13. maaliskuuta 2026" in colleague.list().texts(".mark--warn")[0]


def test_request_shows_what_it_says_only_once_it_was_opened_and_each_opening_is_logged(
    receiver_of, unit, request_of, family
):
    colleague, listing = receiver_of(unit), ServiceFactory(slug="kahvila", name_fi="Perhekahvila")
    request = request_of(seen=listing.pk, services=[listing.pk], best_time="morning")
    assert WORDS not in colleague.page(request).response.text

    colleague.do("open", request)

    page = colleague.page(request)
    for said in (WORDS, "040 123 4567", "Perhekahvila"):
        assert said in page.text
    assert acts(request) == [("sent", None, unit.pk), ("opened", colleague.user.pk, unit.pk)]
    family.clock.shift(31 * 60)
    assert WORDS not in colleague.page(request).response.text


def test_young_person_is_told_apart_from_what_she_wrote(receiver_of, unit, request_of):
    colleague, request = receiver_of(unit), request_of(is_young="on")
    colleague.do("open", request)

    page = colleague.page(request)

    assert page.texts("main .notice strong") == ["Olen lapsi tai nuori"]
    assert [text for text in page.texts("dl") if "Olen lapsi" in text] == []


def test_family_reads_that_it_was_opened_and_answered(receiver_of, unit, family):
    family.language, colleague = "en", receiver_of(unit)
    code = family.code()
    request = HelpRequest.objects.get()

    states = []
    for act in ("open", "answer", "close"):
        colleague.do(act, request)
        states.append(family.status(code).texts("dd strong")[1])

    assert states == ["Somebody has read it", "It is answered", "It is closed"]


def test_request_is_passed_on_with_a_reason_and_is_then_the_other_units_alone(
    receiver_of, unit, other_unit, request_of
):
    before, after, request = receiver_of(unit), receiver_of(other_unit), request_of()
    before.do("open", request)

    before.do("pass-on", request, unit=other_unit.pk, reason="Asuu teidän alueellanne")

    before.page(request, status=404)
    after.do("open", request)
    assert "Asuu teidän alueellanne" in after.page(request).text
    assert mail.outbox[-1].to == ["other@example.org"]
    assert [act for act, *_ in acts(request)] == ["sent", "opened", "passed", "opened"]


def test_reason_for_passing_on_is_sealed_with_the_request(receiver_of, unit, other_unit, request_of):
    request = request_of()

    receiver_of(unit).do("pass-on", request, unit=other_unit.pk, reason=WORDS)

    row = HelpRequest.objects.values().get()
    assert WORDS.encode() not in bytes(row["contents"])
    assert WORDS not in str(HelpLogEntry.objects.values())


def test_passing_on_without_a_reason_or_to_oneself_changes_nothing(receiver_of, unit, other_unit, request_of):
    colleague, request = receiver_of(unit), request_of()

    answers = [
        colleague.do("pass-on", request, unit=to, reason=why)
        for to, why in ((other_unit.pk, ""), (unit.pk, "x"), ("", "x"))
    ]

    assert [answer.status_code for answer in answers] == [400] * 3
    assert all(Page(answer).texts("[role=alert]") for answer in answers)
    assert HelpRequest.objects.get().unit == unit


def test_passing_on_while_the_mail_is_down_says_so(receiver_of, unit, other_unit, request_of, settings):
    colleague, request = receiver_of(unit), request_of()
    settings.EMAIL_BACKEND = "tests.confirming.broken.EmailBackend"

    colleague.do("pass-on", request, unit=other_unit.pk, reason="x")

    assert colleague.list().all("[role=status] .notice--error")
    assert HelpRequest.objects.get().unit == other_unit


@pytest.mark.parametrize("act", ["answer", "pass-on"])
def test_what_a_colleague_has_answered_meanwhile_is_left_as_it_is(
    receiver_of, unit, other_unit, request_of, act
):
    first, second, request = receiver_of(unit), receiver_of(unit), request_of()
    first.do("answer", request)

    second.do(act, request, unit=other_unit.pk, reason="x")

    assert [act for act, *_ in acts(request)] == ["sent", "answered"]
    assert HelpRequest.objects.get().unit == unit


@pytest.mark.parametrize(
    ("act", "values"),
    [
        ("answer", {"answer-note": "Soitin perheelle"}),
        ("pass-on", {"reason": "Soitin perheelle"}),
        ("close", {"close-note": "Soitin perheelle"}),
    ],
)
def test_what_was_written_too_late_is_still_on_the_page(
    receiver_of, unit, other_unit, request_of, act, values
):
    first, second, request = receiver_of(unit), receiver_of(unit), request_of()
    first.do("close", request)

    answer = second.do(act, request, unit=other_unit.pk, **values)

    assert answer.status_code == 409
    assert "Soitin perheelle" in Page(answer).text
    assert Page(answer).all("[role=status] .notice--error")


@pytest.mark.parametrize(
    ("act", "name"), [("answer", "answer-note"), ("pass-on", "reason"), ("close", "close-note")]
)
@pytest.mark.parametrize("lost", ["the sign-in", "the second step"])
def test_what_was_sent_after_signing_in_had_expired_is_in_the_form_again_and_was_not_done(
    receiver_of, other_unit, request_of, act, name, lost
):
    request = request_of()
    colleague = receiver_of(request.unit)
    colleague.do("open", request)
    writer = colleague.page(request).all("[name=writer]")[0]["value"]
    if lost == "the sign-in":
        colleague.client.logout()
    else:
        without_second_step(colleague.client)

    led = colleague.do(act, request, **{name: "Soitin perheelle", "unit": other_unit.pk, "writer": writer})

    address = f"/fi/help/requests/{request.pk}/{act}/"
    assert parse_qs(urlsplit(led["Location"]).query)["next"] == [address]
    colleague.client.force_login(colleague.user)
    back = colleague.client.get(address, follow=True)
    assert back.redirect_chain == [(f"/fi/help/requests/{request.pk}/", 302)]
    assert "Tätä ei ole vielä tehty" in Page(back).text
    # Whoever has signed out opens the request once more before its forms are there
    colleague.do("open", request)
    pages = Page(back), colleague.page(request), colleague.page(request)
    written = [text for page in pages for text in page.texts(f"textarea[name={name}]") if text]
    assert written == ["Soitin perheelle"]
    assert HelpRequest.objects.get().state == "opened"


def test_people_of_other_units_and_those_taken_out_find_nothing(receiver_of, unit, other_unit, request_of):
    own, other, removed = receiver_of(unit), receiver_of(other_unit), receiver_of(unit)
    request = request_of()
    removed.do("open", request)
    Receiver.objects.filter(user=removed.user).delete()
    Receiver.objects.create(user=removed.user, unit=other_unit)

    for stranger in (other, removed):
        stranger.page(request, status=404)
        assert str(request.pk) not in stranger.list("?all").texts(".rows")
        for act in ("open", "answer", "close", "pass-on"):
            assert stranger.do(act, request, unit=other_unit.pk, reason="x").status_code == 404
    own.page(request)
    assert [act for act, *_ in acts(request)] == ["sent", "opened"]


def test_whoever_is_no_receiver_any_more_is_signed_out(receiver_of, unit, request_of):
    colleague, request = receiver_of(unit), request_of()
    Receiver.objects.all().delete()

    answer = colleague.client.get(f"/fi/help/requests/{request.pk}/")

    assert answer["Location"].startswith("/fi/sign-in/")


def test_receiver_without_a_second_step_is_led_to_it(receiver_of, unit, request_of):
    colleague, request = receiver_of(unit), request_of()
    without_second_step(colleague.client)

    answer = colleague.client.get(f"/fi/help/requests/{request.pk}/")

    assert answer["Location"] == f"/fi/account/?next=%2Ffi%2Fhelp%2Frequests%2F{request.pk}%2F"
    assert colleague.do("open", request)["Location"].startswith("/fi/account/")
    assert acts(request) == [("sent", None, unit.pk)]


def test_request_goes_to_the_unit_of_its_area_and_theme(request_of, unit):
    theme, area = TaxonomyTermFactory(code="health"), AreaFactory(slug="malmi")
    units = {name: unit_with_somebody(name) for name in ("theme", "area", "both", "nobody")}
    units["theme"].themes.add(theme)
    units["both"].themes.add(theme)
    for name in ("area", "both"):
        units[name].areas.add(area)
    units["nobody"].themes.add(TaxonomyTermFactory(code="law-permits"))

    sent = [
        request_of(**values).unit.name
        for values in (
            {"topics": ["health"], "area": "malmi"},
            {"topics": ["health"]},
            {"area": "malmi"},
            {},
        )
    ]

    assert sent == ["both", "theme", "area", unit.name]


def take_out(receiver: Receiver) -> None:
    receiver.delete()


def erase_account(receiver: Receiver) -> None:
    receiver.user.delete()


def switch_off(receiver: Receiver) -> None:
    User.objects.filter(pk=receiver.user_id).update(is_active=False)


@pytest.mark.parametrize("leave", [take_out, erase_account, switch_off])
def test_unit_that_nobody_reads_any_more_gets_nothing(
    receiver_of, other_unit, unit, request_of, family, leave
):
    request, colleague = request_of(), receiver_of(other_unit)
    HelpRequest.objects.update(unit=other_unit)
    leave(unit.receivers.get())

    assert request_of(words="Toinen").unit == other_unit
    assert colleague.do("pass-on", request, unit=unit.pk, reason="x").status_code == 400
    for receiver in other_unit.receivers.all():
        leave(receiver)
    assert family.open().all("form.form") == []


@pytest.fixture
def coordinator(db):
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def unit_form(**values) -> dict:
    return {"name": "Neuvonta", "email": "n@example.org", "working_days": "3", "is_active": "on"} | values


def test_coordinator_sets_a_unit_with_its_people(coordinator):
    area, theme = AreaFactory(slug="malmi"), TaxonomyTermFactory(code="health")

    coordinator.post(
        "/admin/receiving-units/new/",
        unit_form(
            people="Aino@example.org\n\nbo@example.org ", languages="fi, so", areas=area.pk, themes=theme.pk
        ),
    )

    made = ReceivingUnit.objects.get()
    assert set(made.receivers.values_list("user__email", flat=True)) == {"aino@example.org", "bo@example.org"}
    assert (made.languages, made.areas.get(), made.themes.get()) == (["fi", "so"], area, theme)
    assert User.objects.with_business().filter(email="aino@example.org").exists()


def test_coordinator_is_told_of_a_unit_that_nobody_reads(coordinator, unit, other_unit):
    other_unit.receivers.all().delete()

    answer = coordinator.get("/admin/receiving-units/")

    warned = Page(answer).all("td .help-warning")
    assert [tag.find_parent("tr").a.text for tag in warned] == ["Turvayksikkö"]
    unit.receivers.all().delete()
    assert len(Page(coordinator.get("/admin/receiving-units/")).all(".help-warning")) == 3


def test_coordinator_is_told_that_requests_wait_which_nobody_can_read(coordinator, unit, request_of):
    request_of()
    request_of(words="Another")
    unit.receivers.all().delete()

    page = Page(coordinator.get("/admin/receiving-units/"))

    assert "2 pyyntöä odottaa täällä" in page.texts(".help-critical")[0]


def test_coordinator_takes_a_person_out(coordinator, unit, receiver_of):
    first = unit.receivers.get().user_id
    staying, going = receiver_of(unit), receiver_of(unit)

    take_out(coordinator, unit, going)

    assert set(unit.receivers.values_list("user", flat=True)) == {first, staying.user.pk}
    assert not User.objects.with_business().filter(pk=going.user.pk).exists()


def test_person_who_was_taken_out_does_not_come_back_by_a_page_that_was_open_meanwhile(
    coordinator, unit, receiver_of
):
    going, stale = receiver_of(unit), shown_form(coordinator, unit)
    take_out(coordinator, unit, going)

    coordinator.post(
        f"/admin/receiving-units/{unit.pk}/",
        stale | {"working_days": "5", "people": f"{stale['people']}\nnew@example.org"},
    )

    emails = set(unit.receivers.values_list("user__email", flat=True))
    assert going.user.email not in emails
    assert "new@example.org" in emails
    unit.refresh_from_db()
    assert unit.working_days == 5


def shown_form(coordinator, unit) -> dict:
    """What a browser would send of the page of a unit."""
    page = Page(coordinator.get(f"/admin/receiving-units/{unit.pk}/"))
    people, shown = (page.all(f"[name={name}]")[0] for name in ("people", "shown_people"))
    return unit_form(people=people.text.strip(), shown_people=shown["value"])


def take_out(coordinator, unit, colleague) -> None:
    form = shown_form(coordinator, unit)
    form["people"] = form["people"].replace(colleague.user.email, "")
    coordinator.post(f"/admin/receiving-units/{unit.pk}/", form)


@pytest.mark.parametrize(
    "values",
    [{"people": "not an address"}, {"languages": "suomi ja somali"}, {"working_days": "0"}, {"email": ""}],
)
def test_unit_that_would_not_work_is_not_kept(coordinator, values):
    answer = coordinator.post("/admin/receiving-units/new/", unit_form(**values))

    assert answer.status_code == 200
    assert not ReceivingUnit.objects.exists()


def reminders_after(clock, days: float) -> list:
    clock.move_to(timezone.now() + timedelta(days=days))
    mail.outbox.clear()
    call_command("run_daily", stdout=StringIO())
    return [letter for letter in mail.outbox if "wait too long" in letter.subject]


def test_unit_is_reminded_of_what_waits_too_long_and_told_nothing_of_it(request_of, unit, family, settings):
    settings.LANGUAGE_CODE = "en"
    request_of()
    request_of(words="Another")

    # Two working days from a Wednesday: it is answered by Friday
    assert reminders_after(family.clock, 2) == []
    (letter,) = reminders_after(family.clock, 1)

    assert letter.to == ["unit@example.org"]
    assert "2 families have waited" in letter.body
    for secret in (WORDS, PHONE, "Another"):
        assert secret not in str(letter.message())


def test_unit_is_reminded_every_third_day_until_it_answers(request_of, unit, family, receiver_of, settings):
    settings.LANGUAGE_CODE = "en"
    request = request_of()

    assert [len(reminders_after(family.clock, days)) for days in (5, 0, 2, 1.1)] == [1, 0, 0, 1]

    receiver_of(unit).do("answer", request)
    assert reminders_after(family.clock, 4) == []


def test_reminder_that_could_not_be_sent_is_sent_the_next_time(request_of, unit, family, settings):
    settings.LANGUAGE_CODE = "en"
    request_of()
    settings.EMAIL_BACKEND = "tests.confirming.broken.EmailBackend"
    with pytest.raises(CommandError):
        reminders_after(family.clock, 5)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert len(reminders_after(family.clock, 0.1)) == 1


def test_unit_to_which_it_was_passed_is_reminded_itself(
    request_of, unit, other_unit, family, receiver_of, settings
):
    settings.LANGUAGE_CODE = "en"
    request = request_of()
    reminders_after(family.clock, 5)
    receiver_of(unit).do("open", request)
    receiver_of(unit).do("pass-on", request, unit=other_unit.pk, reason="theirs")

    (letter,) = reminders_after(family.clock, 0.1)

    assert letter.to == ["other@example.org"]
