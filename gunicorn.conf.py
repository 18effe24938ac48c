"""What gunicorn reads by itself in the folder it is started in: metrics of several processes are added up.

They share a folder for that, made before the first process and gone with the last.
"""

import os
import shutil
import tempfile

NAME = "PROMETHEUS_MULTIPROC_DIR"
PREFIX = "tarjotin-metrics-"

# gunicorn reads this file once more when it is told to reload
if NAME not in os.environ:
    os.environ[NAME] = tempfile.mkdtemp(prefix=PREFIX)


def child_exit(server, worker):  # noqa: ARG001 - gunicorn's names
    from prometheus_client import multiprocess  # noqa: PLC0415 - it looks for the folder when it is imported

    multiprocess.mark_process_dead(worker.pid)


def on_exit(server):  # noqa: ARG001
    if PREFIX in os.environ[NAME]:
        shutil.rmtree(os.environ[NAME], ignore_errors=True)
