"""A coordinator sees all that waits in one list, decides it, and never undoes what another has decided."""

from datetime import time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from modelcluster.models import get_all_child_relations
from wagtail.models import ModelLogEntry, TaskState
from wagtail.users.models import UserProfile

from accounts.models import Application
from audit.choices import Act
from audit.models import Entry
from desk.benchmark import pages_of_one
from desk.changes.places import refusal
from desk.changes.showing import show
from desk.daily_steps import undescribed_edits
from desk.models import Assignment, Submission
from desk.queue import deciding
from desk.queue.kinds import WHAT, Kind
from desk.queue.waiting import find
from directory import actions
from directory.actions.validation import validate
from directory.choices import Standing
from directory.models import (
    Assurance,
    EasyLanguageText,
    Organization,
    OrganizationRole,
    Picture,
    RoleAcceptance,
    RoleRefusal,
    Service,
    ServiceAtLocation,
    ServicePhone,
    ServicePicture,
    ServiceRole,
    TranslationState,
)
from directory.reading.vocabulary import forget
from directory.translation_states import Edit
from feedback.models import Feedback
from tests.cast import place
from tests.directory import drawings
from tests.directory.admin_forms import post_edit, url_of
from tests.directory.lives import draft, keep, latest, log_of, published
from tests.factories import AreaFactory, OrganizationFactory, ServiceAtLocationFactory
from tests.isolation.asking import undone
from tests.plugins.pages import Page

pytestmark = pytest.mark.django_db

QUEUE = "/admin/desk/queue/"
MOST_QUERIES = 20


