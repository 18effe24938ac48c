"""nginx keeps pages for some seconds: never those of a person, and none that says what is no longer so."""

import getpass
import os
import subprocess
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection
from django.http import HttpResponse

from config.page_cache import HEADER, PageCacheMiddleware
from directory import actions
from directory.choices import PersonRole, Standing
from directory.models import OrganizationRole
from elasticsearch_server import free_port
from search.duties.worker import Worker
from search.engines import get_engine
from search.engines.embedded import EmbeddedEngine
from search.indexing.outbox import ask_for_rebuild
from search.indexing.page_cache import LONGEST_MADE, MADE_BEFORE, PageCache
from tests.cast import place, walk_in
from tests.factories import UserFactory

WITHIN = 1.0  # seconds
CONFIGURATION = Path(__file__).parents[2] / "deploy" / "nginx-page-cache.conf"
FRAME = """
user {user}; daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 64; }}
http {{
    access_log off; default_type text/html;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {configuration}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass {site}; proxy_set_header Host localhost; proxy_cache pages;
            add_header X-Kept $upstream_cache_status always;
        }}
    }}
}}
"""


@pytest.fixture
def nginx(live_server, settings, tmp_path):
    """Call it with a path for a page through the cache: its text, and whether it was kept."""
    if not (program := os.environ.get("NGINX_PATH")):
        pytest.skip("No nginx is to be had: script/test looks for one.")
    folder, port = tmp_path / "nginx", free_port()
    pages = folder / "pages"
    pages.mkdir(parents=True)
    for each in (tmp_path, folder, pages):
        each.chmod(0o777)
    settings.PAGE_CACHE_FOLDER, settings.SEARCH_INDEX_FOLDER = str(pages), tmp_path / "index"
    configuration = CONFIGURATION.read_text().replace("/srv/pages", str(pages))
    # Another user may not look into the folders of tests
    user = getpass.getuser()
    frame = FRAME.format(
        user=user, folder=folder, port=port, site=live_server.url, configuration=configuration
    )
    (folder / "conf").write_text(frame)
    with subprocess.Popen([program, "-c", folder / "conf", "-e", folder / "error.log"]) as process:
        yield lambda path, **headers: _page(f"http://127.0.0.1:{port}{path}", headers)
        process.terminate()


def _page(address: str, headers: dict[str, str]) -> tuple[str, str]:
    end = time.monotonic() + 10
    while True:
        try:
            with urllib.request.urlopen(
                urllib.request.Request(address, headers=headers), timeout=30
            ) as answer:
                return answer.read().decode(), answer.headers["X-Kept"]
        except urllib.error.HTTPError as error:
            return error.read().decode(), error.headers["X-Kept"]
        except urllib.error.URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def _warm_up(nginx, *paths: str) -> None:
    """The first page of a process may take longer than one that is kept; this one is not kept anyway."""
    for path in paths:
        nginx(path, Cookie="first=1")


@pytest.mark.django_db(transaction=True)
def test_page_is_kept_for_everybody_and_for_nobody_in_particular(nginx):
    walk_in(place("malmi"), name_fi="Perhekahvila")
    Worker(get_engine()).run_once()
    _warm_up(nginx, "/fi/search/")

    nginx("/fi/search/")
    finnish, somali = nginx("/fi/search/"), nginx("/so/search/")

    assert finnish[1] == "HIT"
    assert 'lang="fi"' in finnish[0]
    assert somali[1] == "MISS"
    assert 'lang="so"' in somali[0]
    assert nginx("/fi/search/", Cookie="sessionid=somebody")[1] == "BYPASS"
    assert [nginx("/fi/search/?q=x&explain=1")[1] for _ in range(2)] == ["MISS", "MISS"]


