"""Missing and wrong settings are found before the site serves."""

import os
import subprocess
import sys
from tempfile import gettempdir

import pytest
from cryptography.fernet import Fernet
from django.conf import settings as project
from django.core.checks import run_checks
from environ import Env

from config.checks import TAG, require_valid_settings
from config.databases import NO_DATABASE, database_from
from config.environment import switch
from config.mail import Mail
from config.retention import DEFAULTS
from config.sign_in import CitySignIn
from config.terms import Terms

DEV = "config.settings.dev"
SEALING_KEY = Fernet.generate_key().decode()
MAIL = Mail(url="smtp+tls://mail.example.org:587", sender="tarjotin@example.org")


def found() -> list[str]:
    return sorted(problem.id for problem in run_checks(tags=[TAG]))


def check(**environment: str) -> subprocess.CompletedProcess:
    """`manage.py check` with these values in its environment."""
    usual = {"SECRET_KEY": "k" * 60, "DATA_FOLDER": gettempdir(), "DJANGO_SETTINGS_MODULE": DEV}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--tag", TAG],
        cwd=project.ROOT,
        env=os.environ | usual | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_suite_itself_has_valid_settings():
    assert found() == []


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("SECRET_KEY", "", "config.E001"),
        ("LANGUAGES_OFFERED", ["fi", "xx"], "config.E003"),
        ("LANGUAGES_OFFERED", ["sv", "en"], "config.E004"),
        ("DATA_FOLDER", "/dev/null/var", "config.E005"),
        ("DATA_FOLDER", "/proc/var", "config.E005"),  # where root seems to be allowed to write
        ("SITE_URL", "tarjotin.example.org", "config.E007"),
        ("SITE_URL", "ftp://tarjotin.example.org", "config.E007"),
        ("QUICK_EXIT_URL", "javascript:alert(1)", "config.E009"),
        ("QUICK_EXIT_URL", "", "config.E009"),
        ("THEME_STYLESHEET", "/nowhere/theme.css", "config.E010"),
        ("THEME_STYLESHEET", "/tmp", "config.E010"),
        ("SITE_URL", "http://[tarjotin", "config.E007"),
        ("FRESHNESS_DAYS", (), "config.E025"),
        ("FRESHNESS_DAYS", (150, 180, 240), "config.E025"),
        ("FRESHNESS_DAYS", (180, 150, 240, 365), "config.E025"),
        ("RETENTION", DEFAULTS | {"feedbak": 200}, "config.E035"),
        ("RETENTION", DEFAULTS | {"feedback": 0}, "config.E035"),
        ("RETENTION", DEFAULTS | {"feedback": None}, "config.E035"),
        ("INDEX_PROCESSES", None, "config.E041"),
        ("LOG_LEVEL", "LOUD", "config.E012"),
        ("LOG_FORMAT", "xml", "config.E020"),
        ("ROUTE_URL", "https://route.example.org/", "config.E013"),
        ("ROUTE_URL", "https://route.example.org/{latitude}", "config.E013"),
        ("ROUTE_URL", "https://route.example.org/{lat},{longitude}", "config.E013"),
        ("ROUTE_URL", "https://route.example.org/{latitude},{longitude},{0}", "config.E013"),
        ("ROUTE_URL", "https://route.example.org/{latitude},{longitude", "config.E013"),
        ("ROUTE_URL", "https://route.example.org/{latitude:d},{longitude}", "config.E013"),
        ("ROUTE_URL", "javascript:{latitude},{longitude}", "config.E013"),
        ("ALLOWED_HOSTS", [], "config.E014"),
        ("MAIL", Mail(url="mail.example.org", sender="a@example.org"), "config.E021"),
        ("MAIL", Mail(url="smtp://", sender="a@example.org"), "config.E021"),
        ("MAIL", Mail(url="smtp://mail.example.org", sender=""), "config.E021"),
        ("CITY_SIGN_IN", CitySignIn("https://id.example.org", "", "", ""), "config.E022"),
        ("CITY_SIGN_IN", CitySignIn("http://id.example.org", "tarjotin", "s", "City"), "config.E022"),
        ("TERMS", Terms("spring", "/{language}/terms/"), "config.E047"),
        ("TERMS", Terms("2026-11-01", ""), "config.E047"),
        ("TERMS", Terms("2026-11-01", "javascript:0"), "config.E047"),
        ("BUSINESS_REGISTER", "accounts.nowhere.Register", "config.E023"),
        ("MACHINE_TRANSLATOR", "workspace.nowhere.Machine", "config.E027"),
        ("ALLAUTH_TRUSTED_PROXY_COUNT", None, "config.E024"),
    ],
)
def test_wrong_setting_is_named(settings, name, value, problem):
    setattr(settings, name, value)

    assert found() == [problem]


