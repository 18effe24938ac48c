"""Pages as a reader gets them: `reader("/fi/search/?q=apua")`, and the whole site with the demo in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

import pytest
import time_machine
from bs4 import BeautifulSoup, Tag
from django.core.cache import cache
from django.http import HttpResponse
from django.test import override_settings
from django.utils.functional import cached_property

from directory.dates.times import HELSINKI
from directory.language_counts import count_languages
from directory.reading.keeping import forget_everything
from directory.reading.vocabulary import forget
from directory.spoken_languages import gather_spoken_languages
from guarding.limits import forget_all
from pages.content.tree import load_tree
from public_pages import addresses
from search.engines import get_engine
from search.indexing.rebuild import rebuild
from tests.plugins.demo import LOADED_ON


@dataclass(frozen=True)
class Page:
    """An answer of the site, to be asked with CSS selectors."""

    response: HttpResponse

    @cached_property
    def tree(self) -> BeautifulSoup:
        return BeautifulSoup(self.response.content, "html.parser")

    @property
    def text(self) -> str:
        return plain(self.tree.body)

    def all(self, selector: str) -> list[Tag]:
        return self.tree.select(selector)

    def texts(self, selector: str) -> list[str]:
        return [plain(tag) for tag in self.all(selector)]

    def href(self, words: str) -> str:
        """The address of the one link with these words."""
        (found,) = {link["href"] for link in self.all("a[href]") if words in plain(link)}
        return found


def plain(tag: Tag) -> str:
    """The text of an element as one line."""
    return " ".join(tag.get_text().replace("\u2060", "").split())


@pytest.fixture(autouse=True)
def fresh_vocabulary() -> None:
    """What is kept between requests, and how often somebody tried: no test sees that of another one."""
    cache.clear()
    forget()
    forget_everything()
    forget_all()


@pytest.fixture
def reader(client):
    """Opens pages: `reader("/so/search/?q=apua")`. Fails unless the answer has the expected status."""

    def open_page(address: str, *, status: int = 200, follow: bool = False, **headers) -> Page:
        __tracebackhide__ = True
        response = client.get(address, headers=headers, follow=follow)
        assert response.status_code == status, f"{address}: {response.status_code}"
        return Page(response)

    return open_page


@pytest.fixture(scope="module")
def demo_site(loaded_demo, tmp_path_factory) -> Iterator[dict[str, str]]:
    """The demo with its index, at one o'clock of the day it was loaded: its PAGES by name (`addresses`)."""
    moment = datetime.combine(LOADED_ON, time(13), HELSINKI)
    folder = tmp_path_factory.mktemp("index")
    with override_settings(SEARCH_INDEX_FOLDER=folder, IS_DEMO=True), time_machine.travel(moment, tick=False):
        load_tree(with_guides=True)
        count_languages(moment)
        gather_spoken_languages(LOADED_ON)
        rebuild(get_engine(), now=moment, consumer="tests")
        yield addresses()
        forget()
        forget_everything()
