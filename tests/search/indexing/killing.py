"""Work on an index that is killed at one moment after the other.

For a process of its own, which forks one for each moment: see test_killed. Writes a line for each. The index
is that of Elasticsearch where there is one.
"""

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from directory.models import Organization
from search.duties.worker import Worker
from search.engines import Engine, get_engines
from search.indexing.differences import find_differences
from search.querying.parameters import Parameters
from search.querying.queries import build

#: https://docs.python.org/3/library/audit_events.html
FILE_EVENTS = ("open", "os.rename", "os.mkdir", "os.remove", "shutil.rmtree")
REQUEST_EVENT = "http.client.send"


class Moments:
    """Counts what the work asks of its database and of Elasticsearch and does to its files; at one of them it
    is killed.
    """

    def __init__(self, folder: Path, deadly: int | None):
        self.folder, self.deadly, self.count = str(folder), deadly, 0
        # What is sent to Elasticsearch is sent by a thread of its own
        self.lock = threading.RLock()

    def watch(self) -> None:
        sys.addaudithook(self._event)
        connection.execute_wrappers.append(self._query)

    def _query(self, execute, *arguments):
        self._next()
        return execute(*arguments)

    def _event(self, event: str, arguments: tuple) -> None:
        is_of_index = event in FILE_EVENTS and str(arguments[0]).startswith(self.folder)
        if is_of_index or event == REQUEST_EVENT:
            self._next()

    def _next(self) -> None:
        with self.lock:
            self.count += 1
            if self.count == self.deadly:
                os.kill(os.getpid(), signal.SIGKILL)


def in_child(work: Callable[[], object]) -> int:
    """Do something in a process of its own; returns its exit code, negative for the signal that killed it."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def engine() -> Engine:
    return get_engines()[-1]


def rebuild() -> None:
    Worker(engine()).rebuild("to be killed")


def follow() -> None:
    """Bring in a new name of the organisation, which is in all documents."""
    worker = Worker(engine())
    while worker.follow_changes().has_more:
        pass


def rename() -> None:
    organization = Organization.objects.get()
    organization.name_fi += " ja muut"
    organization.save()


def check_serves() -> None:
    """Every listing is there, in an index that can be read."""
    query = build(Parameters(), now=timezone.now(), language="fi")
    assert engine().count(query) == 250


def check_next_goes_well() -> None:
    """Whoever comes next goes on where it stopped, and afterwards nothing differs."""
    follow()
    assert not find_differences(engine(), today=timezone.localdate()).repairable


def check_rebuilt_and_swept() -> None:
    rebuild()
    check_serves()
    generations = engine().generations
    if engine().is_shared:
        assert list(generations.client.indices.get(index=f"{generations.prefix}-*")) == generations.current()
    else:
        # The one before stays for readers that still have it open
        assert len(list(generations.folder.glob("generation-*"))) <= 2


def kill_again_and_again(name: str, spread: int, last: int) -> int:
    """Kill it at about `spread` moments all over the work, and the last ones; returns 1 where something was
    wrong.
    """
    work, prepare = (rebuild, lambda: None) if name == "rebuild" else (follow, rename)
    folder = Path(settings.SEARCH_INDEX_FOLDER)
    count_file = folder.parent / "moments"

    def counted() -> None:
        moments = Moments(folder, None)
        moments.watch()
        work()
        count_file.write_text(str(moments.count))

    def killed_at(deadly: int) -> Callable[[], None]:
        def work_until() -> None:
            Moments(folder, deadly).watch()
            work()

        return work_until

    wrong = in_child(prepare) or in_child(counted)
    total = int(count_file.read_text())
    moments = sorted({*range(1, total, max(1, total // spread)), *range(max(1, total - last), total)})
    for moment in moments:
        codes = [in_child(step) for step in (prepare, killed_at(moment), check_serves, check_next_goes_well)]
        sys.stdout.write(f"{name} killed at {moment} of {total}: {codes}\n")
        expected = [[0, -signal.SIGKILL, 0, 0]]
        if moment >= total - last:
            # It may be over by then: what is said now and then asks the database, too
            expected.append([0, 0, 0, 0])
        wrong += codes not in expected
    return 1 if wrong or in_child(check_rebuilt_and_swept) else 0
