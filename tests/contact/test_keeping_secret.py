"""What a family wrote is sealed while it is kept, and in no file once its time is over."""

import json
import logging
import sqlite3
from contextlib import closing, suppress
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from contact.contents import Contents
from contact.models import HelpLogEntry, HelpRequest
from tests.contact.conftest import PHONE, WORDS
from tests.factories import ServiceFactory
from tests.installation import Installation

#: Sends a request, answers it, closes it, and says how its seal begins
LIFE = """
from django.test import Client
from accounts.models import User
from contact import answering
from contact.contents import Contents
from contact.models import HelpRequest, Receiver, ReceivingUnit
from contact.sending import send
unit = ReceivingUnit.objects.create(name="Perheneuvola", email="unit@example.org", is_default=True)
user = User.objects.create_user("receiver@example.org")
Receiver.objects.create(unit=unit, user=user)
send(Contents(words="{words}" * 300, phone="{phone}"), "key")
request = HelpRequest.objects.get()
print("SEAL", bytes(request.contents)[:60].decode())
answering.open_request(request, user)
answering.answer(request, user, "{words}")
print("SEAL", bytes(HelpRequest.objects.get().contents)[20:80].decode())
answering.close(request, user, "")
HelpRequest.objects.update(answered_at="2020-01-01T00:00:00Z", closed_at="2020-01-01T00:00:00Z")
"""


def kept_after(clock, days: float) -> int:
    clock.move_to(timezone.now() + timedelta(days=days))
    call_command("run_daily", stdout=StringIO())
    return HelpRequest.objects.count()


def test_answered_request_is_deleted_thirty_days_after_the_answer(family, receiver_of, unit):
    family.send()
    assert kept_after(family.clock, 40) == 1
    receiver_of(unit).do("answer", HelpRequest.objects.get())

    assert [kept_after(family.clock, days) for days in (29.9, 0.2)] == [1, 0]


def test_request_that_nobody_answers_is_deleted_too(family):
    family.send()

    assert [kept_after(family.clock, days) for days in (179, 2)] == [1, 0]


def test_days_are_the_deployments_choice(family, receiver_of, unit, settings):
    settings.HELP_REQUEST_DAYS = 3
    family.send()
    receiver_of(unit).do("close", HelpRequest.objects.get())

    assert [kept_after(family.clock, days) for days in (2, 2)] == [1, 0]


def test_log_stays_when_the_request_is_deleted_and_knows_a_number_only(family, receiver_of, unit):
    family.send()
    colleague, number = receiver_of(unit), HelpRequest.objects.get().pk
    for act in ("open", "answer", "close"):
        colleague.do(act, HelpRequest.objects.get())

    kept_after(family.clock, 31)

    rows = list(HelpLogEntry.objects.values("request", "request_number", "act", "user"))
    assert [(row["act"], row["user"]) for row in rows] == [
        ("sent", None),
        *((act, colleague.user.pk) for act in ("opened", "answered", "closed")),
        ("deleted", None),
    ]
    assert {(row["request"], row["request_number"]) for row in rows} == {(None, number)}
    kept_after(family.clock, 731)
    assert not HelpLogEntry.objects.exists()


@pytest.fixture
def everything_logged():
    lines, root = [], logging.getLogger()
    handler, level = logging.Handler(), root.level
    handler.emit = lambda record: lines.append(record.getMessage())
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lines
    root.setLevel(level)
    root.removeHandler(handler)


def test_words_of_a_request_are_in_no_table_mail_index_or_log_while_it_lives(
    family, receiver_of, unit, search_index, everything_logged, settings
):
    listing = ServiceFactory(slug="kahvila", name_fi="Perhekahvila")
    family.send(seen=listing.pk, services=[listing.pk], email="ayla@example.org")
    colleague, request = receiver_of(unit), HelpRequest.objects.get()
    for act in ("open", "answer"):
        colleague.do(act, request, **{"answer-note": WORDS})
    colleague.page(request)
    search_index.drain()

    dump = StringIO()
    call_command("dumpdata", stdout=dump)
    places = {
        "dump": dump.getvalue(),
        "mail": "".join(letter.message().as_string() for letter in mail.outbox),
        "log": "\n".join(everything_logged),
        "index": b"".join(
            path.read_bytes() for path in settings.SEARCH_INDEX_FOLDER.rglob("*") if path.is_file()
        ).decode(errors="replace"),
    }
    secrets = (WORDS, WORDS.split()[0], PHONE, "+358401234567", "ayla@example.org")
    assert {name for name, text in places.items() if any(secret in text for secret in secrets)} == set()
    assert "Perhekahvila" in places["dump"]
    assert json.loads(dump.getvalue())


