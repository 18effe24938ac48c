"""Anybody tells what is wrong or missing, in three taps, and reads the answer by a code."""

from datetime import datetime, timedelta
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from directory.dates.times import HELSINKI
from feedback.answering import answer
from feedback.identity_codes import has_identity_code
from feedback.models import Feedback
from tests.factories import ServiceFactory, UserFactory


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel(datetime(2026, 3, 11, 13, tzinfo=HELSINKI), tick=False) as traveller:
        yield traveller


@pytest.fixture
def listing():
    return ServiceFactory(slug="kahvila", name_fi="Perhekahvila")


@pytest.fixture
def send(client, clock):
    """Open the form and send it some seconds later, as people do: `send("/en/feedback/", kind="other")`."""

    def fill_in(address: str, *, wait: int = 10, **values):
        opened = client.get(address).context["form"].initial["opened"]
        clock.move_to(timezone.now() + timedelta(seconds=wait))
        return client.post(address, {"opened": opened, **values}, follow=True)

    return fill_in


def code_in(answer) -> str:
    return parse_qs(urlsplit(answer.redirect_chain[-1][0]).query)["code"][0]


def test_feedback_about_a_listing_is_kept_with_its_language_and_nothing_of_the_person(send, listing):
    answer = send("/so/feedback/?service=kahvila", kind="times", words="Waqtigu waa khalad")

    said = Feedback.objects.get()
    assert (said.service, said.kind, said.words) == (listing, "times", "Waqtigu waa khalad")
    assert said.language_code == "so"
    assert "127.0.0.1" not in str(vars(said))
    assert code_in(answer).replace("-", "") == said.code


def test_tap_without_words_is_enough(send, listing):
    send("/ar/feedback/?service=kahvila", kind="ended")

    assert Feedback.objects.get().kind == "ended"


def test_feedback_about_the_search_keeps_what_was_looked_for_as_far_as_the_reader_lets_it(send, reader):
    page = reader("/en/feedback/?q=somali+football")
    assert page.all("#id_searched")[0]["value"] == "somali football"

    send("/en/feedback/?q=somali+football", kind="missing", searched="football")

    said = Feedback.objects.get()
    assert (said.service, said.searched) == (None, "football")


def test_every_listing_and_every_search_leads_to_the_form(reader, listing, search_index):
    search_index.drain()

    of_listing = reader("/en/services/kahvila/").href("Is something wrong or missing?")
    of_search = reader("/en/search/?q=perhekahvila").href("Tell us what is missing")

    assert of_listing == "/en/feedback/?service=kahvila"
    assert of_search == "/en/feedback/?q=perhekahvila"


def test_listing_and_search_set_no_cookie_and_the_form_does(client, listing, search_index):
    search_index.drain()
    for address in ("/en/services/kahvila/", "/en/search/"):
        assert not client.get(address).cookies

    assert list(client.get("/en/feedback/").cookies) == ["csrftoken"]


def test_answer_is_read_by_the_code_alone(send, reader, listing):
    code = code_in(send("/en/feedback/?service=kahvila", kind="times"))
    assert "There is no answer yet." in reader(f"/en/feedback/answer/?code={code}").text

    answer(Feedback.objects.get(), "Kiitos, korjattu.", UserFactory(is_superuser=True))

    page = reader(f"/en/feedback/answer/?code={code.lower().replace('-', ' ')}")
    assert "Kiitos, korjattu." in page.text
    assert page.all('[lang="fi"][dir="ltr"]')


