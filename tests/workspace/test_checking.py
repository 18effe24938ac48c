"""A language checker works on what waits in her languages, across partners, and sees nothing else."""

import datetime

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory import actions
from directory.models import LanguageChecker, Service, TranslationRequest, TranslationState
from readership.models import PageCount
from tests.directory.lives import draft, keep, latest, published, states
from tests.factories import OrganizationFactory, ServiceFactory, UserFactory
from tests.plugins.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

MARCH = datetime.date(2026, 3, 1)
LONG_AGO = datetime.datetime(2025, 3, 11, tzinfo=datetime.UTC)


class Checker:
    """A checker of Somali, at her screens in English."""

    def __init__(self, *codes: str):
        self.user, self.client = UserFactory(email="checker@example.org"), Client()
        for code in codes:
            LanguageChecker.objects.create(user=self.user, language_code=code)
        self.client.force_login(self.user)

    def open(self, rest: str = "", status: int = 200) -> Page:
        response = self.client.get(f"/en/checking/{rest}")
        assert response.status_code == status
        return Page(response)

    def send(self, rest: str, **data) -> Page:
        seen = self.open(rest).all("[name=seen]")[0]["value"]
        return Page(self.client.post(f"/en/checking/{rest}", {"seen": seen} | data))


@pytest.fixture
def checker(db) -> Checker:
    return Checker("so")


@pytest.fixture
def listing(partner, coordinator) -> Service:
    texts = {"name_fi": "Velkailta", "summary_fi": "Apua laskuihin", "name_so": "Fiid"}
    service = published(coordinator, organization=partner, slug="ilta", **texts)
    return actions.publish(service, keep(service, coordinator, how="machine", name_so="Fiidka"), coordinator)


def waits(name: str, *, since=None, readers: int = 0, **state) -> Service:
    """A public listing of a partner of its own whose Somali waits."""
    service = ServiceFactory(name_fi=name, name_so="Koox")
    values = {"state": "machine", "language_code": "so", "changed_at": since} | state
    TranslationState.objects.create(service=service, **values)
    if readers:
        PageCount.objects.create(service=service, language_code="so", month=MARCH, number=readers)
    return service


def test_what_waited_longest_and_is_read_most_comes_first(checker, desk, listing):
    waits("Vanha", since=LONG_AGO)
    waits("Luettu", since=LONG_AGO, readers=20)
    waits("Tarkistettu", state="checked")
    waits("Vanhentunut", state="checked", is_outdated=True, since=LONG_AGO - datetime.timedelta(days=30))
    waits("Arabiaksi", language_code="ar")
    asked = ServiceFactory(organization=desk.partner, slug="pyydetty", name_fi="Pyydetty")
    desk.send("listings/pyydetty/languages/so/ask/")
    desk.send("listings/pyydetty/languages/ar/ask/")

    page = checker.open()

    assert [words.split("Somali")[0] for words in page.texts(".rows__link > span:first-child")] == [
        "Luettu",
        "Vanhentunut",
        "Vanha",
        "Velkailta",
        "Pyydetty",
    ]
    assert page.texts(".rows .mark")[-1] == "A partner asks for it"
    assert TranslationRequest.objects.filter(service=asked).count() == 2


def test_what_was_mended_and_checked_is_read_at_once(checker, listing, reader):
    page = checker.open("ilta/so/")

    checker.send("ilta/so/", name="Fiidka deynta", summary="Caawimo biilasha")

    assert page.texts('.versus [lang="fi"] p') == ["Velkailta", "Apua laskuihin", "Ryhmä"]
    assert states(listing)["so"] == ("checked", False)
    assert "Fiidka deynta" in reader("/so/services/ilta/").text
    assert "All is well" in checker.open().text