def test_values_that_are_none_end_a_command_without_a_traceback():
    ended = check(DEBUG="maybe", IS_DEMO="2", SEARCH_WORKER_IN_WEB="xyz", LOG_LEVEL="LOUD")

    assert ended.returncode == 1
    assert "(config.E011) DEBUG is neither on nor off: 'maybe'" in ended.stderr
    assert "(config.E011) IS_DEMO is neither on nor off: '2'" in ended.stderr
    assert "(config.E011) SEARCH_WORKER_IN_WEB is neither on nor off: 'xyz'" in ended.stderr
    assert "(config.E012) LOG_LEVEL is not a level of the log: 'LOUD'" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("word", "is_on"), [("1", True), ("True", True), (" on ", True), ("0", False), ("NO", False), ("x", None)]
)
def test_word_for_on_or_off_is_understood(monkeypatch, word, is_on):
    monkeypatch.setenv("SWITCH", word)

    assert switch(Env(), "SWITCH", default=not is_on) is is_on


@pytest.mark.parametrize("default", [True, False])
def test_switch_that_is_empty_or_not_set_is_as_usual(monkeypatch, default):
    monkeypatch.setenv("EMPTY", "")

    assert switch(Env(), "EMPTY", default=default) is default
    assert switch(Env(), "NOT_SET", default=default) is default


def test_command_reads_the_key_that_the_server_made(tmp_path):
    (tmp_path / "secret-key").write_text("k" * 60, "ascii")

    ended = check(SECRET_KEY="", DATA_FOLDER=str(tmp_path))

    assert (ended.returncode, ended.stderr) == (0, "")


def test_production_wants_a_long_key_and_no_debugging(settings):
    settings.IS_PRODUCTION = settings.DEBUG = True
    settings.SECRET_KEY, settings.MAIL, settings.HELP_REQUEST_KEYS = "short", MAIL, [SEALING_KEY]

    assert found() == ["config.E002", "config.E008"]


def test_production_without_mail_and_key_of_help_requests_starts_with_warnings(settings):
    settings.IS_PRODUCTION, settings.SECRET_KEY, settings.ALLOWED_HOSTS = True, "k" * 60, ["*"]

    require_valid_settings()

    assert found() == ["config.W021", "config.W026"]


def test_mail_server_is_read_from_its_address():
    settings = MAIL.settings()

    assert (settings["EMAIL_HOST"], settings["EMAIL_PORT"], settings["EMAIL_USE_TLS"]) == (
        "mail.example.org",
        587,
        True,
    )
    assert settings["DEFAULT_FROM_EMAIL"] == "tarjotin@example.org"


def test_citys_own_sign_in_is_off_unless_all_of_it_is_set():
    city = CitySignIn("https://id.example.org", "tarjotin", "secret", "Kaupunki")

    assert (city.is_on, len(city.apps())) == (True, 1)
    assert (CitySignIn("", "", "", "").apps(), CitySignIn("", "", "", "").missing()) == ([], [])


@pytest.mark.parametrize(
    ("hosts", "problems"),
    [(["localhost"], ["config.E014"]), (["city.example.org"], []), ([".example.org"], []), (["*"], [])],
)
def test_production_serves_the_host_of_its_public_address(settings, hosts, problems):
    settings.IS_PRODUCTION, settings.ALLOWED_HOSTS = True, hosts
    settings.SECRET_KEY, settings.SITE_URL = "k" * 60, "https://city.example.org:8443/"
    settings.MAIL, settings.HELP_REQUEST_KEYS = MAIL, [SEALING_KEY]

    assert found() == problems


def test_every_problem_comes_with_a_hint(settings):
    settings.SECRET_KEY, settings.SITE_URL, settings.DATA_FOLDER = "", "", "/dev/null/var"
    settings.LANGUAGES_OFFERED = ["xx"]

    problems = run_checks(tags=[TAG])

    assert len(problems) == 5
    assert all(problem.hint for problem in problems)


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "postgres://", "mysql://host/name", "http://host/x", "postgres://u:p@host:port/name"],
)
def test_address_that_is_no_database_is_kept_for_the_check(url):
    assert database_from(url) == NO_DATABASE


def test_embedded_database_lets_readers_pass_writers():
    database = database_from("sqlite:////tmp/x.sqlite3")

    assert database["NAME"] == "/tmp/x.sqlite3"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]


def test_database_server_is_read_from_its_address():
    database = database_from("postgresql://user:secret@db.example.org:5433/tarjotin")

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example.org", 5433, "tarjotin")


def test_server_ends_with_the_messages(settings, capfd):
    settings.SITE_URL = "nowhere"

    with pytest.raises(SystemExit) as end:
        require_valid_settings()

    assert end.value.code == 3
    assert "SITE_URL is not an address on the web: 'nowhere'" in capfd.readouterr().err


def test_wsgi_application_does_not_start_without_a_database(tmp_path):
    wrong = {"DATABASE_URL": "nonsense", "SECRET_KEY": "k" * 60, "DATA_FOLDER": str(tmp_path)}
    environment = os.environ | wrong | {"DJANGO_SETTINGS_MODULE": "config.settings.production"}
    path = os.pathsep.join([str(project.ROOT), str(project.ROOT / "site")])

    start = subprocess.run(
        [sys.executable, "-c", "import config.wsgi"],
        env=environment | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )

    assert start.returncode == 3
    assert "config.E006" in start.stderr
    assert "Traceback" not in start.stderr
