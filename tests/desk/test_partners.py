"""A coordinator admits, suspends, ends and merges partners, hands orphans over, and keeps notes on them."""

from datetime import date, timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from accounts.models import Application, Invitation
from contact.models import ReceivingUnit
from desk.models import Note
from directory import actions
from directory.actions.errors import HasEnded, NotAnother, NotKnown
from directory.choices import NetworkRole, PersonRole, ServiceRoleKind, Standing
from directory.models import (
    Network,
    NetworkMembership,
    Organization,
    OrganizationPhone,
    OrganizationRole,
    Partnership,
    RoleAcceptance,
    RoleRefusal,
    Service,
    ServiceRole,
)
from tests.cast import place, walk_in
from tests.desk.test_queue import texts
from tests.directory.lives import draft, keep, published
from tests.factories import OrganizationFactory, ServiceFactory, UserFactory
from tests.plugins.pages import Page

pytestmark = pytest.mark.django_db

PARTNERS = "/admin/desk/partners/"


@pytest.fixture
def successor(db):
    return OrganizationFactory(slug="jatkaja", name_fi="Jatkaja ry")


def page_of(organization: Organization) -> str:
    return f"{PARTNERS}{organization.pk}/"


def fresh(organization: Organization) -> Organization:
    return Organization.objects.get(pk=organization.pk)


def test_suspended_partner_leaves_the_search_at_once_and_comes_back(desk, organization, search_index):
    listing = walk_in(place("malmi"), organization=organization, name_fi="Kerho")
    search_index.drain()
    assert search_index.found(q="kerho") == [listing]

    desk.post(page_of(organization), {"do": "standing", "standing": "suspended", "reason": "Sovittu"})
    turns = [search_index.drain()]
    assert search_index.found(q="kerho") == []
    assert desk.get("/fi/services/" + listing.slug + "/").status_code == 404

    desk.post(page_of(organization), {"do": "standing", "standing": "admitted"})
    turns.append(search_index.drain())
    assert search_index.found(q="kerho") == [listing]
    assert "Sovittu" in texts(desk.get(page_of(organization)))
    assert len(turns) == 2


@pytest.mark.parametrize("standing", ["suspended", "ended"])
def test_partner_is_not_taken_away_without_a_reason(desk, organization, standing):
    answer = desk.post(page_of(organization), {"do": "standing", "standing": standing, "reason": " "})

    assert "Write the reason." in answer.text
    assert fresh(organization).standing == Standing.ADMITTED


def test_partner_whose_owner_cannot_sign_in_any_more_can_be_handed_over(desk, organization):
    owner = UserFactory(is_active=False)
    OrganizationRole.objects.create(user=owner, organization=organization, role=PersonRole.OWNER)

    page = desk.get(page_of(organization))

    assert "Naapurit" in texts(desk.get(f"{PARTNERS}?orphans=1"))
    assert 'value="owner"' in page.text


def test_orphan_is_found_and_handed_to_a_new_owner(desk, organization, django_capture_on_commit_callbacks):
    owned = OrganizationFactory(name_fi="Omistettu")
    OrganizationRole.objects.create(user=UserFactory(), organization=owned, role=PersonRole.OWNER)
    orphans = texts(desk.get(f"{PARTNERS}?orphans=1"))
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(page_of(organization), {"do": "owner", "email": "aino@example.org", "language": "sv"})

    invitation = Invitation.objects.get()
    assert "Naapurit" in orphans
    assert "Omistettu" not in orphans
    assert (invitation.email, invitation.role) == ("aino@example.org", PersonRole.OWNER)
    assert [letter.to for letter in mail.outbox] == [["aino@example.org"]]
    assert "aino@example.org" in texts(desk.get(page_of(organization)))