def test_what_changed_while_she_read_is_shown_and_what_she_typed_stays(checker, listing, coordinator):
    opened = checker.open("ilta/so/").all("[name=seen]")[0]["value"]
    actions.publish(listing, keep(listing, coordinator, summary_fi="Jotain muuta"), coordinator)

    page = Page(checker.client.post("/en/checking/ilta/so/", {"seen": opened, "name": "Fiid cusub"}))

    assert "The texts have changed meanwhile" in page.text
    assert (page.all("#id_name")[0]["value"], page.texts("ins")) == ("Fiid cusub", ["Jotain muuta"])
    assert Service.objects.get(slug="ilta").name_so == "Fiidka"


def test_nothing_of_a_draft_or_of_another_language_is_there(checker, editor, listing, partner):
    keep(listing, editor, summary_fi="Salainen luonnos")
    begun = draft(organization=partner, slug="luonnos", name_fi="Luonnos")
    TranslationState.objects.create(service=begun, language_code="so", state="machine")

    assert "Salainen" not in checker.open("ilta/so/").text
    assert "Luonnos" not in checker.open().text
    for rest in ("luonnos/so/", "ilta/ar/", "ilta/fi/", "ilta/xx/", "nobody/so/"):
        checker.open(rest, status=404)
    assert checker.client.get(f"/en/workspace/{partner.slug}/").status_code == 404


def test_partners_people_have_no_such_screens(desk, listing):
    desk.send("my-languages/", {"codes": ["so"]})

    for rest in ("", "ilta/so/"):
        assert desk.client.get(f"/en/checking/{rest}").status_code == 404


def test_checker_of_no_partner_is_led_there_and_out_when_her_languages_end(checker, listing):
    led = checker.client.get("/en/workspace/")
    LanguageChecker.objects.all().delete()
    after = checker.client.get("/en/checking/")

    assert led["Location"] == "/en/checking/"
    assert after["Location"].startswith("/en/sign-in/")


def test_person_who_works_for_a_partner_too_chooses(desk, editor):
    LanguageChecker.objects.create(user=editor, language_code="so")

    chooser = Page(desk.client.get("/en/workspace/"))

    assert chooser.texts(".rows__link") == ["Hillapolku ry", "Translations to check"]
    assert desk.open(language="en").texts(".where__partner a") == ["Change"]


def test_only_ones_own_public_listing_is_asked_for(desk, stranger_desk, listing, partner):
    draft(organization=partner, slug="luonnos")

    stranger_desk.send("listings/ilta/languages/so/ask/", status=404)
    desk.send("listings/luonnos/languages/so/ask/")
    desk.send("listings/ilta/languages/fi/ask/", status=404)

    assert not TranslationRequest.objects.exists()


def test_coordinator_names_a_checker_who_gets_a_mail_in_her_language(
    coordinator, django_capture_on_commit_callbacks, client
):
    client.force_login(coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/admin/language-checkers/", {"email": "Uusi@Example.org", "codes": ["so", "ar"]})

    named = LanguageChecker.objects.values_list("user__email", "language_code", "given_by__email")
    assert set(named) == {("uusi@example.org", code, "coordinator@example.org") for code in ("so", "ar")}
    (letter,) = mail.outbox
    assert letter.to == ["uusi@example.org"]
    client.post("/admin/language-checkers/", {"email": "uusi@example.org"})
    assert not LanguageChecker.objects.exists()


def test_many_texts_take_as_few_queries_as_one(checker, listing, coordinator):
    other = OrganizationFactory()
    made = Service.objects.bulk_create(
        Service(organization=other, slug=f"ryhma-{n}", name_fi=f"Ryhmä {n}", live=True) for n in range(500)
    )
    TranslationState.objects.bulk_create(
        TranslationState(service=each, language_code="so", state="machine") for each in made
    )
    counts = {}

    for rest in ("", "?page=9", "ilta/so/"):
        checker.open(rest)
        with CaptureQueriesContext(connection) as queries:
            checker.open(rest)
        counts[rest] = len(queries)

    assert latest(listing).name_so == "Fiidka"
    assert {rest: count for rest, count in counts.items() if count > 12} == {}
