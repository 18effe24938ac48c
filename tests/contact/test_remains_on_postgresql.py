"""What is left of a request in the files of a PostgreSQL server, searched byte by byte."""

from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.db import connection
from django.utils import timezone

from contact import answering
from contact.contents import Contents
from contact.daily_steps import CLEARED_AGAIN, remains
from contact.erasing import erase
from contact.models import HelpRequest, Receiver, ReceivingUnit
from contact.sending import send
from tests.contact.conftest import PHONE, WORDS
from tests.contact.test_keeping_secret import found
from tests.factories import UserFactory

#: Sessions that see the database as it was or are writing, of the server itself as well: it may be counting a
#: large table
LOOKING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
AND coalesce(backend_xmin, backend_xid) IS NOT NULL
"""
#: Seconds in which they end, on a busy machine
SOME_TIME = 60

pytestmark = [
    pytest.mark.postgresql(only=True),
    pytest.mark.alone_on_server,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def files() -> Path:
    """The folder of the server's data, where it is on this machine and can be read."""
    folder = Path(_ask("SHOW data_directory"))
    if not (folder / "base").is_dir():
        pytest.skip("The files of the server are not on this machine.")
    return folder


def test_what_somebody_reads_in_that_moment_goes_with_the_daily_step(files):
    seals = _seals_of_a_life()
    with _somebody_reads():
        erase(HelpRequest.objects.exclude(answered_at=None))
    _write_down()
    assert found(seals, files / "base")

    _clear_daily(seals, files)

    assert found(seals, files / "base") == []


@contextmanager
def _somebody_reads():
    """Has looked at another table, and sees the database as it was then."""
    with connection.copy().cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT count(*) FROM accounts_user")
        yield
        cursor.execute("COMMIT")
        cursor.db.close()


def test_nothing_of_a_deleted_request_is_in_the_files_of_its_table(files):
    seals = _seals_of_a_life()
    _write_down()
    assert found(seals, files / "base")

    erase(HelpRequest.objects.exclude(answered_at=None))
    _write_down()
    # The server itself may have looked at the table in that moment: then it is for the daily step
    _clear_daily(seals, files)

    assert found(seals, files / "base") == []
    # The server's log of writes is its own to age: it may have seals, and never a word
    assert found([WORDS.encode(), PHONE.encode()], files) == []


def _seals_of_a_life() -> list[bytes]:
    """A request that was sent, opened and answered: parts of what was sealed each time."""
    unit, user = (
        ReceivingUnit.objects.create(name="Neuvola", email="u@example.org", is_default=True),
        UserFactory(),
    )
    Receiver.objects.create(unit=unit, user=user)
    send(Contents(words=WORDS, phone=PHONE), "key")
    request = HelpRequest.objects.get()
    # Another one keeps the page of the table in use
    send(Contents(words="Muuta", phone=PHONE), "other key")
    answering.open_request(request, user)
    answering.answer(request, user, WORDS)
    return [bytes(each.contents)[20:80] for each in (request, HelpRequest.objects.get(pk=request.pk))]


def _clear_daily(seals: list[bytes], files: Path) -> None:
    """The daily step as often as it comes, while the server itself may be looking at some table."""
    for _day in range(CLEARED_AGAIN.days):
        if not found(seals, files / "base"):
            return
        _wait_for_others()
        for errand in remains(timezone.now()):
            errand.do()
        _write_down()


def _wait_for_others() -> None:
    until = monotonic() + SOME_TIME
    while _ask(LOOKING) and monotonic() < until:
        sleep(0.1)


def _write_down() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")


def _ask(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]
