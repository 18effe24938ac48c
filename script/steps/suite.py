"""What `script/test` does: on the embedded database everything, and on PostgreSQL what is marked for it.

With `--postgres` everything runs on PostgreSQL, and nothing on the embedded database.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence

import chromium
import messages
import nginx
import packages
import postgresql
from failures import SetupError, main, run
from places import PYTHON, ROOT

EVERYTHING_ON_POSTGRESQL = "--postgres"
NO_TEST_CHOSEN = 5  # pytest's exit code
#: The marker of tests that look at what a server of PostgreSQL keeps: others would keep it there for longer
ALONE = "alone_on_server"


def test(arguments: Sequence[str]) -> int:
    packages.install(with_development=True)
    if messages.out_of_date():
        run([PYTHON, ROOT / "script/steps/messages.py"], "Compiling the interface's texts")
    environment = dict(os.environ)
    browser = chromium.find_or_install()
    if browser:
        environment["BROWSER_PATH"] = browser
    else:
        _do_without("No browser is to be had: the tests that need one are skipped.")
    if proxy := nginx.find_or_unpack():
        environment["NGINX_PATH"] = proxy
    else:
        _do_without("No nginx is to be had: the tests of its cache are skipped.")
    if EVERYTHING_ON_POSTGRESQL in arguments:
        chosen = [argument for argument in arguments if argument != EVERYTHING_ON_POSTGRESQL]
        return _all_on_postgresql(chosen, environment)
    codes = [_on_postgresql(arguments, environment), _pytest(arguments or _shared_out(), environment)]
    return max(codes)


def _all_on_postgresql(arguments: Sequence[str], environment: dict[str, str]) -> int:
    """Run every test on a server. Without TEST_POSTGRESQL_URL pytest leaves out none that has no mark."""
    running = environment.pop("TEST_POSTGRESQL_URL", "")
    if running:
        return _at_server(arguments, {**environment, "DATABASE_URL": running})
    with postgresql.server() as address:
        if address is None:
            raise SetupError("No PostgreSQL is to be had: name a running one in TEST_POSTGRESQL_URL.")
        return _at_server(arguments, {**environment, "DATABASE_URL": address})


def _on_postgresql(arguments: Sequence[str], environment: dict[str, str]) -> int:
    """Run the marked tests on a server; those who have one running name it in TEST_POSTGRESQL_URL."""
    if environment.get("TEST_POSTGRESQL_URL"):
        return _marked(arguments, environment)
    with postgresql.server() as address:
        if address:
            return _marked(arguments, {**environment, "TEST_POSTGRESQL_URL": address})
    _do_without("No PostgreSQL is to be had: the tests marked for it run on the embedded database only.")
    return 0


def _marked(arguments: Sequence[str], environment: dict[str, str]) -> int:
    print("On PostgreSQL:", flush=True)
    database = {"DATABASE_URL": environment["TEST_POSTGRESQL_URL"]}
    code = _at_server(arguments, {**environment, **database}, _files_with("postgresql"))
    print("On the embedded database:", flush=True)
    return 0 if code == NO_TEST_CHOSEN else code


def _at_server(arguments: Sequence[str], environment: dict[str, str], files: Sequence[str] = ()) -> int:
    """Run what was chosen, or all in these files: what has to be alone at the server after the rest."""
    if arguments:
        return _pytest(arguments, environment)
    shared = _pytest([*_shared_out(), "-m", f"not {ALONE}", *files], environment)
    return max(shared, _pytest(["-m", ALONE, *_files_with(ALONE)], environment))


def _files_with(mark: str) -> list[str]:
    """Those whose tests have it: pytest takes a quarter of a minute to find out for itself."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [str(path) for path in files if f"mark.{mark}" in path.read_text(encoding="utf-8")]


def _pytest(arguments: Sequence[str], environment: dict[str, str]) -> int:
    command = [PYTHON, "-m", "pytest", *arguments]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as suite:
        try:
            return suite.wait()
        except (
            KeyboardInterrupt
        ):  # the terminal has told pytest as well, which now ends what its tests started
            suite.wait()
            raise
        except SystemExit:
            suite.send_signal(signal.SIGINT)
            suite.wait()
            raise


def _shared_out() -> list[str]:
    """A whole suite runs in as many processes as there are processors, and memory is for."""
    return ["--numprocesses", str(min(os.cpu_count() or 1, 4))]


def _do_without(line: str) -> None:
    if os.environ.get("CI") == "true":
        raise SetupError(line)
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(test, sys.argv[1:])
