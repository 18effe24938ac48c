"""An alert is on searches and off them after one turn of each worker, whichever engine answers."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from directory.models import Alert
from directory.reading import alerts
from directory.reading.vocabulary import forget
from search.duties.worker import Worker
from search.engines import get_engine, get_engines
from tests.cast import place, walk_in
from tests.engines.conftest import NAMES

pytestmark = pytest.mark.django_db

SEARCH = "/fi/search/?q=kahvila&area=malmi"


@pytest.fixture(params=NAMES)
def workers(request, settings, tmp_path, now) -> list[Worker]:
    """Those of a host: one for each index, the embedded one first where there is another."""
    settings.SEARCH_INDEX_FOLDER = tmp_path / "index"
    settings.PAGE_CACHE_FOLDER = str(tmp_path)
    if request.param == "elasticsearch":
        settings.ELASTICSEARCH = request.getfixturevalue("elasticsearch_address")
    walk_in(place("malmi"), name_fi="Perhekahvila")
    forget()
    alerts.forget()
    found = [Worker(engine) for engine in get_engines()]
    for worker in found:
        while worker.run_once().has_more:
            pass
    yield found
    forget()
    alerts.forget()


def alert() -> Alert:
    now, hour = timezone.now(), timedelta(hours=1)
    return Alert.objects.create(text_fi="Lakko tänään", starts_at=now - hour, ends_at=now + hour)


def banner() -> list[str]:
    """What stands above the results, of which there is one."""
    page = BeautifulSoup(Client().get(SEARCH).content, "html.parser")
    assert "Perhekahvila" in page.get_text()
    return [each.get_text(strip=True) for each in page.select(".notice--alert > span")]


def test_one_turn_of_each_worker_takes_it_in_and_throws_kept_pages_away(workers, tmp_path):
    assert (get_engine().name, banner()) == (workers[-1].engine.name, [])

    for change, shown in ((alert, ["Lakko tänään"]), (lambda: Alert.objects.get().delete(), [])):
        change()
        for worker in workers:
            kept = tmp_path / "page"
            kept.touch()
            assert worker.run_once().drained.has_changed
            assert not kept.exists()

        assert banner() == shown
        assert not any(worker.run_once().drained.has_changed for worker in workers)
