"""An organisation applies, or is claimed; whoever knows it says so; the coordinator decides."""

import pytest
from django.core import mail

from accounts.models import Application, Invitation
from directory.actions import set_standing
from directory.choices import Standing
from directory.models import Organization, OrganizationRole
from guarding.forms import QUICKEST
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

APPLY, SENT = "/so/apply/", "/so/apply/sent/"
BUSINESS_ID = "0123456-2"


@pytest.fixture
def fill(client, time_machine_now, organization, committed):
    """Opens the form, waits as a person would, and sends it: `fill(kind="association")`."""

    def send(address=APPLY, *, waits=QUICKEST + 1, **changes):
        form = client.get(address).context["form"]
        values = {
            "organization": "Koox cusub",
            "kind": "unregistered_group",
            "voucher": "Naapurit ry",
            "about": "Waan kulannaa",
            "languages": ["so", "fi"],
            "name": "Amina",
            "email": "Amina@example.org",
            "opened": form["opened"].value(),
        }
        time_machine_now.shift(waits)
        with committed():
            return client.post(address, values | changes)

    return send


@pytest.fixture
def vouching(fill):
    """The address at which the voucher is asked."""
    fill()
    (letter,) = (each for each in mail.outbox if each.to == ["naapurit@example.org"])
    return "/" + letter.body.split("://")[1].split()[0].split("/", 1)[1]


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client


def errors_of(page) -> set[str]:
    return set(page.context["form"].errors)


def test_application_waits_and_nothing_of_it_is_public(client, fill):
    answer = fill()

    application = Application.objects.get()
    organization = application.organization
    assert answer["Location"] == SENT
    assert (organization.standing, organization.name_fi, organization.languages) == (
        Standing.APPLIED,
        "Koox cusub",
        ["so", "fi"],
    )
    assert (application.email, application.language_code) == ("amina@example.org", "so")
    assert client.get(f"/fi/organizations/{organization.slug}/").status_code == 404


@pytest.mark.parametrize("how", [{}, {"business_id": BUSINESS_ID, "kind": "association", "voucher": ""}])
def test_application_that_is_tapped_twice_is_one(fill, how):
    answers = [fill(**how), fill(**how)]
    fill(**how, about="Waan isku badelnay")

    assert [answer["Location"] for answer in answers] == [SENT, SENT]
    assert list(Application.objects.order_by("pk").values_list("about", flat=True)) == [
        "Waan kulannaa",
        "Waan isku badelnay",
    ]
    assert Organization.objects.filter(standing=Standing.APPLIED).count() == (1 if how else 2)
    assert len([letter for letter in mail.outbox if letter.to == ["amina@example.org"]]) == 2


def test_applicant_gets_a_mail_in_the_language_of_the_form(fill):
    fill("/ar/apply/")

    (letter,) = (each for each in mail.outbox if each.to == ["amina@example.org"])
    assert 'dir="rtl"' in letter.alternatives[0][0]


def test_group_without_a_business_id_needs_somebody_who_knows_it(fill):
    page = fill(voucher="")

    assert errors_of(page) == {"voucher"}
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"business_id": BUSINESS_ID, "voucher": "", "kind": "association"},
        {"kind": "city_unit", "voucher": ""},
    ],
)
def test_who_is_known_needs_no_voucher(fill, changes):
    assert fill(**changes)["Location"] == SENT


@pytest.mark.parametrize("business_id", ["0123456-3", "1234", "0123456 2"])
def test_wrong_business_id_is_refused_at_its_field(fill, business_id):
    page = fill(business_id=business_id)

    assert errors_of(page) == {"business_id"}
    assert 'value="Koox cusub"' in page.content.decode()


def test_voucher_that_is_not_here_is_refused_at_its_field(fill):
    assert errors_of(fill(voucher="Naapurin naapurit")) == {"voucher"}


def test_nobody_learns_whether_an_address_is_known(fill, owner):
    answers = [fill(voucher=email) for email in (owner.email, "nobody@example.org")]

    assert [answer["Location"] for answer in answers] == [SENT, SENT]
    assert [letter.to for letter in mail.outbox if letter.to[0] in (owner.email, "nobody@example.org")] == [
        [owner.email]
    ]


def test_owners_are_asked_before_the_address_of_the_organisation(fill, owner):
    fill()

    assert [letter.to for letter in mail.outbox if letter.to != ["amina@example.org"]] == [[owner.email]]


def test_organisation_that_is_here_is_claimed_by_its_name(fill, organization):
    fill(organization="naapurit RY")

    application = Application.objects.get()
    assert (application.is_claim, application.organization) == (True, organization)
    assert Organization.objects.count() == 1


def test_organisation_that_is_here_is_claimed_from_its_page(fill, organization):
    fill("/so/apply/?organization=naapurit", kind="", organization="", voucher="", languages=[])

    assert Application.objects.get().organization == organization


