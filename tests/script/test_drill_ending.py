"""Whether readers are answered from Elasticsearch again, by what the site counts itself."""

import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import drill_ending
from drill_ending import FIRST, LOOKED_AT, RESERVE


class Site(BaseHTTPRequestHandler):
    """Counts searches for the engine whose turn it is: the last one goes on."""

    def do_GET(self):
        if self.path == "/metrics":
            names = self.server.counted.items()
            text = "".join(f'tarjotin_search_seconds_count{{engine="{name}"}} {n}.0\n' for name, n in names)
        else:
            turns = self.server.turns
            self.server.counted[turns.pop(0) if len(turns) > 1 else turns[0]] += 1
            text = "page"
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def ending():
    """Call it with the engines that answer one search after another."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.counted = Counter({RESERVE: 7})
        thread = threading.Thread(target=server.serve_forever)
        thread.start()

        def look(*turns: str) -> drill_ending.Ending:
            server.turns = list(turns)
            address = f"http://127.0.0.1:{server.server_port}"
            return drill_ending.look(address, is_caught_up=True, patience=0.6)

        yield look
        server.shutdown()
        thread.join()


def test_readers_are_back_when_elasticsearch_alone_answers(ending):
    ended = ending(FIRST)

    assert ended.is_back
    assert ended.from_reserve == 7


def test_readers_are_waited_for(ending):
    assert ending(*[RESERVE] * LOOKED_AT, FIRST).is_back


def test_readers_of_one_process_that_stay_with_the_reserve_are_not_back(ending):
    assert not ending(*[FIRST, RESERVE] * LOOKED_AT * 9).is_back
