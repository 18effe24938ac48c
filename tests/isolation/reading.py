"""All that the public site says: pages by their links, searches, sitemaps, and what it logs meanwhile."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from django.http import HttpResponse

from config import request_ids
from config.sitemaps import SECTIONS
from tests.isolation.asking import Asker

LANGUAGES = ("fi", "ar", "so")
#: Addresses that no link leads to; every filter is asked for by the tests of searches
ASKED = (
    "search/",
    "search/?q=nimi",
    "search/?q=name&sort=name",
    "search/suggestions/?q=ni",
    "today/",
    "none/",
)
#: Filters make more addresses there than can be read
NOT_FOLLOWED = ("/search/", "/today/")


@dataclass(frozen=True)
class Said:
    """What was answered, by address: headers and text; and what was logged."""

    answers: dict[str, str] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)

    def where(self, word: str) -> list[str]:
        """The addresses that say a word, "log" for the log."""
        found = [address for address, text in self.answers.items() if word in text]
        return found + ["log"] * any(word in line for line in self.log)


def read_everything() -> Said:
    """All public pages in some languages, as a visitor comes to them."""
    said, asker = Said(), Asker()
    with _listening(said.log):
        waiting = list(_beginnings())
        while waiting:
            address = waiting.pop()
            if address not in said.answers:
                response = asker.ask(address).response
                said.answers[address] = text_of(response)
                waiting += _links(response)
    return said


def text_of(response: HttpResponse) -> str:
    """Head and body of an answer, without the number that each has."""
    body = "" if response.streaming else response.text
    head = [": ".join(header) for header in response.headers.items() if header[0] != request_ids.HEADER]
    return "\n".join([str(response.status_code), *head, body])


def _beginnings() -> Iterator[str]:
    yield from ("/", "/none/", "/robots.txt", "/sitemap.xml", *(f"/sitemap-{name}.xml" for name in SECTIONS))
    yield from (f"/{language}/{rest}" for language in LANGUAGES for rest in ("", *ASKED))


def _links(response: HttpResponse) -> Iterable[str]:
    if "text/html" not in response.headers.get("Content-Type", ""):
        return
    tree = BeautifulSoup(response.content, "html.parser")
    asked_for = [
        tag.get("href") or tag.get("src") for tag in tree.select("main [href], main [src], footer [href]")
    ]
    for address in (each.partition("#")[0] for each in asked_for if each):
        is_ours = address.startswith(("/media/", *(f"/{language}/" for language in LANGUAGES)))
        if is_ours and not ("?" in address and any(part in address for part in NOT_FOLLOWED)):
            yield address


@contextmanager
def _listening(lines: list[str]) -> Iterator[None]:
    """Hears every logger, whatever its level is."""
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield
    root.setLevel(level)
    root.removeHandler(handler)
