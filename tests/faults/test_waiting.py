"""An answer of Elasticsearch is waited for until one moment, in whatever way a server puts it off."""

import socket
import threading
import time

import pytest
from elastic_transport import ConnectionTimeout

from config.elasticsearch_address import Elasticsearch
from search.engines.elastic.connecting import READING, connect
from tests.faults.proxy import DRIPPING, DRIPPING_ON, Proxy, slow_to_let_in

#: Seconds that are waited, more than between two bytes that drip; and what a busy machine may add
SECONDS, ALLOWANCE = 0.8, 0.6
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(params=["http", "https"])
def server(request, tmp_path):
    """Never gives a whole answer; asked by http, and by https."""
    found = Proxy(NOWHERE, request.getfixturevalue("authority") if request.param == "https" else None)
    found.certificate = str(tmp_path / "authority.pem") if request.param == "https" else ""
    yield found
    found.end()


def seconds_until_given_up(url: str, seconds: float, certificate: str = "") -> float:
    with connect(Elasticsearch(url=url, ca_file=certificate), seconds) as client:
        began = time.monotonic()
        with pytest.raises(ConnectionTimeout):
            client.options(request_timeout=seconds).info()
        return time.monotonic() - began


@pytest.mark.parametrize("fault", ["hanging", DRIPPING, DRIPPING_ON])
def test_answer_that_does_not_come_or_drips_is_given_up_in_time(server, fault):
    server.fault = fault

    waited = seconds_until_given_up(server.url, SECONDS, server.certificate)

    assert SECONDS <= waited < SECONDS + ALLOWANCE


def test_who_gives_up_hangs_up(server):
    server.fault = DRIPPING_ON

    seconds_until_given_up(server.url, SECONDS, server.certificate)

    end = time.monotonic() + 10
    while not server.left and time.monotonic() < end:
        time.sleep(0.05)
    assert server.left == 1


def test_server_that_lets_in_late_and_then_hangs_is_waited_for_once():
    with slow_to_let_in() as url:
        waited = seconds_until_given_up(url, READING)

    assert waited < READING + ALLOWANCE


def test_address_that_nobody_looks_up_is_given_up_in_time(monkeypatch):
    """The system asks a server of names, which may be away, too; no limit of a socket holds for that."""
    is_over, look_up = threading.Event(), socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked: [is_over.wait(3), look_up(*asked)][1])

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)
        waited = seconds_until_given_up(f"http://127.0.0.1:{server.getsockname()[1]}", SECONDS)
        is_over.set()
        late, _address = server.accept()
        with late:
            late.settimeout(10)
            said = late.recv(1)

    assert waited < SECONDS + ALLOWANCE
    # Hung up: nobody waits for what comes now
    assert said == b""


@pytest.mark.parametrize("server", ["http"], indirect=True)
def test_who_asks_beside_many_others_waits_no_longer(server):
    server.fault, waited = "hanging", []
    with connect(Elasticsearch(url=server.url, ca_file=server.certificate), SECONDS) as client:

        def ask():
            began = time.monotonic()
            with pytest.raises(ConnectionTimeout):
                client.info()
            waited.append(time.monotonic() - began)

        readers = [threading.Thread(target=ask) for _ in range(16)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()

    assert len(waited) == 16
    assert max(waited) < SECONDS + ALLOWANCE
