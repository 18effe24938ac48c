"""What those who watch may ask: whether it lives, whether it can answer, and numbers of the searches."""

import re
import socket
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.utils import timezone

from search.models import DueMeaning, OutboxEntry
from tests import factories

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db, pytest.mark.usefixtures("now")]

BEHIND_A_PROXY = {"X-Forwarded-For": "192.0.2.7"}


@pytest.fixture
def site(search_index):
    """A site with one listing, and a worker that has done all there was to do."""
    factories.ServiceFactory(name_fi="Perhekahvila")
    search_index.drain()
    return search_index


@pytest.fixture
def metrics(client):
    """The values of the metrics now, by name and labels."""

    def read(**headers) -> dict[str, float]:
        text = client.get("/metrics", headers=headers).text
        lines = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
        return {name: float(value) for name, _space, value in lines}

    return read


def database_that_is_away(execute, sql, params, many, context):
    raise DatabaseError("connection refused")


# Lives


def test_process_lives_though_the_database_is_away(client):
    with connection.execute_wrapper(database_that_is_away):
        response = client.get("/healthz")

    assert (response.status_code, response.text) == (200, "ok\n")


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/metrics"])
def test_whoever_asks_the_process_itself_needs_no_name_of_the_site_and_no_tls(
    client, site, settings, address
):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["tarjotin.example.org"], True

    response = client.get(address, headers={"Host": "10.0.0.7:8000"})

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/metrics"])
def test_nothing_can_be_sent_there(client, address):
    response = client.post(address)

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


# Can answer


def test_site_with_an_index_is_ready(client, site):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "problems": [],
        "warnings": [],
        "engines": [
            {
                "engine": "embedded",
                "can_answer": True,
                "listings": 1,
                "built_for": "2026-03-11",
                "waiting": 0,
                "waiting_seconds": None,
                "set_aside": 0,
                "seen_seconds": 0.0,
            }
        ],
        "meanings_waiting": 0,
    }


def test_site_without_an_index_is_not_ready(client, search_index):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["problems"] == ["There is no search index yet."]


def test_site_whose_index_cannot_say_how_it_is_is_not_ready(client, site):
    file = site.engine.generations.current() / "state.json"
    file.unlink()
    # Instead of a disk that cannot be read
    file.mkdir()

    response = client.get("/readyz")

    assert response.status_code == 503
    assert "The index of embedded cannot answer." in response.json()["warnings"]


def test_site_without_its_database_is_not_ready_and_does_not_say_where_that_is(client, site):
    with connection.execute_wrapper(database_that_is_away):
        response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {
        "ready": False,
        "problems": ["The database does not answer."],
        "warnings": [],
        "engines": [],
        "meanings_waiting": 0,
    }


def test_changes_that_wait_are_counted_with_the_age_of_the_oldest(client, site, now):
    OutboxEntry.objects.create(kind="service", object_id=1, created_at=now - timedelta(seconds=90))
    OutboxEntry.objects.create(kind="service", object_id=2, created_at=now - timedelta(seconds=5))

    answer = client.get("/readyz").json()

    assert (answer["engines"][0]["waiting"], answer["engines"][0]["waiting_seconds"]) == (2, 90.0)
    assert answer["ready"] is True
    assert answer["warnings"] == ["2 changes wait for embedded, the oldest 90 s."]


def test_what_is_set_aside_is_counted(client, site):
    OutboxEntry.objects.create(kind="playground", object_id=5)
    site.drain()

    answer = client.get("/readyz").json()

    assert answer["engines"][0]["set_aside"] == 1
    assert answer["warnings"] == ["1 set aside in embedded: see manage.py check_index."]


def test_worker_that_went_silent_is_said(client, site):
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        answer = client.get("/readyz").json()

    assert answer["warnings"] == ["No worker of embedded was seen lately."]


def test_worker_in_a_container_beside_this_one_is_seen(client, site, monkeypatch):
    """They share the folder of the index and each has a name of its own."""
    monkeypatch.setattr(socket, "gethostname", lambda: "4f2c8a01")

    answer = client.get("/readyz").json()

    assert answer["warnings"] == []
    assert answer["engines"][0]["seen_seconds"] == 0.0


# Metrics