def test_business_id_is_written_with_the_digits_of_any_keyboard(fill):
    fill(business_id=BUSINESS_ID.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")), voucher="")

    assert Organization.objects.filter(business_id=BUSINESS_ID).count() == 1


def test_second_application_with_a_business_id_makes_no_second_organisation(fill):
    for email in ("amina@example.org", "bile@example.org"):
        fill(business_id=BUSINESS_ID, kind="association", voucher="", email=email)

    assert Organization.objects.filter(business_id=BUSINESS_ID).count() == 1
    assert list(Application.objects.order_by("pk").values_list("is_claim", flat=True)) == [False, True]


def test_program_that_fills_in_everything_is_thanked_and_forgotten(fill):
    answer = fill(homepage="https://spam.example.org")

    assert answer["Location"] == SENT
    assert (Application.objects.count(), mail.outbox) == (0, [])


@pytest.mark.parametrize("changes", [{"waits": 1}, {"waits": 25 * 60 * 60}, {"opened": "x"}, {"opened": ""}])
def test_form_that_was_not_read_is_shown_again_with_what_was_typed(fill, changes):
    page = fill(**changes)

    assert errors_of(page) == {"__all__"}
    assert 'value="Amina"' in page.content.decode()


def test_form_shown_again_can_be_sent(fill, time_machine_now):
    page = fill(waits=1)
    opened = page.context["form"]["opened"].value()

    assert fill(opened=opened)["Location"] == SENT


def test_sixth_application_of_an_hour_is_asked_to_wait(fill):
    statuses = [fill(organization=f"Koox {number}").status_code for number in range(6)]

    assert statuses == [302] * 5 + [400]
    assert Application.objects.count() == 5


def test_voucher_who_knows_them_makes_admission_possible(client, vouching, organization):
    page = client.post(vouching, {"answer": "yes"})

    application = Application.objects.get()
    assert page.status_code == 200
    assert (application.voucher_answer, application.organization.vouched_by) == (True, organization)
    assert application.organization.standing == Standing.APPLIED


def test_voucher_who_does_not_know_them_is_no_voucher(client, vouching):
    client.post(vouching, {"answer": "no"})

    application = Application.objects.get()
    assert (application.voucher_answer, application.organization.vouched_by) == (False, None)


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_scanner_answers_for_nobody(client, vouching, method):
    getattr(client, method)(vouching)
    client.post(vouching)

    assert Application.objects.get().voucher_answer is None


def test_first_answer_counts(client, vouching):
    for answer in ("no", "yes"):
        client.post(vouching, {"answer": answer})

    assert Application.objects.get().voucher_answer is False


def test_voucher_answers_within_thirty_days(time_machine_now, client, vouching):
    time_machine_now.shift(30 * 24 * 60 * 60 + 1)

    assert client.post(vouching, {"answer": "yes"}).status_code == 410
    assert Application.objects.get().voucher_answer is None


def decide(desk, committed, answer: str, **values):
    with committed():
        number = Application.objects.latest("pk").pk
        return desk.post(f"/admin/desk/queue/application/{number}/", {"do": answer} | values)


def test_accepted_applicant_is_invited_as_owner_in_her_language(client, vouching, desk, committed, posted):
    client.post(vouching, {"answer": "yes"})

    decide(desk, committed, "accept")
    link = posted()
    client.post(link)

    organization = Application.objects.get().organization
    assert mail.outbox[-1].to == ["amina@example.org"]
    assert link.startswith("/so/invitations/")
    assert organization.standing == Standing.ADMITTED
    assert OrganizationRole.objects.get(organization=organization).user.email == "amina@example.org"


def test_group_nobody_knows_is_not_accepted(fill, desk, committed):
    fill()

    page = decide(desk, committed, "accept")

    assert page.status_code == 200
    assert Application.objects.get().decision == ""
    assert Application.objects.get().organization.standing == Standing.APPLIED


def test_admitting_it_as_an_organisation_welcomes_the_applicant_once(fill, coordinator, committed):
    fill(business_id=BUSINESS_ID, kind="association", voucher="")
    organization = Application.objects.get().organization

    with committed():
        set_standing(organization, Standing.ADMITTED, coordinator)
        set_standing(organization, Standing.SUSPENDED, coordinator, "Sovittu")
        set_standing(organization, Standing.ADMITTED, coordinator)

    assert Application.objects.get().decision == "accepted"
    assert Invitation.objects.get().email == "amina@example.org"


def test_claim_is_decided_by_itself(fill, desk, committed, organization):
    fill("/so/apply/?organization=naapurit")

    decide(desk, committed, "accept")

    assert Invitation.objects.get().organization == organization


def test_refused_applicant_learns_why(fill, desk, committed):
    fill()

    decide(desk, committed, "refuse", reason="Ei kuulu tänne")

    assert "Ei kuulu tänne" in mail.outbox[-1].body
    assert Application.objects.get().organization.standing == Standing.ENDED
    assert not Invitation.objects.exists()


def test_organisation_is_not_refused_without_a_word(fill, desk, committed):
    fill()

    page = decide(desk, committed, "refuse")

    assert page.status_code == 200
    assert Application.objects.get().decision == ""


def test_refused_claim_leaves_the_organisation_as_it_is(fill, desk, committed, organization):
    fill("/so/apply/?organization=naapurit")

    decide(desk, committed, "refuse")

    organization.refresh_from_db()
    assert organization.standing == Standing.ADMITTED


def test_application_is_decided_once(fill, desk, committed):
    fill(business_id=BUSINESS_ID, kind="association", voucher="")
    decide(desk, committed, "accept")

    decide(desk, committed, "refuse")

    assert Application.objects.get().decision == "accepted"
    assert Invitation.objects.count() == 1


def test_coordinator_sees_what_waits(fill, desk):
    fill()

    waiting = desk.get("/admin/desk/queue/").content.decode()
    one = desk.get(f"/admin/desk/queue/application/{Application.objects.get().pk}/").content.decode()

    assert "Koox cusub" in waiting
    assert "Waan kulannaa" in one


def test_name_that_others_have_makes_another_address(fill):
    OrganizationFactory(slug="koox-cusub", name_fi="Muu")

    fill()

    assert Application.objects.get().organization.slug == "koox-cusub-2"


def test_name_in_arabic_has_an_address_too(fill):
    fill(organization="مجموعة")

    assert Application.objects.get().organization.slug == "organization"


def test_form_costs_few_queries(client, organization, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        client.get(APPLY)
