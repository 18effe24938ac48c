"""Settings of gunicorn: `gunicorn --config site/config/gunicorn.py --bind 127.0.0.1:8000`.

The site is loaded once, before the processes are made: a wrong setting is told once, and memory is shared.
"""

import ctypes
import gc
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

#: Options of glibc, see mallopt(3)
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
#: The folder in which the processes add up what they count
METRICS, METRICS_PREFIX = "PROMETHEUS_MULTIPROC_DIR", "tarjotin-metrics-"

pythonpath = str(Path(__file__).resolve().parents[1])
wsgi_app = "config.application:application"
preload_app = True
workers = 2
threads = 4
graceful_timeout = 5
loglevel = "warning"
# A question of any length gets a page, not a protocol error
limit_request_line = 0
# Readers step back for whoever brings changes into the index: that is little work, and a listing that was
# withdrawn is gone when it is done
NICENESS = 5
# Memory goes back to the system when it is free: by default a process keeps 30 MB of what its threads had
# for a moment. Not the pieces that each page takes, which would cost it a millisecond
for option, value in ((M_ARENA_MAX, 2), (M_MMAP_THRESHOLD, 4 * 2**20), (M_TRIM_THRESHOLD, 2**20)):
    with suppress(AttributeError):  # a C library that has no such options
        ctypes.CDLL(None).mallopt(option, value)
# What is loaded stays: to look for garbage in it again and again would take a fifth of the start
gc.disable()
# A socket in the home folder that nothing uses
control_socket_disable = True
# Before the site is loaded, which looks for it; this file is read once more when gunicorn is told to reload
if METRICS not in os.environ:
    os.environ[METRICS] = tempfile.mkdtemp(prefix=METRICS_PREFIX)


def when_ready(_server):
    """Called when the site is loaded, before the processes are made, and requests are taken."""
    # Later looks leave out what was loaded, whose pages all processes share as long as nobody touches them
    gc.freeze()
    gc.enable()
    from django.conf import settings  # noqa: PLC0415 - not before the site is loaded

    print(f"Serving at {settings.SITE_URL} (Ctrl-C stops)", flush=True)  # noqa: T201


def post_worker_init(_worker):
    """Called in each process after the fork: threads do not live through one."""
    from config.application import begin  # noqa: PLC0415

    begin()
    # What was begun keeps its rank, threads of readers come later and take this one's
    os.nice(NICENESS)


def child_exit(_server, worker):
    """Called in the first process when another one has ended: what it measured last is so no longer."""
    from prometheus_client import multiprocess  # noqa: PLC0415 - it looks for the folder when it is imported

    multiprocess.mark_process_dead(worker.pid)


def on_exit(_server):
    """Called when the first process ends, after all others."""
    if METRICS_PREFIX in os.environ[METRICS]:
        shutil.rmtree(os.environ[METRICS], ignore_errors=True)