def test_note_is_kept_until_its_day_and_can_be_deleted_before(desk, organization):
    today = timezone.localdate()
    for text, days in (("Soita syksyllä", 30), ("Vanhenee", 0), ("Liian pitkään", 5000)):
        day = (today + timedelta(days=days)).isoformat()
        desk.post(page_of(organization), {"do": "note", "text": text, "keep_until": day})
    Note.objects.filter(text="Vanhenee").update(keep_until=today - timedelta(days=1))
    assert Note.objects.count() == 2

    call_command("run_daily", stdout=StringIO())
    note = Note.objects.get()
    desk.post(page_of(OrganizationFactory()), {"do": "forget", "note": note.pk})

    assert "Soita syksyllä" in texts(desk.get(page_of(organization)))
    desk.post(page_of(organization), {"do": "forget", "note": note.pk})
    assert not Note.objects.exists()


def test_button_that_is_pressed_twice_makes_one_note(desk, organization):
    day = timezone.localdate() + timedelta(days=30)
    sent = {"do": "note", "text": "Soitettu", "keep_until": day.isoformat()}

    for each in (sent, sent, sent | {"text": "Soitettu taas"}):
        assert desk.post(page_of(organization), each).status_code == 302

    assert organization.desk_notes.count() == 2


def test_merged_partner_leaves_everything_to_its_successor_and_its_addresses_lead_there(
    desk, client, organization, successor, editor, coordinator
):
    everything = _everything_of(organization, successor, editor, coordinator)

    desk.post(f"{page_of(organization)}merge/", {"successor": successor.pk})

    assert fresh(organization).standing == Standing.ENDED
    assert {
        str(model._meta.model_name) for model, pk in everything if not _is_of(model, pk, successor)
    } == set()
    answer = desk.get(f"/fi/organizations/{organization.slug}/")
    assert (answer.status_code, answer["Location"]) == (301, "/fi/organizations/jatkaja/")
    entries = ModelLogEntry.objects.filter(action__in=("directory.merge", "directory.take_over"))
    assert {entry.object_id for entry in entries} == {str(organization.pk), str(successor.pk)}


@pytest.mark.parametrize("standing", ["admitted", "suspended", "applied"])
def test_merged_partner_gets_no_other_standing_also_from_a_page_that_was_open(
    desk, organization, successor, coordinator, standing
):
    actions.merge(organization, successor, coordinator)

    page = desk.get(page_of(organization))
    answer = desk.post(page_of(organization), {"do": "standing", "standing": standing, "reason": "Sovittu"})

    assert 'value="standing"' not in page.text
    assert "It was merged into another organisation. That cannot be undone." in answer.text
    assert fresh(organization).standing == Standing.ENDED
    assert "Merged into another organisation" in texts(desk.get(page_of(organization)))


def test_standing_that_a_colleague_set_meanwhile_is_not_undone_by_an_open_page(
    desk, organization, coordinator
):
    page = BeautifulSoup(desk.get(page_of(organization)).content, "html.parser")
    seen = page.select_one("input[name=seen]")["value"]
    actions.set_standing(organization, Standing.SUSPENDED, coordinator, "Sovittu")
    sent = {"do": "standing", "standing": "admitted", "seen": seen}

    answer = desk.post(page_of(organization), sent)
    standing = fresh(organization).standing
    again = BeautifulSoup(answer.content, "html.parser").select_one("input[name=seen]")["value"]
    desk.post(page_of(organization), sent | {"seen": again})

    assert "This was changed meanwhile: \u2068Suspended\u2069." in answer.text
    assert standing == Standing.SUSPENDED
    assert fresh(organization).standing == Standing.ADMITTED


def test_merging_into_one_that_is_not_admitted_is_warned_of(desk, organization):
    OrganizationFactory(name_fi="Odottava", standing=Standing.APPLIED)
    OrganizationFactory(name_fi="Odottamaton", standing=Standing.ADMITTED)

    page = Page(desk.get(f"{page_of(organization)}merge/?q=Odotta"))

    warned = [line for line in page.texts("label") if "until it is admitted" in line]
    assert [line.split()[0] for line in warned] == ["Odottava"]


