"""The steps of the scripts: what is done again, and what a failure says."""

import gettext
import os
import sys

import pytest

import failures
import messages
from failures import SetupError, require_room, run
from stamps import digest

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"

msgid "Search"
msgstr "Hae"

#, fuzzy
msgid "Print"
msgstr "Guess"

#, python-format
msgid "%(count)s hit"
msgid_plural "%(count)s hits"
msgstr[0] "%(count)s osuma"
msgstr[1] "%(count)s osumaa"
"""


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    po = tmp_path / "fi" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(CATALOGUE, "utf-8")
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    return po


def test_catalogue_is_compiled_when_it_changed(catalogue):
    messages.compile_outdated()

    assert messages.out_of_date() == []
    os.utime(catalogue, (catalogue.stat().st_mtime + 60,) * 2)
    assert messages.out_of_date() == [catalogue]


def test_compiled_catalogue_translates_and_leaves_guesses_out(catalogue):
    messages.compile_outdated()

    with messages.compiled(catalogue).open("rb") as file:
        texts = gettext.GNUTranslations(file)
    assert texts.gettext("Search") == "Hae"
    assert texts.gettext("Print") == "Print"
    assert texts.ngettext("%(count)s hit", "%(count)s hits", 3) == "%(count)s osumaa"


def test_translation_that_lost_a_placeholder_is_named_with_its_line(catalogue):
    catalogue.write_text(CATALOGUE.replace("%(count)s osumaa", "%(number)s osumaa"), "utf-8")

    with pytest.raises(ValueError, match=r"django\.po:15: "):
        messages.compile_catalogue(catalogue)


def test_catalogue_that_is_no_catalogue_is_named(catalogue):
    catalogue.write_text('msgid "x"\n<<<<<<< HEAD\n', "utf-8")

    with pytest.raises(ValueError, match=r"django\.po"):
        messages.compile_catalogue(catalogue)


def test_digest_follows_contents_names_and_words(tmp_path):
    (tmp_path / "one.css").write_text("a")
    first = digest([tmp_path], "word")

    (tmp_path / "one.css").write_text("b")
    other_content = digest([tmp_path], "word")
    (tmp_path / "one.css").rename(tmp_path / "two.css")
    other_name = digest([tmp_path], "word")

    assert digest([tmp_path], "word") == other_name
    assert len({first, other_content, other_name, digest([tmp_path], "another")}) == 4


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("error: failed to write: No space left on device (os error 28)", "The disk is full."),
        ("sqlite3.OperationalError: database or disk is full", "The disk is full."),
        ("Failed to fetch: dns error", "The package index cannot be reached."),
        (
            "error sending request\ninvalid peer certificate: UnknownIssuer",
            "The package index has a certificate",
        ),
        ("Could not create .venv: Read-only file system (os error 30)", "The disk is read-only."),
        ("KeyError: 'x'", "KeyError: 'x'\nMaking it failed"),
    ],
)
def test_failed_step_ends_with_a_line_that_says_what_helps(said, line):
    command = [sys.executable, "-c", f"import sys; sys.exit({said!r})"]

    with pytest.raises(SetupError) as end:
        run(command, "Making it")
    assert str(end.value).startswith(line)


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OSError(28, "No space left on device"), failures.FULL_LINE),
        (OSError(30, "Read-only file system", "/x/var"), "/x/var: Read-only file system."),
        (OSError(13, "Permission denied", "/x/stamp"), "/x/stamp: Permission denied."),
    ],
)
def test_disk_that_takes_nothing_ends_a_script_without_a_traceback(capsys, error, line):
    def write(_arguments):
        raise error

    with pytest.raises(SystemExit) as end:
        failures.main(write, [])

    assert end.value.code == 1
    [said] = capsys.readouterr().err.splitlines()
    assert said.startswith(line)


def test_step_that_needs_more_room_than_there_is_does_not_begin(tmp_path):
    require_room(tmp_path, 1)

    with pytest.raises(SetupError, match=r"The disk is full\."):
        require_room(tmp_path, 10**18)
