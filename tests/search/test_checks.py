"""Mistakes in the set-up of search are said before anything starts."""

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import certifi
import pytest
from django.conf import settings as project
from django.core.checks import run_checks

from config.elasticsearch_address import Elasticsearch
from search.checks import CHANNELS, check_channels, check_index_folder


def test_folder_that_is_still_to_be_made_is_fine(settings, tmp_path):
    settings.SEARCH_INDEX_FOLDER = tmp_path / "data" / "index"

    assert check_index_folder() == []


def test_folder_that_cannot_be_made_is_an_error_with_a_hint(settings, tmp_path):
    (tmp_path / "data").write_text("not a folder")
    settings.SEARCH_INDEX_FOLDER = tmp_path / "data" / "index"

    errors = check_index_folder()

    assert [error.id for error in errors] == ["search.E001"]
    assert "DATA_FOLDER" in errors[0].hint


def _problems(settings, **values) -> list[str]:
    settings.ELASTICSEARCH = Elasticsearch(**{"url": "http://127.0.0.1:9"} | values)
    return [each.id for each in run_checks(tags=["settings", "elasticsearch"])]


def test_without_elasticsearch_nothing_is_asked_of_it(settings):
    assert _problems(settings, url="", user="somebody", index="NO") == []


def test_start_without_elasticsearch_does_not_load_its_client(tmp_path):
    values = {"SECRET_KEY": "k" * 60, "DATA_FOLDER": str(tmp_path), "SEARCH_WORKER_IN_WEB": "0"}
    values |= {"ELASTICSEARCH_URL": "", "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    values["PYTHONPATH"] = os.pathsep.join([str(project.ROOT), str(project.ROOT / "site")])

    start = "import sys, config.wsgi; print('elasticsearch' in sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", start], env=os.environ | values, capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stdout) == (0, "False\n")


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"url": "elastic.example.org:9200"}, "search.E002"),
        ({"url": "https://elastic.example.org"}, "search.E002"),
        ({"url": "http://[::1"}, "search.E002"),
        ({"url": "http://127.0.0.1:99999"}, "search.E002"),
        ({"url": "https://127.0.0.1:9", "ca_file": "/nowhere/ca.pem"}, "search.E003"),
        ({"url": "https://127.0.0.1:9", "ca_file": "/tmp"}, "search.E003"),
        ({"url": "https://127.0.0.1:9", "ca_file": __file__}, "search.E003"),
        ({"ca_file": certifi.where()}, "search.E003"),
        ({"user": "pääkäyttäjä", "password": "secret"}, "search.E009"),
        ({"user": "somebody", "password": "salainen-ö"}, "search.E009"),
        ({"api_key": "key\n"}, "search.E009"),
        ({"user": "somebody"}, "search.E004"),
        ({"password": "secret"}, "search.E004"),
        ({"user": "somebody", "password": "secret", "api_key": "key"}, "search.E004"),
        ({"index": "Tarjotin"}, "search.E005"),
        ({"index": "_own"}, "search.E005"),
        ({"index": ""}, "search.E005"),
    ],
)
def test_settings_of_elasticsearch_that_cannot_work_are_named(settings, values, problem):
    assert _problems(settings, **values) == [problem]


def test_wrong_address_is_named_without_its_password(settings):
    settings.ELASTICSEARCH = Elasticsearch(url="ftp://user:secret@elastic.example.org:9200")

    [error] = run_checks(tags=["settings"])

    assert "elastic.example.org" in error.msg
    assert "secret" not in str(error)


def test_elasticsearch_that_is_away_is_a_warning_that_ends_no_start(settings):
    assert _problems(settings) == ["search.W001"]
    assert run_checks(tags=["settings"]) == []


class Pretended(BaseHTTPRequestHandler):
    """A server that says that it is Elasticsearch of some version, or lets nobody in."""

    status, version = 200, ""

    #: What it wants to be told of who asks, if anything
    identity = None

    def do_GET(self):
        is_known = self.identity in (None, self.headers.get("Authorization"))
        self.send_response(self.status if is_known else 401)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps({"version": {"number": self.version}}).encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def pretended():
    """Starts such a server and gives its address."""
    servers = []

    def start(**values) -> str:
        servers.append(HTTPServer(("127.0.0.1", 0), type("Server", (Pretended,), values)))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}"

    yield start
    for each in servers:
        each.shutdown()
        each.server_close()


@pytest.mark.parametrize(
    ("version", "problems"),
    [("8.0.1", []), ("8.99.0", []), ("7.17.9", ["search.E007"]), ("9.1.0", ["search.E007"])],
)
def test_any_elasticsearch_8_serves_and_no_other(settings, pretended, version, problems):
    assert _problems(settings, url=pretended(version=version)) == problems


@pytest.mark.parametrize("status", [401, 403])
def test_elasticsearch_that_lets_us_not_in_ends_the_start_with_a_hint(settings, pretended, status):
    assert _problems(settings, url=pretended(status=status)) == ["search.E006"]


@pytest.mark.parametrize(
    ("values", "identity"),
    [
        ({"user": "site", "password": "secret"}, "Basic c2l0ZTpzZWNyZXQ="),
        ({"api_key": "a2V5"}, "ApiKey a2V5"),
    ],
)
def test_elasticsearch_is_told_who_asks(settings, pretended, values, identity):
    url = pretended(version="8.16.6", identity=identity)

    assert _problems(settings, url=url) == ["search.E006"]
    assert _problems(settings, url=url, **values) == []


def test_real_elasticsearch_is_let_through(settings, elasticsearch_address):
    settings.ELASTICSEARCH = elasticsearch_address

    assert run_checks(tags=["settings", "elasticsearch"]) == []


@pytest.mark.parametrize(
    ("without", "found"),
    [((), []), (("meaning", "conditions"), []), (("meanings",), ["search.E008"])],
)
def test_way_of_finding_that_there_is_not_is_told(settings, without, found):
    settings.SEARCH_WITHOUT = without

    assert [each.id for each in check_channels()] == found


def test_every_way_of_finding_is_in_the_table_of_settings():
    readme = (project.ROOT / "README.md").read_text(encoding="utf-8")

    [row] = (line for line in readme.splitlines() if line.startswith("| `SEARCH_WITHOUT` |"))
    assert [each for each in CHANNELS if f"`{each}`" not in row] == []