def test_merging_a_suspended_one_into_one_that_readers_see_is_warned_of(desk, organization, coordinator):
    OrganizationFactory(name_fi="Jatkaja", standing=Standing.ADMITTED)
    OrganizationFactory(name_fi="Jatkaja toinen", standing=Standing.APPLIED)
    page_before = desk.get(f"{page_of(organization)}merge/?q=Jatkaja")

    actions.set_standing(organization, Standing.SUSPENDED, coordinator, "Sovittu")
    page = Page(desk.get(f"{page_of(organization)}merge/?q=Jatkaja"))

    warned = [line for line in page.texts("label") if "Readers see again what it takes over" in line]
    assert "Readers see again" not in page_before.text
    assert [line.split(" (")[0] for line in warned] == ["Jatkaja"]


def test_nobody_is_invited_to_own_what_has_ended_meanwhile(desk, organization, coordinator):
    actions.set_standing(organization, Standing.ENDED, coordinator, "Sovittu")
    sent = {"do": "owner", "email": "uusi@example.org", "language": "so"}

    answer = desk.post(page_of(organization), sent)

    assert "This organisation is suspended or has ended." in answer.text
    assert not Invitation.objects.exists()


def test_listing_of_a_partner_that_readers_do_not_see_is_not_called_public(desk, organization, coordinator):
    published(coordinator, organization=organization, name_fi="Kerho")
    before = Page(desk.get(page_of(organization))).texts(".desk-lines li")

    actions.set_standing(organization, Standing.SUSPENDED, coordinator, "Sovittu")

    assert before[0] == "Kerho · Public"
    assert Page(desk.get(page_of(organization))).texts(".desk-lines li")[0] == "Kerho · Suspended"


def test_applicant_of_a_merged_organisation_is_no_owner_of_its_successor_by_itself(coordinator):
    first, second = (
        OrganizationFactory(name_fi=name, standing=Standing.APPLIED, kind="association", business_id=number)
        for name, number in (("Äidit", None), ("Äidit ry", "0123456-2"))
    )
    hers = {"name": "Aino", "email": "aino@example.org", "language_code": "fi"}
    waiting = [Application.objects.create(organization=each, **hers) for each in (first, second)]

    actions.merge(first, second, coordinator)
    actions.set_standing(second, Standing.ADMITTED, coordinator)

    (claim,) = Application.objects.waiting()
    assert (claim, claim.organization, claim.is_claim) == (waiting[0], second, True)


def _everything_of(organization, successor, editor, coordinator) -> list[tuple[type, int]]:
    listing = published(coordinator, organization=organization, name_fi="Kerho")
    others = published(coordinator, organization=OrganizationFactory())
    role = {"service": others, "organization": organization, "role": ServiceRoleKind.CO_PROVIDER}
    refused = role | {"role": ServiceRoleKind.HOST}
    agreed = {"unit": OrganizationFactory(kind="city_unit"), "kind": "cooperation"}
    Partnership.objects.create(organization=successor, **agreed)
    network = Network.objects.create(slug="verkosto", name_fi="Verkosto")
    made = [
        listing,
        place("malmi", organization=organization),
        ServiceRole.objects.create(**role),
        RoleAcceptance.objects.create(**role),
        ServiceRole.objects.create(**refused),
        RoleRefusal.objects.create(**refused),
        Partnership.objects.create(organization=organization, **agreed),
        ReceivingUnit.objects.create(
            name="Perheneuvola", organization=organization, email="unit@example.org"
        ),
        NetworkMembership.objects.create(network=network, organization=organization),
        OrganizationPhone.objects.create(organization=organization, number="09 000 1000"),
        Note.objects.create(organization=organization, text="Soita"),
        Application.objects.create(
            organization=organization, is_claim=True, name="A", email="a@example.org", language_code="fi"
        ),
        OrganizationRole.objects.get(user=editor),
    ]
    return [(type(each), each.pk) for each in made]


def _is_of(model: type, pk: int, organization: Organization) -> bool:
    return model._base_manager.filter(pk=pk, organization=organization).exists()


