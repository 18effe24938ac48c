"""Ends a script with one clear line."""

import errno
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
NOT_ALLOWED = (errno.EROFS, errno.EACCES, errno.EPERM)
FULL = (
    "No space left on device",
    "disk is full",
    "Disk quota exceeded",
    "os error 28",
    "(os error 122)",
)
OFFLINE = (
    "dns error",
    "error sending request",
    "Failed to fetch",
    "Failed to establish a new connection",
    "name resolution",
    "No matching distribution found for uv",
)
FULL_LINE = "The disk is full. Make room and start again: it goes on where it stopped."
READ_ONLY = ("Read-only file system", "attempt to write a readonly database", "(os error 30)")
READ_ONLY_LINE = "The disk is read-only. The checkout and DATA_FOLDER have to be on one that can be written."
OFFLINE_LINE = "The package index cannot be reached. The first start needs a network; later ones do not."
CERTIFICATE_LINE = (
    "The package index has a certificate that is not trusted here. Name its authority in SSL_CERT_FILE."
)


class SetupError(Exception):
    """Nothing more can be done; the text says why and what helps."""


def main(steps: Callable[[Sequence[str]], int], arguments: Sequence[str]) -> None:
    """Run a script's steps and exit with their code; known failures end it with their line."""
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM)
    )  # so that steps end what they started
    try:
        sys.exit(steps(arguments))
    except SetupError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    except OSError as error:
        print(_what_the_disk_said(error), file=sys.stderr)
    sys.exit(1)


def _what_the_disk_said(error: OSError) -> str:
    if error.errno in NO_ROOM:
        return FULL_LINE
    if error.errno in NOT_ALLOWED:
        return f"{error.filename}: {error.strerror}. The user who runs this has to be able to write it."
    raise error


def require_room(folder: Path, needed: int) -> None:
    """Raise SetupError where a folder's disk has fewer bytes left: halves of a database are hard to mend."""
    if shutil.disk_usage(folder).free < needed:
        raise SetupError(FULL_LINE)


def run(command: Sequence[str | Path], doing: str, environment: Mapping[str, str] | None = None) -> None:
    """Run a step's command. Its stderr is shown only when it fails for a reason that is not known here."""
    ended = subprocess.run(command, env=environment, stderr=subprocess.PIPE, text=True, check=False)
    if ended.returncode:
        raise SetupError(_line(ended.stderr, doing))


def _line(said: str, doing: str) -> str:
    if any(sign in said for sign in FULL):
        return FULL_LINE
    if any(sign in said for sign in READ_ONLY):
        return READ_ONLY_LINE
    if "certificate" in said:
        return CERTIFICATE_LINE
    if any(sign in said for sign in OFFLINE):
        return OFFLINE_LINE
    return f"{said.rstrip()}\n{doing} failed: the lines above say why."
