"""Who is asked by mail whether a listing is still right: its people, in their language, each stage once."""

import pytest
from django.core.management import CommandError

from confirming.due import for_partners
from confirming.models import Reminder
from directory import actions
from directory.freshness import Closing
from directory.models import OrganizationRole
from tests.cast import DAY, TODAY


@pytest.fixture
def html():
    """The HTML part of a mail."""
    return lambda mail: mail.alternatives[0].content


def addresses(mailoutbox) -> list[str]:
    return sorted(address for mail in mailoutbox for address in mail.to)


def test_nobody_is_asked_before_the_day(after, listing, person, mailoutbox):
    person("fi")

    after(149)

    assert mailoutbox == []


def test_editors_and_owners_are_asked_each_in_their_language(after, listing, person, mailoutbox, html):
    person("so", "editor")
    person("ar", "owner")

    after(150)

    assert addresses(mailoutbox) == ["editor.so@example.org", "owner.ar@example.org"]
    by_address = {mail.to[0]: mail for mail in mailoutbox}
    somali, arabic = by_address["editor.so@example.org"], by_address["owner.ar@example.org"]
    assert "Maqaaxida qoyska" in somali.body
    assert "http://127.0.0.1:8000/so/confirm/?key=" in somali.body
    assert '<html lang="ar" dir="rtl">' in html(arabic)
    assert 'lang="fi" dir="ltr">Perhekahvila' in html(arabic)
    assert "/ar/confirm/?key=" in html(arabic)


def test_one_mail_lists_all_that_wait(after, confirmed, person, mailoutbox, html):
    person("en")
    for name in ("Kerho", "Kahvila", "Ryhmä"):
        confirmed(name_fi=name)

    after(150)

    (mail,) = mailoutbox
    assert mail.subject == "Please confirm 3 listings"
    assert mail.body.count("/en/confirm/?key=") == html(mail).count("/en/confirm/?key=") == 3


def test_running_again_asks_nobody_twice(after, listing, person, mailoutbox):
    person("fi")
    after(150)

    said = after(0)
    after(1)

    assert "reminders: nothing to do" in said
    assert len(mailoutbox) == 1


def test_each_stage_is_told_once_and_says_what_comes(after, listing, person, mailoutbox):
    person("en")

    for days in (150, 30, 60, 125, 30):
        after(days)

    bodies = [mail.body for mail in mailoutbox]
    assert len(bodies) == 4
    assert "From 7 September 2026 families read that nobody has confirmed it." in bodies[0]
    assert "On 11 March 2027 it is hidden." in bodies[1]
    assert "Families find it only after others. On 11 March 2027 it is hidden." in bodies[2]
    assert "Families do not see it now." in bodies[3]


def test_rehearsal_sends_nothing_and_names_nobody(after, listing, person, mailoutbox):
    user = person("fi")

    said = after(150, "--dry-run")

    assert f"reminders: would ask person {user.pk} about 1 listings" in said
    assert "@" not in said
    assert mailoutbox == []
    assert not Reminder.objects.exists()


def test_nobody_is_asked_while_a_listing_is_closed(after, listing, person, mailoutbox):
    user = person("fi")
    actions.set_closing(listing, Closing(TODAY + 140 * DAY, TODAY + 199 * DAY), user)

    after(180)
    assert mailoutbox == []

    after(30)
    assert len(mailoutbox) == 1


def test_former_editor_closed_account_and_stranger_are_not_asked(after, listing, person, mailoutbox):
    former = person("fi")
    OrganizationRole.objects.filter(user=former).update(valid_until=TODAY)
    person("sv", is_active=False)

    after(150)

    assert mailoutbox == []


@pytest.mark.parametrize("fields", [{"live": False}, {"valid_until": TODAY + 100 * DAY}])
def test_nobody_is_asked_about_what_is_withdrawn_or_over(after, confirmed, person, mailoutbox, fields):
    person("fi")
    confirmed(**fields)

    after(150)

    assert mailoutbox == []


def test_coordinator_is_told_once_of_what_was_hidden(after, listing, coordinator, mailoutbox):
    after(365)
    after(1)

    (mail,) = mailoutbox
    assert mail.to == ["coordinator@example.org"]
    assert mail.subject == "Listings were hidden because nobody confirmed them"
    assert f"/admin/snippets/directory/service/edit/{listing.pk}/" in mail.body


def test_mail_that_cannot_be_sent_goes_the_next_time_and_keeps_no_other_step(
    after, listing, person, mailoutbox, settings
):
    person("fi")
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.confirming.broken.EmailBackend"

    with pytest.raises(CommandError, match="reminders"):
        after(150)
    settings.EMAIL_BACKEND = working
    after(0)

    assert len(mailoutbox) == 1


def test_reminders_of_an_earlier_period_are_deleted(after, listing, person):
    user = person("fi")
    after(150)

    actions.confirm(listing, user, "workspace")
    after(0)

    assert not Reminder.objects.exists()


def test_asking_takes_as_many_queries_for_ten_listings_as_for_one(
    confirmed, person, django_assert_max_num_queries
):
    person("fi")
    for _ in range(10):
        confirmed()

    with django_assert_max_num_queries(4):
        ((_user, dues),) = for_partners(TODAY + 150 * DAY)

    assert len(dues) == 10