def test_searches_are_counted_with_their_hits(metrics, reader, site):
    before = metrics()

    reader("/fi/search/?q=perhekahvila")
    reader("/fi/search/?q=olematon")
    reader("/fi/today/")
    after = metrics()

    grown = {name: after[name] - before.get(name, 0) for name in after if 'engine="embedded"' in name}
    assert grown['tarjotin_search_seconds_count{engine="embedded"}'] == 3
    assert grown['tarjotin_search_hits_total{engine="embedded"}'] == 1
    assert grown['tarjotin_searches_without_hits_total{engine="embedded"}'] == 2


def test_search_that_the_reserve_answered_is_counted_as_its_own(metrics, reader, site, settings):
    settings.ELASTICSEARCH = replace(settings.ELASTICSEARCH, url="http://127.0.0.1:9")
    before = metrics()

    reader("/fi/search/?q=perhekahvila")
    after = metrics()

    counted, of_the_other = (
        f'tarjotin_search_seconds_count{{engine="{name}"}}' for name in ("embedded", "elasticsearch")
    )
    assert after[counted] == before.get(counted, 0) + 1
    assert after.get(of_the_other) == before.get(of_the_other)


def test_words_of_people_are_in_no_metric(client, reader, site):
    reader("/fi/search/?q=salaisuus")

    assert "salaisuus" not in client.get("/metrics").text


def test_condition_of_the_index_is_in_the_metrics(metrics, site, now):
    OutboxEntry.objects.create(kind="service", object_id=1, created_at=now - timedelta(seconds=90))
    DueMeaning.objects.create(service_id=1, digest="new")

    values = metrics()

    assert values["tarjotin_ready"] == 1
    assert values['tarjotin_index_can_answer{engine="embedded"}'] == 1
    assert values['tarjotin_index_listings{engine="embedded"}'] == 1
    assert values['tarjotin_index_waiting_rows{engine="embedded"}'] == 1
    assert values['tarjotin_index_waiting_seconds{engine="embedded"}'] == 90
    assert values['tarjotin_index_set_aside{engine="embedded"}'] == 0
    assert values["tarjotin_meanings_waiting"] == 1
    assert values['tarjotin_index_worker_seen_seconds{engine="embedded"}'] == 0


def test_what_is_not_known_of_an_engine_is_not_told_as_0(metrics, site, settings):
    settings.ELASTICSEARCH = replace(settings.ELASTICSEARCH, url="http://127.0.0.1:9")

    values = metrics()

    assert values['tarjotin_index_can_answer{engine="elasticsearch"}'] == 0
    for name in ("listings", "waiting_rows", "waiting_seconds"):
        assert f'tarjotin_index_{name}{{engine="embedded"}}' in values
        assert f'tarjotin_index_{name}{{engine="elasticsearch"}}' not in values


def test_metrics_go_on_though_the_database_is_away(metrics, site):
    with connection.execute_wrapper(database_that_is_away):
        values = metrics()

    assert values["tarjotin_ready"] == 0


@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.1", "2001:db8::1", ""])
def test_metrics_are_not_for_other_machines(client, address):
    assert client.get("/metrics", REMOTE_ADDR=address).status_code == 403


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_metrics_are_for_this_machine(client, site, address):
    assert client.get("/metrics", REMOTE_ADDR=address).status_code == 200


def test_whoever_comes_through_a_proxy_is_not_taken_for_this_machine(client):
    assert client.get("/metrics", headers=BEHIND_A_PROXY).status_code == 403


def test_with_a_token_metrics_are_for_whoever_shows_it(client, site, settings):
    settings.METRICS_TOKEN = "open-sesame"

    asked = [
        client.get("/metrics", headers=headers).status_code
        for headers in (
            {},
            {"Authorization": "Bearer wrong"},
            {"Authorization": "Bearer öpen"},
            {"Authorization": "Bearer open-sesame", **BEHIND_A_PROXY},
        )
    ]

    assert asked == [403, 403, 403, 200]


def test_metrics_are_in_the_form_that_prometheus_reads(client, site):
    response = client.get("/metrics")

    assert response.headers["Content-Type"].startswith("text/plain; version=")
    names = re.findall(r"^# TYPE (\S+) ", response.text, re.MULTILINE)
    assert len(names) == len(set(names))
