"""The faults of the drill: each is counted once it was there, and an error among them is not lost."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import drill_faults
from drill_faults import Flapping
from elasticsearch_ways import Server
from failures import SetupError

QUICK = 0.01


class Settings(BaseHTTPRequestHandler):
    """Takes whatever is set."""

    def do_PUT(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Broken(Server):
    """One that can be broken in all ways; it can be started again so many times, its rounds."""

    def __init__(self, port: int, rounds: int):
        self.port, self.rounds, self.is_well = port, rounds, True
        self.had_all = threading.Event()

    def start(self):
        self.rounds -= 1
        self.is_well = True
        if self.rounds <= 0:
            self.had_all.set()
        if self.rounds < 0:
            raise SetupError("Elasticsearch does not start")

    def stop_answering(self):
        self.is_well = False

    def go_on(self):
        self.is_well = True

    def kill(self):
        self.is_well = False

    def end(self):
        pass


@pytest.fixture
def port():
    with ThreadingHTTPServer(("127.0.0.1", 0), Settings) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(drill_faults, "PEACE", QUICK)
    monkeypatch.setattr(drill_faults, "FAULT", QUICK)


def test_each_fault_is_counted(port):
    flapping = Flapping(server := Broken(port, rounds=2))

    with flapping.going_on():
        assert server.had_all.wait(10)

    assert min(flapping.faults.values()) >= 2
    assert (flapping.error, server.is_well) == ("", True)


def test_fault_that_the_end_of_the_readers_cut_short_is_not_counted(port, monkeypatch):
    monkeypatch.setattr(drill_faults, "FAULT", 10)
    flapping = Flapping(server := Broken(port, rounds=9))

    with flapping.going_on():
        while server.is_well:
            threading.Event().wait(QUICK)

    assert (set(flapping.faults.values()), flapping.error, server.is_well) == ({0}, "", True)


def test_error_in_the_thread_of_the_faults_is_kept(port):
    flapping = Flapping(server := Broken(port, rounds=0))

    with flapping.going_on():
        assert server.had_all.wait(10)

    assert flapping.error == "SetupError: Elasticsearch does not start"
