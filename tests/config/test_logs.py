"""Lines of the log: each names its request, and none names a person or what somebody typed."""

import io
import json
import logging

import pytest
from django.db import IntegrityError, connection

from config.logs import JsonFormatter, PlainFormatter, WithoutPath
from tests import factories

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]

ID = "0123456789abcdef"


@pytest.fixture(params=[JsonFormatter, PlainFormatter])
def log(request):
    """Everything that is logged, in both forms."""
    output = io.StringIO()
    handler = logging.StreamHandler(output)
    handler.setFormatter(request.param())
    handler.addFilter(WithoutPath())
    logging.root.addHandler(handler)
    yield output
    logging.root.removeHandler(handler)


@pytest.fixture
def lines():
    """Everything that is logged, as objects."""
    output = io.StringIO()
    handler = logging.StreamHandler(output)
    handler.setFormatter(JsonFormatter())
    logging.root.addHandler(handler)
    yield lambda: [json.loads(line) for line in output.getvalue().splitlines()]
    logging.root.removeHandler(handler)


def test_answer_has_a_line_with_its_page_and_the_id_that_the_reader_got(client, search_index, lines):
    search_index.drain()
    response = client.get("/fi/search/?q=perhekahvila")

    [line] = [each for each in lines() if each["logger"] == "config.request_log"]
    assert (line["method"], line["page"], line["status"]) == ("GET", "fi/search/", 200)
    assert line["milliseconds"] >= 0
    assert line["request_id"] == response.headers["X-Request-ID"]


def test_id_of_the_proxy_is_taken_over(client):
    assert client.get("/healthz", headers={"X-Request-ID": ID}).headers["X-Request-ID"] == ID


@pytest.mark.parametrize("given", ["short", "x" * 65, 'a"},\n{"level": "ERROR'.replace("\n", " "), "ä" * 10])
def test_id_that_could_harm_the_log_is_not_taken_over(client, given):
    answered = client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]

    assert answered != given
    assert len(answered) == 32


def test_two_requests_have_two_ids(client):
    ids = {client.get("/healthz").headers["X-Request-ID"] for _ in range(2)}

    assert len(ids) == 2


@pytest.mark.parametrize(
    "address",
    ["/fi/search/?q=salaisuus", "/fi/search/suggestions/?q=salaisuus", "/fi/nothing/salaisuus/"],
)
def test_what_a_person_typed_is_in_no_line(client, search_index, log, address):
    search_index.drain()

    client.get(address, headers={"Referer": "https://example.org/salaisuus", "User-Agent": "salaisuus"})

    assert "config.request_log" in log.getvalue()
    assert "salaisuus" not in log.getvalue()
    assert "127.0.0.1" not in log.getvalue()


def test_line_of_a_failure_has_its_traceback_but_not_its_address(client, log):
    client.raise_request_exception = False

    def broken(*_):
        raise ZeroDivisionError

    with connection.execute_wrapper(broken):
        response = client.get("/fi/services/salaisuus/?q=salaisuus")

    assert response.status_code == 500
    assert "ZeroDivisionError" in log.getvalue()
    assert "salaisuus" not in log.getvalue()


@pytest.mark.postgresql(only=True)
def test_row_that_the_database_names_is_not_in_the_log(log):
    # Not written out below: a traceback shows lines of the code
    person = {"slug": "maija-meikalainen"}
    factories.OrganizationFactory(**person)

    try:
        factories.OrganizationFactory(**person)
    except IntegrityError:
        logging.getLogger("test").exception("It failed.")

    assert "duplicate key value" in log.getvalue()
    assert "maija" not in log.getvalue()


def test_name_that_is_not_served_leaves_one_line(client, lines):
    client.get("/fi/", headers={"host": "elsewhere.example.org"})

    [line] = lines()
    assert line["status"] == 400
    assert "exc_info" not in line


def test_address_of_whoever_sent_a_broken_request_is_left_out(log):
    logging.getLogger("gunicorn.error.test").warning("Invalid request from ip=%s: %s", "192.0.2.7", "x")

    assert "Invalid request from ip=-: x" in log.getvalue()
