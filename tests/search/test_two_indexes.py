"""A running site with Elasticsearch: readers are answered from it, and meanwhile it may hang."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest

from tests.faults.proxy import Proxy
from tests.installation import Installation, Started
from tests.plugins.elasticsearch import own_indices
from tests.search.two_processes import (
    RENAME,
    WITHIN,
    Answer,
    answers_during,
    ask,
    installed,
    number_of_searches,
    serving,
    wait_until,
)

NAMES = ("leskenlehti", "kotoportti", "uimakoulu")


@dataclass(frozen=True)
class Site:
    """Two web processes; all that they ask of Elasticsearch passes through `proxy`."""

    installation: Installation
    started: Started
    url: str
    proxy: Proxy

    def asks_elasticsearch(self) -> bool:
        """Whether readers are answered from it, and not from the reserve."""
        before = number_of_searches(self.url, "elasticsearch")
        return ask(self.url, "").is_new and number_of_searches(self.url, "elasticsearch") > before

    def rename(self, name: str) -> float:
        """By a process of its own; returns when it was done."""
        return float(self.installation.run(RENAME.format(name=name.title())))


@pytest.fixture(scope="module")
def site(elasticsearch_url, tables, tmp_path_factory) -> Iterator[Site]:
    """Elasticsearch hangs from before the start."""
    proxy = Proxy(elasticsearch_url)
    with own_indices(elasticsearch_url) as address:
        settings = {"ELASTICSEARCH_URL": proxy.url, "ELASTICSEARCH_INDEX": address.index}
        installation = installed(tables, tmp_path_factory.mktemp("installed"), **settings)
        proxy.fault = "hanging"
        with serving(installation) as (started, url):
            yield Site(installation, started, url, proxy)
    proxy.end()


def test_change_is_seen_within_a_second_though_elasticsearch_hangs(site):
    """The worker of the one index waits for no answer of the other, and neither do readers."""
    site.proxy.fault = "hanging"
    late: list[Answer] = []

    for name in NAMES:
        changed_at, answers = answers_during(site.url, name, partial(site.rename, name))
        late = [answer for answer in answers if answer.asked_at >= changed_at + WITHIN]
        assert late, site.started.log
        if all(answer.is_new for answer in late):
            return

    assert [answer for answer in late if not answer.is_new] == []


def test_readers_are_answered_from_elasticsearch_as_soon_as_it_answers(site):
    site.proxy.mend()

    wait_until(site.asks_elasticsearch, site.started)