@pytest.mark.django_db(transaction=True)
def test_draft_is_kept_for_nobody(nginx, client):
    service = walk_in(place("malmi"), name_fi="Perhekahvila")
    service.name_fi = "Luonnos"
    service.save_revision()
    editor = UserFactory()
    OrganizationRole.objects.create(user=editor, organization=service.organization, role=PersonRole.EDITOR)
    client.force_login(editor)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    draft = f"/fi/workspace/{service.organization.slug}/listings/{service.slug}/"
    public = f"/fi/services/{service.slug}/"
    _warm_up(nginx, public)

    of_editor = [nginx(path, Cookie=cookie) for path in (draft, public) * 2]
    of_others = [nginx(path) for path in (draft, public) * 2]

    assert [kept for _text, kept in of_editor] == ["BYPASS"] * 4
    assert all("Luonnos" in text for text, _kept in of_editor[::2])
    assert not any("Luonnos" in text for text, _kept in of_others)
    assert of_others[-1][1] == "HIT"
    assert HEADER not in client.get(draft)


def _withdraw(service, staff):
    actions.withdraw(service, staff, "no longer")


def _suspend(service, staff):
    actions.set_standing(service.organization, Standing.SUSPENDED, staff, "for a reason")


def _hide(service, _staff):
    location = service.service_at_locations.get().location
    location.is_address_hidden = True
    location.save()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("change", "gone"),
    [(_withdraw, "Perhekahvila"), (_suspend, "Perhekahvila"), (_hide, "Kirkonkyläntie 4")],
    ids=["withdrawn", "suspended", "hidden"],
)
def test_kept_pages_are_thrown_away_with_the_change_that_has_to_be_seen(nginx, change, gone):
    somewhere = place("malmi", street_address="Kirkonkyläntie 4")
    service, worker = walk_in(somewhere, name_fi="Perhekahvila"), Worker(get_engine())
    worker.run_once()
    pages = ("/fi/search/", f"/fi/services/{service.slug}/")
    _warm_up(nginx, *pages)
    before = [nginx(path) for path in pages + pages]
    assert any(gone in text for text, _kept in before)
    assert [kept for _text, kept in before[2:]] == ["HIT", "HIT"]

    change(service, UserFactory(is_superuser=True))
    worker.run_once()

    assert not any(gone in nginx(path)[0] for path in pages)


@contextmanager
def _at_work(worker: Worker):
    """In a thread of its own, as in the processes of a site."""
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(10)


@pytest.mark.postgresql(only=True)
@pytest.mark.django_db(transaction=True)
def test_withdrawn_listing_is_gone_from_a_kept_page_within_a_second(nginx):
    """Once in three times: a second on the clock is none of work where others take the processors."""
    names = ("Perhekahvila", "Shakkikerho", "Leikkitupa")
    services = [walk_in(place("malmi"), name_fi=name) for name in names]

    with _at_work(Worker(get_engine())):
        assert any(_is_gone_in_time(nginx, service) for service in services)


def _is_gone_in_time(nginx, service) -> bool:
    _ask_until(lambda: service.name_fi in nginx("/fi/search/", Cookie="first=1")[0])
    # What is kept before is thrown away with the changes that brought the listings
    time.sleep(MADE_BEFORE)
    _ask_until(lambda: nginx("/fi/search/")[1] == "HIT")
    assert service.name_fi in nginx("/fi/search/")[0]

    _withdraw(service, UserFactory(is_superuser=True))
    time.sleep(WITHIN)

    return service.name_fi not in nginx("/fi/search/")[0]


def _ask_until(holds) -> None:
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


class FullDisk(EmbeddedEngine):
    """There is no room for a new index; the one that serves can be changed."""

    def rebuild(self, _built_for):
        raise OSError(28, "No space left on device")


@pytest.fixture
def kept(settings, tmp_path):
    """A page that is kept; the first rebuild is done."""
    settings.PAGE_CACHE_FOLDER, settings.SEARCH_INDEX_FOLDER = str(tmp_path / "pages"), tmp_path / "index"
    Path(settings.PAGE_CACHE_FOLDER).mkdir()
    service = walk_in(place("malmi"), name_fi="Perhekahvila")
    walk_in(place("malmi"), name_fi="Kerho")
    Worker(get_engine()).run_once()
    page = tmp_path / "pages" / "kept"
    page.write_text("Perhekahvila")
    _withdraw(service, UserFactory(is_superuser=True))
    return page


@pytest.mark.django_db(transaction=True)
def test_kept_pages_are_thrown_away_while_the_index_is_made_anew(kept):
    seen = []

    Worker(get_engine()).rebuild("a test", lambda _done, _total: seen.append(kept.exists()))

    assert seen == [False]