def test_what_both_had_is_there_once_and_the_stronger_part_stays(organization, successor, coordinator):
    user, network = UserFactory(), Network.objects.create(slug="verkosto", name_fi="Verkosto")
    for each, role, part in (
        (organization, PersonRole.OWNER, NetworkRole.COORDINATOR),
        (successor, PersonRole.EDITOR, NetworkRole.MEMBER),
    ):
        OrganizationRole.objects.create(user=user, organization=each, role=role)
        NetworkMembership.objects.create(network=network, organization=each, role=part)
    own = ServiceFactory(organization=organization)
    ServiceRole.objects.create(service=own, organization=successor, role=ServiceRoleKind.CO_PROVIDER)

    actions.merge(organization, successor, coordinator)

    assert OrganizationRole.objects.get().role == PersonRole.OWNER
    assert NetworkMembership.objects.get().role == NetworkRole.COORDINATOR
    assert not ServiceRole.objects.exists()


def test_membership_that_both_had_keeps_its_first_day_and_the_consent_of_either(
    organization, successor, coordinator
):
    network, first = Network.objects.create(slug="verkosto"), date(2019, 5, 1)
    consent = {"mail_address": "naapurit@example.org", "consented_date": date(2024, 2, 1)}
    later = {"valid_from": date(2023, 1, 1)}
    for each, values in ((organization, {"valid_from": first, **consent}), (successor, later)):
        NetworkMembership.objects.create(network=network, organization=each, **values)

    actions.merge(organization, successor, coordinator)

    (kept,) = NetworkMembership.objects.values("organization", "valid_from", *consent)
    assert kept == {"organization": successor.pk, "valid_from": first, **consent}


def test_role_that_one_accepted_and_the_other_refused_stays_accepted(organization, successor, coordinator):
    role = {"service": published(coordinator, organization=OrganizationFactory()), "role": "co_provider"}
    for each, answer in ((organization, RoleAcceptance), (successor, RoleRefusal)):
        ServiceRole.objects.create(organization=each, **role)
        answer.objects.create(organization=each, **role)

    actions.merge(organization, successor, coordinator)

    assert RoleAcceptance.objects.get().organization == successor
    assert not RoleRefusal.objects.exists()


def test_edit_that_waits_names_the_successor(organization, successor, coordinator):
    listing = draft(organization=OrganizationFactory())
    listing.roles.add(ServiceRole(organization=organization, role=ServiceRoleKind.HOST))
    keep(listing, coordinator)
    edited = Service.objects.get(pk=listing.pk).get_latest_revision_as_object()
    edited.roles.add(ServiceRole(organization=organization, role=ServiceRoleKind.HOST))
    edited.save_revision(user=coordinator)

    actions.merge(organization, successor, coordinator)

    waiting = Service.objects.get(pk=listing.pk).get_latest_revision_as_object()
    assert {role.organization_id for role in waiting.roles.all()} == {successor.pk}


def test_business_id_and_the_word_for_it_go_over(successor, coordinator):
    known = OrganizationFactory(kind="association", business_id="1234567-1")
    vouched = OrganizationFactory(kind="unregistered_group", vouched_by=known)

    actions.merge(known, vouched, coordinator)

    assert fresh(vouched).business_id == "1234567-1"
    assert fresh(known).business_id is None


def test_merges_that_cross_end_one_of_the_two_and_nothing_else(organization, successor, coordinator):
    actions.merge(organization, successor, coordinator)

    for pair in ((successor, organization), (organization, successor)):
        with pytest.raises(HasEnded):
            actions.merge(*pair, coordinator)
    with pytest.raises(NotAnother):
        actions.merge(successor, successor, coordinator)
    assert fresh(successor).standing == Standing.ADMITTED


def test_merge_into_one_that_was_merged_meanwhile_says_so_and_leads_to_its_successor(
    desk, organization, successor, colleague
):
    last = OrganizationFactory(name_fi="Viimeinen")
    actions.merge(successor, last, colleague)

    answer = desk.post(f"{page_of(organization)}merge/", {"successor": successor.pk})

    assert "has ended meanwhile. Nothing was changed." in answer.text
    assert fresh(organization).standing == Standing.ADMITTED
    page = BeautifulSoup(desk.get(page_of(successor)).content, "html.parser")
    assert page.select_one(f"main a[href='{page_of(last)}']").text == "Viimeinen"
    assert "Merged into another" not in desk.get(page_of(last)).text


