"""Files out of a large zip on the web: only what is needed is read, where the server allows that."""

import io
import shutil
import tempfile
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BLOCK = 8 * 1024 * 1024
PATIENCE = 60  # seconds for one answer


class RemoteFile(io.RawIOBase):
    """A file on the web, read in ranges."""

    def __init__(self, address: str, size: int):
        self.address, self.size, self.position = address, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        begin = {io.SEEK_SET: 0, io.SEEK_CUR: self.position, io.SEEK_END: self.size}[whence]
        self.position = begin + offset
        return self.position

    def readinto(self, buffer) -> int:
        wanted = min(len(buffer), self.size - self.position)
        if wanted <= 0:
            return 0
        content = _range(self.address, self.position, wanted)
        buffer[: len(content)] = content
        self.position += len(content)
        return len(content)


@contextmanager
def opened(address: str, scratch: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip. Where only all of it can be had, it lies in `scratch` meanwhile."""
    request = urllib.request.Request(address, headers={"Range": "bytes=0-0"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        whole = answer.headers.get("Content-Range", "").rpartition("/")[2]
        if answer.status == 206 and whole.isdecimal():
            with zipfile.ZipFile(io.BufferedReader(RemoteFile(address, int(whole)), BLOCK)) as archive:
                yield archive
            return
    with (
        urllib.request.urlopen(address, timeout=PATIENCE) as answer,
        tempfile.TemporaryFile(dir=scratch) as file,
    ):
        shutil.copyfileobj(answer, file, BLOCK)
        with zipfile.ZipFile(file) as archive:
            yield archive


def extract(archive: zipfile.ZipFile, prefix: str, folder: Path) -> None:
    """Write what lies below `prefix` into a folder, without the prefix."""
    for entry in archive.infolist():
        if entry.filename.startswith(prefix) and not entry.is_dir():
            entry.filename = entry.filename.removeprefix(prefix)
            archive.extract(entry, folder)


def _range(address: str, begin: int, size: int) -> bytes:
    headers = {"Range": f"bytes={begin}-{begin + size - 1}"}
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=PATIENCE) as answer:
        return answer.read(size)
