"""Two web processes of one site, and what they answer while something happens."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from tests.installation import PATIENCE, ROOT, Installation, Started

WITHIN = 1.0  # seconds
#: A second on the clock is no second of work where other jobs take the processors: the promise has to
#: hold once, and code that breaks it never does
TRIES = 3

CREATE = """
from directory.models import Organization, Service
organization = Organization.objects.create(slug="o", kind="city_unit", standing="admitted", name_fi="Yksikkö")
Service.objects.create(slug="kohtaamispaikka", organization=organization, name_fi="Perhekahvila", live=True)
"""

RENAME = """
import time
from directory.models import Service
service = Service.objects.get(slug="kohtaamispaikka")
service.name_fi = "{name}"
service.save()
print(time.time())
"""


@dataclass(frozen=True)
class Answer:
    asked_at: float
    process: str
    is_new: bool


def installed(tables: Path, folder: Path, **settings: str) -> Installation:
    """A site of its own with one listing."""
    installation = Installation(folder, settings).begin_with(tables)
    installation.run(CREATE)
    return installation


@contextmanager
def serving(installation: Installation) -> Iterator[tuple[Started, str]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--config", str(ROOT / "site/config/gunicorn.py"), "--bind", f"127.0.0.1:{port}"]
    with installation.start("-m", "gunicorn", *options, "tests.search.named_site") as started:
        url = f"http://127.0.0.1:{port}/fi/search/?q="
        wait_until(lambda: len(answering(url, "perhekahvila")) == 2, started)
        yield started, url


def ask(url: str, word: str) -> Answer:
    asked_at = time.time()
    try:
        with urlopen(url + word, timeout=PATIENCE) as response:
            body = response.read().decode()
            return Answer(asked_at, response.headers["X-Process"], "card__name" in body)
    except OSError:
        return Answer(asked_at, "", False)


def answering(url: str, word: str) -> set[str]:
    """The processes that find the word, of those that answer several requests at once."""
    with ThreadPoolExecutor(8) as pool:
        return {answer.process for answer in pool.map(lambda _: ask(url, word), range(16)) if answer.is_new}


def wait_until(holds: Callable[[], bool], started: Started, seconds: float = PATIENCE) -> None:
    give_up_at = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < give_up_at, started.log
        time.sleep(0.1)


def answers_during(url: str, word: str, change: Callable[[], float]) -> tuple[float, list[Answer]]:
    """The moment of a change, and what was answered before and in the three seconds after it."""
    answers: list[Answer] = []
    is_over = threading.Event()

    def keep_asking():
        while not is_over.wait(0.03):
            answers.append(ask(url, word))

    askers = [threading.Thread(target=keep_asking) for _ in range(3)]
    for asker in askers:
        asker.start()
    changed_at = change()
    time.sleep(3)
    is_over.set()
    for asker in askers:
        asker.join()
    return changed_at, answers


def number_of_searches(url: str, engine: str = "embedded") -> float:
    """As the process that is asked says it, for all of them."""
    with urlopen(url.partition("/fi/")[0] + "/metrics", timeout=PATIENCE) as response:
        text = response.read().decode()
    found = re.search(rf'^tarjotin_search_seconds_count{{engine="{engine}"}} (\S+)$', text, re.MULTILINE)
    return float(found[1]) if found else 0