def rows(page) -> list[list[str]]:
    found = BeautifulSoup(page.content, "html.parser").select("table.listing tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in found]


def kinds(page) -> list[str]:
    return [row[1] for row in rows(page)]


def address(kind: str, number: int) -> str:
    return f"{QUEUE}{WHAT[Kind(kind)]}/{number}/"


def texts(page) -> str:
    return BeautifulSoup(page.content, "html.parser").select_one("main").get_text(" ", strip=True)


def revision_of(listing: Service) -> int:
    return Service.objects.get(pk=listing.pk).current_workflow_task_state.revision_id


def test_everything_that_waits_is_in_one_list_with_the_oldest_first(desk, everything):
    TaskState.objects.filter(workflow_state__object_id=str(everything["listing"])).update(
        started_at=timezone.now() - timedelta(days=30)
    )
    Feedback.objects.update(created_at=timezone.now() - timedelta(days=20))

    page = desk.get(QUEUE)

    assert {str(Kind(kind).label) for kind in everything} == set(kinds(page))
    assert kinds(page)[:3] == ["New listing", "Reported wrong", "Hidden: nobody confirmed it"]
    assert ["late" in row[3] for row in rows(page)] == [True, True] + [False] * 6


LABELS = {
    *("New partner", "Claim of an organisation", "New listing", "Change of a listing", "Translation"),
    *("Role to accept", "Hidden: nobody confirmed it", "Reported wrong"),
}
NARROWED = (
    ("kind=edit", {"Change of a listing"}),
    ("kind=translation", {"Translation"}),
    ("language=ar", {"New partner", "Claim of an organisation"}),
    # A new listing with a text in it, too
    ("language=so", {"Translation", "New listing"}),
    ("area=malmi", {"Change of a listing"}),
    ("mine=1", {"Role to accept"}),
    ("late=1", {"Reported wrong"}),
    ("kind=nonsense&language=xx&area=nowhere&partner=x&late=2", LABELS),
)


def test_list_is_narrowed_by_what_is_asked(desk, coordinator, everything):
    ServiceAtLocationFactory(service_id=everything["edit"], location=place("malmi"))
    forget()
    Assignment.objects.create(what="role", number=everything["role"], user=coordinator)
    Feedback.objects.update(created_at=timezone.now() - timedelta(days=20))

    shown = {asked: set(kinds(desk.get(f"{QUEUE}?{asked}"))) for asked, _found in NARROWED}

    assert shown == dict(NARROWED)


def test_edits_that_wait_since_before_their_languages_were_kept_are_described_by_the_day(everything):
    Submission.objects.update(languages="")

    for errand in undescribed_edits(timezone.now()):
        errand.do()

    translation = Submission.objects.get(is_translation=True)
    assert translation.languages == " so "
    assert list(undescribed_edits(timezone.now())) == []


def test_list_of_one_partner_holds_nothing_of_another(desk, everything, organization):
    shown = kinds(desk.get(f"{QUEUE}?partner={organization.pk}"))

    assert "New partner" not in shown
    assert "Claim of an organisation" in shown
    page = BeautifulSoup(desk.get(f"{QUEUE}?partner={organization.pk}").content, "html.parser")
    offered = {each["value"]: each.text for each in page.select("select[name=partner] option[value!='']")}
    assert page.select_one("select[name=partner] option[selected]")["value"] == str(organization.pk)
    assert {"Naapurit", "Hakija"} <= set(offered.values())


def test_change_is_shown_old_and_new_word_by_word(desk, waiting_edit):
    page = BeautifulSoup(desk.get(address("edit", waiting_edit.pk)).content, "html.parser")

    row = page.select_one(".desk-changes tbody tr")
    assert row.select_one("th").text == "Name · Finnish"
    assert [cell["lang"] for cell in row.select("td")] == ["fi", "fi"]
    assert [each.text for each in row.select("del")] == ["Perhekahvila"]
    assert [each.text for each in row.select("ins")] == ["Perheiden kahvila"]
    assert len(page.select(".desk-changes tbody tr")) == 1


def test_markup_and_marks_of_direction_in_a_text_stay_text(desk, editor, coordinator, organization):
    listing = published(coordinator, organization=organization)
    evil = "<script>alert(1)</script> 1 < 2 & 3\u202e" + "x" * 2_300
    actions.submit(listing, keep(listing, editor, description_fi=evil), editor)

    page = desk.get(address("edit", listing.pk))

    assert b"<script>alert(1)" not in page.content
    assert "1 &lt; 2 &amp; 3" in page.text


def test_approved_edit_is_public_and_the_next_one_is_shown(desk, everything, waiting_edit):
    answer = desk.post(
        address("edit", waiting_edit.pk),
        {"do": "approve", "revision": revision_of(waiting_edit)},
        follow=True,
    )

    assert Service.objects.get(pk=waiting_edit.pk).name_fi == "Perheiden kahvila"
    assert answer.redirect_chain[-1][0].startswith(QUEUE)
    assert answer.redirect_chain[-1][0] != QUEUE
    assert "Approved" in answer.text


def test_returned_edit_goes_back_with_the_comment_in_the_language_of_its_editor(
    desk, waiting_edit, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        sent = {"do": "return", "revision": revision_of(waiting_edit)}
        refused = desk.post(address("edit", waiting_edit.pk), sent | {"comment": "  "})
        desk.post(address("edit", waiting_edit.pk), sent | {"comment": "Kerro hinta"})

    assert "Write what should change." in refused.text
    (letter,) = [each for each in mail.outbox if each.to == ["editor@example.org"]]
    assert "Kerro hinta" in letter.body
    assert "/so/workspace/" in letter.body
    assert not Service.objects.get(pk=waiting_edit.pk).workflow_in_progress


def test_mail_about_an_approval_leads_to_the_workspace_in_the_language_of_its_editor(
    desk, waiting_edit, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address("edit", waiting_edit.pk), {"do": "approve", "revision": revision_of(waiting_edit)})

    (letter,) = mail.outbox
    assert letter.to == ["editor@example.org"]
    assert f"/so/workspace/{waiting_edit.organization.slug}/listings/{waiting_edit.slug}/" in letter.body
    assert "/admin/" not in letter.body


def test_coordinators_are_told_of_what_was_sent_in_their_language_unless_they_switched_it_off(
    editor, coordinator, colleague, organization, django_capture_on_commit_callbacks
):
    UserProfile.objects.create(user=colleague, submitted_notifications=False)
    new = draft(organization=organization, name_fi="Uusi ryhmä")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        actions.submit(new, keep(new, editor), editor)

    (letter,) = mail.outbox
    assert letter.to == [coordinator.email]
    assert letter.subject == "Waits for review – Uusi ryhmä"
    assert address("listing", new.pk) in letter.body


def test_coordinators_are_told_of_an_application(coordinator, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        application = Application.objects.create(
            organization=OrganizationFactory(name_fi="Kuusi kynttilää"),
            name="Layla",
            email="layla@example.org",
            language_code="ar",
            about="Naisten iltoja",
        )
        application.save()

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([coordinator.email], "New partner – Kuusi kynttilää")
    assert address("partner", application.pk) in letter.body


def test_small_correction_is_published_as_ours_and_makes_no_translation_outdated(
    desk, coordinator, waiting_edit
):
    sent = {
        "do": "correct",
        "revision": revision_of(waiting_edit),
        "name_fi": "Perheitten kahvila",
        "pk": "1",
    }

    desk.post(address("edit", waiting_edit.pk), sent)

    listing = Service.objects.get(pk=waiting_edit.pk)
    entry = ModelLogEntry.objects.get(action="directory.correct")
    assert (listing.name_fi, listing.live_revision_id) == ("Perheitten kahvila", listing.latest_revision_id)
    assert (entry.user, entry.data["fields"]) == (coordinator, ["name_fi"])
    assert listing.latest_revision.user == coordinator
    assert not listing.workflow_in_progress


def test_comment_that_reaches_nobody_is_said_so_and_holds_nothing_that_no_database_keeps(
    desk, editor, waiting_edit
):
    editor.delete()
    sent = {"do": "return", "revision": revision_of(waiting_edit), "comment": "Kenelle\0 se on?"}

    page = desk.get(address("edit", waiting_edit.pk))
    answer = desk.post(address("edit", waiting_edit.pk), sent, follow=True)

    assert "The editor gets it by mail" not in page.text
    assert "nobody gets the comment" in answer.text
    assert TaskState.objects.get(status=TaskState.STATUS_REJECTED).comment == "Kenelle se on?"


def test_editor_is_told_of_a_correction_but_not_where_there_was_none(
    desk, waiting_edit, django_capture_on_commit_callbacks
):
    told, ways = [], [{"do": "approve"}, {"do": "correct", "name_fi": "Perheitten kahvila"}]

    for sent in ways:
        mail.outbox.clear()
        with undone(), django_capture_on_commit_callbacks(execute=True):
            desk.post(address("edit", waiting_edit.pk), sent | {"revision": revision_of(waiting_edit)})
        told += [letter.body for letter in mail.outbox if letter.to == ["editor@example.org"]]

    # In the language of the editor, Somali: the city corrected words of it before it was approved
    assert ["ayay saxday ka hor inta aan la oggolaan" in body for body in told] == [False, True]


def test_answer_to_a_report_is_in_the_log_of_acts_without_its_words(desk, coordinator, everything):
    desk.post(address("wrong", everything["wrong"]), {"do": "answer", "answer": "Korjattu"})

    entry = Entry.objects.get(object_type="feedback.feedback", act=Act.CHANGED)
    assert (entry.person, entry.object_id) == (str(coordinator.pk), str(everything["wrong"]))
    assert "Korjattu" not in str(entry.extra) + entry.label


def test_correction_that_breaks_a_rule_is_refused_in_words_and_nothing_is_published(desk, waiting_edit):
    sent = {"do": "correct", "revision": revision_of(waiting_edit), "name_fi": ""}

    answer = desk.post(address("edit", waiting_edit.pk), sent)

    assert "Write the name in the original language." in answer.text
    (typed,) = BeautifulSoup(answer.content, "html.parser").select("#name_fi")
    assert typed["value"] == ""
    assert Service.objects.get(pk=waiting_edit.pk).name_fi == "Perhekahvila"


def test_second_moderator_is_told_who_was_faster_and_nothing_is_published_twice(
    desk, colleague, waiting_edit
):
    other = Client()
    other.force_login(colleague)
    seen = {"revision": revision_of(waiting_edit)}
    other.post(address("edit", waiting_edit.pk), seen | {"do": "approve"})

    returned = {"do": "return", "comment": "Ei"}
    tried = [seen | sent for sent in ({"do": "approve"}, {"do": "correct"}, returned)]
    answers = [desk.post(address("edit", waiting_edit.pk), sent) for sent in tried]

    assert [answer.status_code for answer in answers] == [409] * 3
    assert all("Kaisa" in texts(answer) for answer in answers)
    assert log_of(waiting_edit.pk).count("directory.approve") == 1
    assert "directory.return" not in log_of(waiting_edit.pk)


def test_second_coordinator_is_told_who_decided_a_thing_of_any_kind(desk, colleague, everything):
    other = Client()
    other.force_login(colleague)
    for kind, sent, _is_done in DECISIONS:
        with undone():
            other.post(address(kind, everything[kind]), sent)
            answer = desk.post(address(kind, everything[kind]), sent)

            assert answer.status_code == 409, kind
            assert "Kaisa" in texts(answer), kind


def test_nobody_is_named_for_what_its_editor_took_back_after_an_earlier_decision(
    desk, colleague, editor, waiting_edit
):
    actions.approve(waiting_edit, colleague)
    actions.submit(waiting_edit, keep(waiting_edit, editor, name_fi="Aamukahvila"), editor)
    Service.objects.get(pk=waiting_edit.pk).current_workflow_state.cancel(user=editor)

    said = texts(desk.get(address("edit", waiting_edit.pk)))

    assert "This does not wait any more" in said
    assert "Kaisa" not in said


@pytest.mark.parametrize("sent", [{"do": "approve"}, {"do": "return", "comment": "Kerro hinta"}])
def test_edit_that_was_sent_again_meanwhile_is_not_decided_unseen(desk, editor, waiting_edit, sent):
    seen = revision_of(waiting_edit)
    actions.submit(waiting_edit, keep(waiting_edit, editor, name_fi="Aivan muuta"), editor)

    answer = desk.post(address("edit", waiting_edit.pk), sent | {"revision": seen})

    assert Service.objects.get(pk=waiting_edit.pk).workflow_in_progress
    assert "This listing has changed meanwhile." in answer.text
    assert "Aivan muuta" in texts(answer)
    assert Service.objects.get(pk=waiting_edit.pk).name_fi == "Perhekahvila"


REFUSAL = {"do": "refuse", "reason": "Ei kuulu tänne"}
WITHDRAWAL = {"do": "withdraw", "reason": "Lopetettu"}
#: What is sent about each kind, and how one sees that it has happened
DECISIONS = (
    ("partner", REFUSAL, lambda pk: Application.objects.get(pk=pk).decision),
    ("claim", {"do": "accept"}, lambda pk: Application.objects.get(pk=pk).decision),
    ("role", {"do": "accept"}, lambda _pk: RoleAcceptance.objects.exists()),
    ("role", {"do": "refuse"}, lambda _pk: RoleRefusal.objects.exists()),
    ("hidden", {"do": "confirm"}, lambda pk: not Assurance.objects.get(service=pk).hidden_date),
    ("hidden", WITHDRAWAL, lambda pk: not Service.objects.get(pk=pk).live),
    ("wrong", {"do": "answer", "answer": "Korjattu"}, lambda pk: Feedback.objects.get(pk=pk).answered_at),
)


def test_each_kind_is_decided_on_its_page(desk, everything):
    for kind, sent, is_done in DECISIONS:
        item = address(kind, everything[kind])
        with undone():
            before, answer = desk.get(item), desk.post(item, sent)

            assert (before.status_code, answer.status_code) == (200, 302), kind
            assert is_done(everything[kind]), kind
            assert "does not wait any more" in texts(desk.get(item)), kind


def test_organisation_that_nobody_knows_is_not_admitted(desk, everything):
    item = address("partner", everything["partner"])

    page, answer = desk.get(item), desk.post(item, {"do": "accept"})

    assert "admitted when another one vouches" in page.text
    assert 'value="accept"' not in page.text
    assert "admitted when another one vouches" in answer.text


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.ENDED])
def test_accepted_claim_does_not_bring_back_who_was_taken_out(desk, everything, coordinator, standing):
    claim = Application.objects.get(pk=everything["claim"])
    item = address("claim", claim.pk)
    actions.set_standing(claim.organization, standing, coordinator, "Sovittu")

    page, answer = desk.get(item), desk.post(item, {"do": "accept"})

    assert f"is here already) · {standing.label}" in texts(page)
    assert 'value="accept"' not in page.text
    assert "Decide about its standing with the city first." in answer.text
    assert Organization.objects.get(pk=claim.organization_id).standing == standing
    assert Application.objects.waiting().contains(claim)


def test_role_that_its_organisation_refused_waits_no_more(desk, everything):
    role = ServiceRole.objects.get(pk=everything["role"])
    before = kinds(desk.get(QUEUE))

    RoleRefusal.objects.create(service=role.service, organization=role.organization, role=role.role)

    assert len(before) - len(kinds(desk.get(QUEUE))) == 1


def test_refusal_says_which_part_of_a_listing_is_wrong(coordinator, organization):
    listing = published(coordinator, organization=organization)
    edited = latest(listing)
    edited.phones.set([ServicePhone(number="12")])
    edited.email = "ei mitään"

    with pytest.raises(ValidationError) as refused:
        validate(edited)

    with translation.override("en"):
        said = refusal(refused.value)
    assert "Phone numbers: " in said
    assert "E-mail: " in said


def test_nothing_is_taken_away_without_a_word(desk, everything):
    for kind, do in (("hidden", "withdraw"), ("wrong", "answer"), ("edit", "return")):
        answer = desk.post(address(kind, everything[kind]), {"do": do, "reason": " ", "answer": " "})

        assert answer.status_code == 200
    assert len(kinds(desk.get(QUEUE))) == len(everything)


def test_many_are_assigned_or_confirmed_at_once_and_nothing_else(desk, colleague, everything):
    strange = ["review-", "x-1", f"role-{'9' * 30}"]
    names = [f"{WHAT[Kind(kind)]}-{number}" for kind, number in everything.items()]

    desk.post(QUEUE, {"do": "assign", "user": colleague.pk, "item": [*names, *strange]})
    assigned = list(Assignment.objects.values_list("user__email", flat=True))
    desk.post(QUEUE, {"do": "approve", "item": names})
    desk.post(QUEUE, {"do": "confirm", "item": names})

    assert assigned == ["colleague@example.org"] * len(everything)
    assert "Kaisa" in texts(desk.get(QUEUE))
    assert set(kinds(desk.get(QUEUE))) == {str(Kind(kind).label) for kind in everything if kind != "hidden"}


def test_confirming_many_says_so_only_where_one_was_hidden_and_then_it_is_nobodys(
    desk, coordinator, everything
):
    Assignment.objects.create(what="hidden", number=everything["hidden"], user=coordinator)
    public = Assurance.objects.get(service=everything["edit"])

    others = [f"review-{everything['edit']}", f"hidden-{everything['edit']}"]
    nothing = desk.post(QUEUE, {"do": "confirm", "item": others}, follow=True)
    one = desk.post(QUEUE, {"do": "confirm", "item": [f"hidden-{everything['hidden']}"]}, follow=True)

    assert "Nothing was confirmed" in nothing.text
    assert "directory.confirm" not in log_of(public.service_id)
    assert "Saved." in one.text
    assert not Assignment.objects.exists()


def test_log_of_acts_says_who_gave_what_to_whom(desk, coordinator, colleague, everything):
    review, role = f"review-{everything['edit']}", f"role-{everything['role']}"
    desk.post(QUEUE, {"do": "assign", "user": colleague.pk, "item": [review, role, review]})
    desk.post(QUEUE, {"do": "assign", "user": colleague.pk, "item": [review]})
    desk.post(QUEUE, {"do": "assign", "user": "", "item": [review]})

    entries = Entry.objects.filter(extra__what="desk.assign").order_by("pk")

    nobody, somebody = "", str(colleague.pk)
    assert [(each.object_type, each.object_id, each.person) for each in entries] == [
        ("directory.service", str(everything["edit"]), str(coordinator.pk)),
        ("directory.servicerole", str(everything["role"]), str(coordinator.pk)),
        ("directory.service", str(everything["edit"]), str(coordinator.pk)),
    ]
    assert [(each.extra["assigned_from"], each.extra["assigned_to"]) for each in entries] == [
        (nobody, somebody),
        (nobody, somebody),
        (somebody, nobody),
    ]


def test_number_of_queries_for_assigning_grows_by_the_entries_alone(
    desk, colleague, coordinator, organization
):
    listings = [published(coordinator, organization=organization) for _ in range(6)]
    Assurance.objects.update(hidden_date=timezone.localdate())

    def queries(some) -> int:
        with CaptureQueriesContext(connection) as captured:
            items = [f"hidden-{listing.pk}" for listing in some]
            desk.post(QUEUE, {"do": "assign", "user": colleague.pk, "item": items})
        return len(captured)

    queries(listings[:1])
    assert queries(listings[2:]) - queries(listings[1:2]) == 3


def test_nothing_is_assigned_to_somebody_who_may_not_decide(desk, editor, waiting_edit):
    desk.post(QUEUE, {"do": "assign", "user": editor.pk, "item": f"review-{waiting_edit.pk}"})

    assert not Assignment.objects.exists()


@pytest.mark.parametrize("by", ["list", "page"])
def test_who_has_something_keeps_it_where_the_form_names_somebody_who_left(
    desk, colleague, editor, waiting_edit, by
):
    Assignment.objects.create(what="review", number=waiting_edit.pk, user=colleague)
    opened = QUEUE if by == "list" else address("edit", waiting_edit.pk)

    sent = {"do": "assign", "user": editor.pk, "item": f"review-{waiting_edit.pk}"}
    answer = desk.post(opened, sent, follow=True)

    assert "Choose one from the list." in answer.text
    assert Assignment.objects.get().user == colleague


def test_assigning_nothing_is_said(desk, colleague, waiting_edit):
    answer = desk.post(QUEUE, {"do": "assign", "user": colleague.pk}, follow=True)

    assert "Choose at least one." in answer.text


def test_pages_that_are_measured_are_there_and_are_of_every_kind_that_waits(desk, everything):
    measured = list(pages_of_one())

    assert {desk.get(each).status_code for each in measured} == {200}
    assert all(any(f"/queue/{what}/" in each for each in measured) for what in WHAT.values())
    assert any("/quality/" in each for each in measured)


def test_empty_queue_says_so(desk):
    assert "Nothing waits. All is decided." in texts(desk.get(QUEUE))


def test_address_of_nothing_is_answered_in_words(desk):
    for rest in ("review/999/", "application/999/", "role/999/", "hidden/0/", "wrong/999999999/"):
        answers = desk.get(QUEUE + rest), desk.post(QUEUE + rest, {"do": "approve"})
        assert [answer.status_code for answer in answers] == [200, 409]
        assert all("This does not wait any more" in answer.text for answer in answers)
    assert desk.get(f"{QUEUE}nonsense/1/").status_code == 404


def test_queries_are_few_and_do_not_grow_with_what_waits(desk, everything, editor, coordinator, organization):
    addresses = [
        QUEUE,
        f"{QUEUE}?area=x&language=fi&mine=1",
        *(address(*each) for each in everything.items()),
    ]
    few = {each: _queries(desk, each) for each in addresses}

    for number in range(10):
        listing = published(coordinator, organization=organization, name_fi=f"Kerho {number}")
        actions.submit(listing, keep(listing, editor, summary_fi="Uusi"), editor)

    assert {each: _queries(desk, each) for each in addresses} == few
    assert {each: count for each, count in few.items() if count > MOST_QUERIES} == {}


def _queries(desk, each: str) -> int:
    desk.get(each)
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(each).status_code == 200
    return len(queries)


def test_translation_alone_is_told_from_an_edit(everything, editor):
    listing = Service.objects.get(pk=everything["translation"])
    before = find("review", listing.pk).kind

    actions.submit(listing, keep(listing, editor, name_fi="Toinen nimi"), editor)

    assert (before, find("review", listing.pk).kind) == (Kind.TRANSLATION, Kind.EDIT)
    assert (
        TaskState.objects.filter(workflow_state__object_id=str(listing.pk), status="in_progress").count() == 1
    )


def test_what_a_coordinator_saves_while_an_edit_waits_is_what_is_seen_and_decided(
    desk, waiting_edit, editor, django_capture_on_commit_callbacks
):
    seen = revision_of(waiting_edit)
    post_edit(desk, url_of("edit", waiting_edit.pk), summary_fi="Kahvia ja seuraa")

    early = desk.post(address("edit", waiting_edit.pk), {"do": "approve", "revision": seen})
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        sent = {"do": "approve", "revision": revision_of(waiting_edit)}
        answer = desk.post(address("edit", waiting_edit.pk), sent)

    assert "This listing has changed meanwhile." in early.text
    assert "Kahvia ja seuraa" in texts(early)
    assert answer.status_code == 302
    listing = Service.objects.get(pk=waiting_edit.pk)
    assert (listing.name_fi, listing.summary_fi) == ("Perheiden kahvila", "Kahvia ja seuraa")
    (letter,) = mail.outbox
    assert (letter.to, "ayay saxday ka hor inta aan la oggolaan" in letter.body) == ([editor.email], True)


def test_edit_that_a_coordinator_added_to_is_returned_and_is_no_translation_any_more(
    desk, coordinator, everything
):
    listing = Service.objects.get(pk=everything["translation"])
    keep(listing, coordinator, name_fi="Läksykerho kirjastossa")
    kind = find("review", listing.pk).kind

    sent = {"do": "return", "comment": "Kerro hinta", "revision": revision_of(listing)}
    answer = desk.post(address("edit", listing.pk), sent)

    assert (kind, answer.status_code) == (Kind.EDIT, 302)
    assert not Service.objects.get(pk=listing.pk).workflow_in_progress


def test_new_listing_is_called_and_found_as_the_version_that_waits_says(desk, editor, organization):
    new = draft(organization=organization, name_fi="Ryhmä")
    edited = latest(new)
    edited.name_fi = "Isien ryhmä"
    edited.service_at_locations.set([ServiceAtLocation(location=place("malmi"))])
    place("itakeskus")
    actions.submit(new, actions.keep(edited, edited.latest_revision_id, Edit(user=editor)), editor)
    forget()

    found, others = (rows(desk.get(f"{QUEUE}?area={area}")) for area in ("malmi", "itakeskus"))

    assert [row[2] for row in found] == ["Isien ryhmä Naapurit"]
    assert others == []


def test_changed_session_is_named_by_what_it_was(desk, editor, coordinator, organization):
    listing = published(coordinator, organization=organization, name_fi="Perhekahvila")
    edited = latest(listing)
    schedules = list(edited.schedules.all())
    schedules[0].closes_at = time(20)
    edited.schedules.set(schedules)
    actions.submit(listing, actions.keep(edited, edited.latest_revision_id, Edit(user=editor)), editor)

    page = desk.get(address("edit", listing.pk))

    assert "Changed · Every week: Mon, 10" in texts(page)


def test_changed_picture_is_seen_and_easy_text_is_told_with_its_language(
    desk, editor, coordinator, organization, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    listing = published(coordinator, organization=organization, name_fi="Perhekahvila")
    edited = latest(listing)
    picture = Picture.objects.create(title="x", file=ContentFile(drawings.picture(), name="x.jpg"))
    edited.pictures.set([ServicePicture(picture=picture, text_fi="Lapsia pöydän ääressä")])
    easy = EasyLanguageText(language_code="fi", name="Kahvila", description="Tule kahville.")
    edited.easy_texts.set([easy])
    actions.submit(listing, actions.keep(edited, edited.latest_revision_id, Edit(user=editor)), editor)

    page = Page(desk.get(address("edit", listing.pk)))

    assert page.texts("h2")[:2] == ["Easy language", "Pictures"]
    (shown,) = page.all(".desk-changes img")
    assert (shown["alt"], shown["lang"]) == ("Lapsia pöydän ääressä", "fi")
    assert "Tule kahville." in page.texts('.desk-part td[lang="fi"]')


def test_parts_of_every_kind_have_a_name(db):
    kinds = [each for each in get_all_child_relations(Service) if each.related_model is not TranslationState]
    content = {each.get_accessor_name(): [filled(each.related_model)] for each in kinds}

    groups = show({}, content).groups

    assert len({group.title for group in groups}) == len(kinds)


def filled(model) -> dict:
    """A part with something in each field, however odd."""
    return {field.name: 1 if field.is_relation else "x" for field in model._meta.fields}


def test_first_page_of_the_admin_says_how_much_waits_in_few_queries(desk, everything):
    desk.get("/admin/")
    with CaptureQueriesContext(connection) as queries:
        page = desk.get("/admin/")

    links = BeautifulSoup(page.content, "html.parser").select(f"main a[href='{QUEUE}']")
    assert [link.get_text(" ", strip=True) for link in links] == ["All 8"]
    assert len(queries) <= MOST_QUERIES, "\n".join(query["sql"] for query in queries)


def test_areas_of_one_name_are_told_apart(desk):
    district = AreaFactory(slug="ostersundom-suurpiiri", kind="district", name_fi="Östersundom")
    AreaFactory(slug="ostersundom", kind="neighbourhood", name_fi="Östersundom", parent=district)
    AreaFactory(slug="vuosaari", kind="neighbourhood", name_fi="Vuosaari", parent=district)
    forget()

    page = BeautifulSoup(desk.get(QUEUE).content, "html.parser")

    assert {
        option["value"]: option.text for option in page.select("select[name=area] option[value!='']")
    } == {
        "ostersundom-suurpiiri": "Östersundom · Major district",
        "ostersundom": "Östersundom · Neighbourhood",
        "vuosaari": "Vuosaari",
    }


@pytest.mark.parametrize("kind", Kind.values)
def test_decision_about_a_partner_that_was_deleted_meanwhile_is_told_and_does_nothing(desk, everything, kind):
    item = address(kind, everything[kind])
    assert desk.get(item).status_code == 200
    Service.objects.all().delete()
    OrganizationRole.objects.all().delete()
    Organization.objects.all().delete()
    before = ModelLogEntry.objects.count()

    answers = [
        desk.post(item, {"do": do, "comment": "x", "reason": "x", "answer": "x"})
        for do in deciding.DECISIONS[WHAT[Kind(kind)]]
    ]

    assert {answer.status_code for answer in answers} == {409}
    assert all("This does not wait any more" in answer.text for answer in answers)
    assert ModelLogEntry.objects.count() == before
    assert kinds(desk.get(QUEUE)) == []


def test_item_that_its_editor_took_back_while_it_was_open_is_not_published(desk, waiting_edit, editor):
    item, seen = address("edit", waiting_edit.pk), revision_of(waiting_edit)
    Service.objects.get(pk=waiting_edit.pk).current_workflow_state.cancel(user=editor)

    answer = desk.post(item, {"do": "approve", "revision": seen})

    assert answer.status_code == 409
    assert "or it was taken back. Nothing was done twice." in texts(answer)
    assert Service.objects.get(pk=waiting_edit.pk).name_fi == "Perhekahvila"


def test_applicant_that_is_here_already_is_shown_with_what_it_shares(desk, everything):
    application = Application.objects.get(pk=everything["partner"])
    other = OrganizationFactory(name_fi="HAKIJA ry")

    page = BeautifulSoup(desk.get(address("partner", application.pk)).content, "html.parser")

    (row,) = page.select("main .desk-lines li")
    assert row.get_text(" ", strip=True).startswith("HAKIJA ry · Admitted · They share: Name")
    merging = desk.get(row.select("a")[1]["href"])
    assert f'value="{other.pk}"' in merging.text
    Organization.objects.filter(pk=other.pk).update(name_fi="Muu")
    assert "Likely duplicate" not in texts(desk.get(address("partner", application.pk)))


def test_translation_stands_under_the_original_that_it_is_made_from(
    desk, everything, editor, coordinator, organization
):
    both = published(coordinator, organization=organization, name_fi="Kerho")
    actions.submit(both, keep(both, editor, name_fi="Läksykerho", name_so="Kooxda"), editor)

    pages = [
        desk.get(f"/admin/desk/queue/review/{pk}/").content for pk in (everything["translation"], both.pk)
    ]

    found = [BeautifulSoup(page, "html.parser").select(".desk-original td") for page in pages]
    assert [(each["lang"], each.text) for each in found[0]] == [("fi", "Läksykerho")]
    # Both are new: the original stands in a row of its own
    assert found[1] == []


def test_one_sees_all_of_a_text_that_one_corrects_and_it_stays_on_one_line(desk, waiting_edit):
    text = "Perheiden kahvila Itäkeskuksen kirjaston takana, kerran viikossa keskiviikkoisin"
    sent = {"do": "correct", "revision": revision_of(waiting_edit), "name_fi": text.replace(", ", ",\r\n")}

    page = BeautifulSoup(desk.get(f"/admin/desk/queue/review/{waiting_edit.pk}/").content, "html.parser")
    desk.post(f"/admin/desk/queue/review/{waiting_edit.pk}/", sent)

    assert page.select_one("#name_fi").name == "input"
    assert Service.objects.get(pk=waiting_edit.pk).name_fi == text


def test_report_leads_to_the_partner_and_to_what_readers_see_and_says_its_language(
    desk, waiting_edit, organization
):
    feedback = Feedback.objects.create(
        service=waiting_edit, kind="times", language_code="so", words="Albaabku wuu xirnaa"
    )

    page = BeautifulSoup(desk.get(f"/admin/desk/queue/wrong/{feedback.pk}/").content, "html.parser")

    found = {link["href"] for link in page.select("main a")}
    assert {f"/admin/desk/partners/{organization.pk}/", f"/en/services/{waiting_edit.slug}/"} <= found
    assert page.blockquote["lang"] == "so"
    assert "Somali" in page.select_one("main").text


@pytest.mark.parametrize("kind", ["edit", "wrong"])
def test_what_readers_see_is_offered_only_where_they_see_it(
    desk, coordinator, organization, everything, kind
):
    Assurance.objects.update(hidden_date=None)
    before = desk.get(address(kind, everything[kind]))

    actions.set_standing(organization, Standing.SUSPENDED, coordinator, "Sovittu")

    assert "What readers see" in before.text
    after = desk.get(address(kind, everything[kind]))
    assert "What readers see" not in after.text
    assert "Naapurit · Suspended" in texts(after)