@pytest.mark.parametrize("code", ["AAAABBBBCCCC", "", "x", "%00", "ABCD-EFGH", "𝒫" * 12])
def test_code_of_nobody_shows_nothing(reader, listing, code):
    Feedback.objects.create(kind="other", words="salaisuus", language_code="fi")

    assert "salaisuus" not in reader(f"/en/feedback/answer/?code={code}").text


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({}, "Choose one."),
        ({"kind": "nonsense"}, "Choose one."),
        ({"kind": "missing"}, "Choose one."),
        ({"kind": "other", "words": "131052-308T"}, "Take the personal identity code out"),
        ({"kind": "other", "words": "x" * 1001}, "1000"),
    ],
)
def test_error_stands_at_its_field_and_what_was_typed_stays(send, listing, values, error):
    answer = send("/en/feedback/?service=kahvila", **{"words": "Ovi oli kiinni"} | values)

    assert error in answer.text
    assert values.get("words", "Ovi oli kiinni") in answer.text
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("131052-308T", True),
        ("olen 131052a308t", True),
        ("131052\u2011308T", True),
        ("\u2067131052\u2212308T\u2069", True),
        ("131052-308U", False),
        ("040 123 4567", False),
        ("11.3.2026-100", False),
    ],
)
def test_identity_codes_are_known_by_their_check_character(text, is_one):
    assert has_identity_code(text) is is_one


def test_program_that_fills_in_everything_is_thanked_and_forgotten(send, listing):
    answer = send("/en/feedback/?service=kahvila", kind="other", homepage="https://spam.example.org")

    assert answer.status_code == 200
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("wait", [0, 1, 60 * 60 * 25])
def test_form_sent_at_once_or_a_day_later_asks_to_be_sent_once_more(send, listing, wait):
    answer = send("/en/feedback/?service=kahvila", wait=wait, kind="other", words="Ovi oli kiinni")

    assert "Please send it once more." in answer.text
    assert "Ovi oli kiinni" in answer.text
    assert not Feedback.objects.exists()


def test_form_with_a_made_up_moment_is_not_taken(client, listing):
    client.post("/en/feedback/?service=kahvila", {"kind": "other", "opened": "form:1abc:xyz"})

    assert not Feedback.objects.exists()


def test_more_than_twenty_an_hour_from_one_place_are_not_taken(send, listing, clock):
    for _ in range(20):
        send("/en/feedback/?service=kahvila", kind="other")

    assert "Too much was sent from here." in send("/en/feedback/?service=kahvila", kind="other").text
    clock.move_to(timezone.now() + timedelta(days=1))
    send("/en/feedback/?service=kahvila", kind="other")

    assert Feedback.objects.count() == 21


def test_codes_cannot_be_guessed_in_thousands(reader):
    for _ in range(60):
        reader("/en/feedback/answer/?code=AAAABBBBCCCC")

    assert "Too many codes were tried" in reader("/en/feedback/answer/?code=AAAABBBBCCCC").text


def test_listing_that_is_not_public_cannot_be_written_about(client):
    ServiceFactory(slug="luonnos", live=False)

    assert client.get("/en/feedback/?service=luonnos").status_code == 404


def test_form_without_its_token_is_not_taken(listing):
    answer = Client(enforce_csrf_checks=True).post("/en/feedback/?service=kahvila", {"kind": "other"})

    assert answer.status_code == 403


def test_feedback_is_deleted_after_its_time(listing, clock):
    Feedback.objects.create(kind="other", language_code="fi", service=listing)
    answered = Feedback.objects.create(kind="times", language_code="fi", service=listing)
    answer(answered, "Kiitos", UserFactory(is_superuser=True))

    def kept_after(days: int) -> int:
        clock.move_to(timezone.now() + timedelta(days=days))
        call_command("run_daily", stdout=StringIO())
        return Feedback.objects.count()

    assert [kept_after(89), kept_after(1), kept_after(274), kept_after(1)] == [2, 1, 1, 0]


@pytest.mark.parametrize(
    "address", ["/fi/feedback/?service=kahvila", "/ar/feedback/?q=x", "/so/feedback/answer/"]
)
def test_page_asks_little_of_the_database_and_is_found_by_no_search_engine(
    reader, listing, address, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4):
        page = reader(address)

    assert page.all('meta[name="robots"]')[0]["content"] == "noindex"