@pytest.mark.django_db(transaction=True)
def test_kept_pages_are_thrown_away_before_the_index_is_made_anew(kept, settings):
    """That takes minutes, or fails."""
    ask_for_rebuild()

    with pytest.raises(OSError, match="No space left"):
        Worker(FullDisk(settings.SEARCH_INDEX_FOLDER)).run_once()

    assert not kept.exists()


@contextmanager
def _database_failing_at(table: str):
    def execute_or_fail(execute, sql, params, many, context):
        if table in sql:
            raise DatabaseError("the connection is lost")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(execute_or_fail), pytest.raises(DatabaseError):
        yield


@pytest.mark.django_db(transaction=True)
def test_kept_pages_are_thrown_away_though_the_database_fails_right_after_the_change(kept):
    with _database_failing_at("search_consumer"):
        Worker(get_engine()).run_once()

    assert get_engine().state().services == 1
    assert not kept.exists()


@pytest.mark.django_db(transaction=True)
def test_page_that_was_made_from_what_was_before_is_thrown_away_also_when_the_next_turn_fails(kept):
    worker = Worker(get_engine())
    worker.run_once()
    kept.write_text("made from an index of a moment before")

    with _database_failing_at("search_outboxentry"):
        worker.run_once()

    assert not kept.exists()


class OneTurn(Worker):
    """Stops after its first turn."""

    def work(self) -> None:
        self.stop = threading.Event()
        self.run(self.stop)

    def turn(self) -> bool:
        self.stop.set()
        return super().turn()


@pytest.mark.django_db(transaction=True)
def test_kept_pages_are_thrown_away_by_who_takes_over_from_a_worker_that_ended_right_after_the_change(kept):
    page = kept.read_text()
    Worker(get_engine()).run_once()
    kept.write_text(page)

    OneTurn(get_engine()).work()

    assert not kept.exists()


@pytest.mark.django_db(transaction=True)
def test_page_that_was_made_from_what_was_before_is_thrown_away_at_the_next_look_however_late(kept):
    cache = PageCache()
    cache.look_after(has_changed=True)
    kept.write_text("made from an index of a moment before")
    time.sleep(MADE_BEFORE)

    cache.look_after(has_changed=False)
    gone = not kept.exists()
    kept.write_text("made now")
    cache.look_after(has_changed=False)

    assert gone
    assert kept.exists()


@pytest.mark.parametrize(("seconds", "is_kept"), [(0, True), (LONGEST_MADE, False)])
def test_page_that_may_come_after_the_cache_was_emptied_for_the_last_time_is_not_kept(
    rf, settings, tmp_path, seconds, is_kept
):
    settings.PAGE_CACHE_FOLDER = str(tmp_path)

    def view(_request):
        time.sleep(seconds)
        return HttpResponse("page")

    response = PageCacheMiddleware(view)(rf.get("/fi/search/"))

    assert (HEADER in response) == is_kept


@pytest.mark.parametrize("header", ["Cookie", "Authorization"])
def test_page_for_somebody_in_particular_is_not_kept(rf, settings, tmp_path, header):
    settings.PAGE_CACHE_FOLDER = str(tmp_path)

    response = PageCacheMiddleware(lambda _request: HttpResponse("page"))(
        rf.get("/fi/search/", headers={header: "sessionid=somebody"})
    )

    assert HEADER not in response


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("folder", ["nowhere", "file"])
def test_folder_that_cannot_be_emptied_is_told_and_keeps_no_change_waiting(
    settings, tmp_path, caplog, folder
):
    (tmp_path / "file").write_text("no folder")
    settings.PAGE_CACHE_FOLDER, settings.SEARCH_INDEX_FOLDER = str(tmp_path / folder), tmp_path / "index"
    service, worker = walk_in(place("malmi"), name_fi="Perhekahvila"), Worker(get_engine())

    worker.run_once()
    _withdraw(service, UserFactory(is_superuser=True))
    worker.run_once()

    assert get_engine().state().services == 0
    assert caplog.text.count("Pages that nginx keeps are not thrown away") == 1
    assert [each.id for each in run_checks(tags=["settings"])] == ["search.W002"]