@pytest.mark.parametrize("sent", [{"do": "standing", "standing": "ended", "reason": "x"}, {"do": "note"}])
def test_partner_that_was_deleted_while_its_page_was_open_is_said_in_words(desk, organization, sent):
    address = page_of(organization)
    organization.delete()

    answers = [desk.post(each, sent, follow=True) for each in (address, f"{address}merge/")]

    assert all("It was deleted meanwhile. Nothing was changed." in answer.text for answer in answers)
    assert [desk.get(each).status_code for each in (address, f"{address}merge/")] == [404, 404]


def test_merge_that_would_leave_nobody_who_knows_the_successor_changes_nothing(organization, coordinator):
    vouched = OrganizationFactory(kind="unregistered_group", vouched_by=organization)

    with pytest.raises(NotKnown):
        actions.merge(organization, vouched, coordinator)

    assert fresh(organization).standing == Standing.ADMITTED


def test_only_who_decides_about_partners_merges_them(organization, successor, editor):
    with pytest.raises(PermissionDenied):
        actions.merge(organization, successor, editor)


def test_merge_says_in_words_why_it_is_refused(desk, organization):
    for sent in ("", "x", "999999", str(organization.pk)):
        answer = desk.post(f"{page_of(organization)}merge/", {"successor": sent})

        assert "Choose another organisation." in answer.text


def test_strange_input_is_answered_in_words(desk, organization):
    evil = "<script>alert(1)</script>\u202e" * 400
    Organization.objects.filter(pk=organization.pk).update(name_fi=evil[:200])
    sent = [
        {"do": "note", "text": evil, "keep_until": "x"},
        {"do": "owner", "email": "x", "language": "xx"},
        {"do": "standing", "standing": "x"},
        {"do": "forget", "note": "9" * 40},
        {"do": evil},
    ]

    answers = [desk.post(page_of(organization), each, follow=True) for each in sent]
    answers += [desk.get(f"{PARTNERS}?q={q}&standing=x&p=y") for q in ("%00", "%25", "a" * 5000, "%F0%9F")]

    assert {answer.status_code for answer in answers} == {200}
    assert not any("<script>alert" in answer.text for answer in answers)


def test_partnerships_and_history_beyond_the_first_page_are_reached(desk, organization, coordinator):
    unit = OrganizationFactory(kind="city_unit")
    Partnership.objects.bulk_create(
        Partnership(unit=unit, organization=organization, kind="grant", valid_from=day, valid_until=day)
        for day in (date(2020, 1, 1) + timedelta(days=number) for number in range(21))
    )
    for number in range(21):
        log(organization, "directory.give_role", user=coordinator, data={"number": number})

    first = BeautifulSoup(desk.get(page_of(organization)).content, "html.parser")
    following = {link["href"].partition("#")[0] for link in first.select("a[rel=next]")}

    assert following == {"?partnerships=2", "?history=2"}
    for address, section in (("?partnerships=2", "partnerships-title"), ("?history=2", "history-title")):
        page = BeautifulSoup(desk.get(page_of(organization) + address).content, "html.parser")
        assert len(page.select(f"section[aria-labelledby={section}] :is(.desk-lines > li, tbody > tr)")) == 1


def test_queries_are_few_and_do_not_grow(desk, organization, coordinator):
    addresses = [
        PARTNERS,
        f"{PARTNERS}?q=a&orphans=1",
        page_of(organization),
        f"{page_of(organization)}merge/?q=a",
    ]
    ServiceFactory(organization=organization)
    few = [_queries(desk, each) for each in addresses]

    for number in range(12):
        ServiceFactory(organization=organization)
        OrganizationRole.objects.create(user=UserFactory(), organization=organization, role="editor")
        Note.objects.create(organization=organization, text=str(number), author=coordinator)
        OrganizationFactory(name_fi=f"a {number}")

    again = [_queries(desk, each) for each in addresses]
    assert dict(zip(addresses, again, strict=True)) == dict(zip(addresses, few, strict=True))
    assert max(again) <= 20


def _queries(desk, address: str) -> int:
    desk.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(address).status_code == 200
    return len(queries)