def test_nothing_of_a_request_is_in_any_file_after_its_time(tables, tmp_path):
    site = Installation(tmp_path).begin_with(tables)
    said = site.run(LIFE.format(words=WORDS, phone=PHONE))
    traces = [line.split()[1].encode() for line in said.splitlines() if line.startswith("SEAL")]
    assert len(traces) == 2
    assert any(found(traces, tmp_path))

    site.manage("run_daily")

    assert site.ask_database("SELECT count(*) FROM contact_helprequest") == [(0,)]
    assert found([*traces, WORDS.encode(), PHONE.encode()], tmp_path) == []


def test_what_a_reader_kept_from_being_cleared_is_cleared_by_the_next_daily_run(tables, tmp_path):
    site = Installation(tmp_path).begin_with(tables)
    # Stays open, as those of a web process do: with the last one SQLite would clear its log itself
    with closing(sqlite3.connect(site.database, isolation_level=None)) as reader:
        said = site.run(LIFE.format(words=WORDS, phone=PHONE))
        traces = [line.split()[1].encode() for line in said.splitlines() if line.startswith("SEAL")]
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM contact_helprequest").fetchall()
        site.manage("run_daily")
        assert found(traces, tmp_path)

        reader.execute("COMMIT")
        site.manage("run_daily")

        assert found(traces, tmp_path) == []


def found(traces: list[bytes], folder) -> list[str]:
    """The files that hold a trace, byte by byte."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(trace in _read(path) for trace in traces)]


def _read(path: Path) -> bytes:
    """A database takes files away while one looks."""
    with suppress(FileNotFoundError):
        return path.read_bytes()
    return b""


def test_request_is_sealed_anew_when_keys_change(family, settings):
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    settings.HELP_REQUEST_KEYS = [old]
    family.send()

    settings.HELP_REQUEST_KEYS = [new, old]
    call_command("rotate_help_keys", stdout=StringIO())
    settings.HELP_REQUEST_KEYS = [new]

    assert Contents.opened(HelpRequest.objects.get().contents).words == WORDS


def test_request_of_a_site_without_keys_is_opened_after_it_got_some(family, settings):
    family.send()

    settings.HELP_REQUEST_KEYS = [Fernet.generate_key().decode()]
    call_command("rotate_help_keys", stdout=StringIO())

    settings.SECRET_KEY = "another-one"
    assert Contents.opened(HelpRequest.objects.get().contents).words == WORDS


def test_request_that_no_key_opens_is_said_to_be_so_and_stays(family, settings, receiver_of, unit):
    lost, new = (Fernet.generate_key().decode() for _ in range(2))
    settings.HELP_REQUEST_KEYS = [lost]
    family.send()
    colleague, request = receiver_of(unit), HelpRequest.objects.get()
    settings.HELP_REQUEST_KEYS = [new]

    with pytest.raises(CommandError, match="No key opens 1 requests"):
        call_command("rotate_help_keys", stdout=StringIO())
    colleague.do("open", request)

    assert colleague.page(request).all("[role=status] .notice--error")
    settings.HELP_REQUEST_KEYS = [new, lost]
    assert Contents.opened(HelpRequest.objects.get().contents).words == WORDS


def test_database_writes_over_what_is_deleted(db):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's own way")

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)


def test_request_without_a_key_of_its_own_is_read_after_the_secret_key_has_changed(family, settings):
    settings.HELP_REQUEST_KEYS = []
    family.send()
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another " * 10

    settings.SECRET_KEY_FALLBACKS = [former]
    assert Contents.opened(HelpRequest.objects.get().contents).words == WORDS

    call_command("rotate_help_keys", stdout=StringIO())
    settings.SECRET_KEY_FALLBACKS = []
    assert Contents.opened(HelpRequest.objects.get().contents).words == WORDS
