"""What `script/server` does: every step is skipped when nothing it depends on has changed."""

import os
import secrets
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import messages
import packages
from failures import NO_ROOM, SetupError, main, require_room, run
from places import DATA, PYTHON, ROOT
from stamps import digest, is_fresh

ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - only if the person asks for it
LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")
OFF = ("0", "false", "no", "off")
HIGHEST_PORT = 65535
ROOM = 100_000_000  # bytes that database and index with the demo surely find enough


def serve(_arguments: Sequence[str]) -> int:
    host, port = os.environ.get("HOST") or "127.0.0.1", _port()
    _require_free(host, port)
    packages.install(with_development=False)
    _make_data_folder()
    environment = environment_of(host, port)
    if not environment.get("SECRET_KEY"):
        _make_secret_key()
    if messages.out_of_date():
        run([PYTHON, ROOT / "script/steps/messages.py"], "Compiling the interface's texts")
    _collect_static_files(environment)
    _prepare(environment)
    os.chdir(ROOT)
    os.execve(PYTHON, _gunicorn(host, port), environment)


def _port() -> int:
    written = os.environ.get("PORT") or "8000"
    if not written.isdecimal() or not 0 < int(written) <= HIGHEST_PORT:
        raise SetupError(f"PORT is not the number of a port: {written}")
    return int(written)


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            advice = (
                f"Choose another port: PORT={port + 1 if port < HIGHEST_PORT else port - 1} script/server"
            )
            raise SetupError(f"Cannot serve at {host} port {port}: {error.strerror}. {advice}") from error


def _make_data_folder() -> None:
    try:
        DATA.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=DATA).close()
    except OSError as error:
        if error.errno in NO_ROOM:
            raise
        raise SetupError(f"DATA_FOLDER cannot be written: {DATA} ({error.strerror})") from error


def environment_of(host: str, port: int) -> dict[str, str]:
    shown = _in_address(host)
    names = ["*"] if host in ANY_ADDRESS else dict.fromkeys((*LOCAL_NAMES, shown))
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "ALLOWED_HOSTS": ",".join(names),
        "SITE_URL": f"http://{shown}:{port}",
        **os.environ,
        "DATA_FOLDER": str(DATA),
    }


def _make_secret_key() -> None:
    """The key of this machine: made once, readable by its owner only. The settings read it."""
    file = DATA / "secret-key"
    if file.exists():
        return
    draft = DATA / "secret-key.new"
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as output:
        output.write(secrets.token_urlsafe(64))
    draft.rename(file)


def _collect_static_files(environment: dict[str, str]) -> None:
    stamp = DATA / "static-files.stamp"
    bundles = [ROOT / f"site/config/{name}.py" for name in ("css", "static", "stylesheets")]
    theme = [Path(file) for file in (environment.get("THEME_STYLESHEET"),) if file]
    value = digest([ROOT / "site/static", *bundles, *theme, ROOT / "uv.lock"])
    if is_fresh(stamp, value) and (DATA / "static" / "staticfiles.json").exists():
        return
    print("Collecting static files ...", flush=True)
    _manage(environment, "Collecting the static files", "collectstatic", "--no-input", "--verbosity=0")
    stamp.write_text(value, "ascii")


def _prepare(environment: dict[str, str]) -> None:
    """Bring database and index to what this version needs; the first time with listings to look at."""
    stamp = DATA / "database.stamp"
    migrations = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("site/*/migrations/*.py")]
    value = digest([*migrations, ROOT / "uv.lock"], os.environ.get("DATABASE_URL", ""))
    if is_fresh(stamp, value) and _has_tables() and any((DATA / "index").glob("*")):
        return
    require_room(DATA, ROOM)
    demo = [] if environment.get("IS_DEMO", "").lower() in OFF else ["--demo-note", str(_demo_note())]
    _manage(environment, "Preparing the database", "prepare", *demo)
    stamp.write_text(value, "ascii")


def _has_tables() -> bool:
    """Whether the embedded database is there and set up. A server's database is looked at by the command."""
    file = DATA / "tarjotin.sqlite3"
    if os.environ.get("DATABASE_URL") or not file.exists():
        return False
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT 1 FROM django_migrations LIMIT 1").fetchone() is not None
    except sqlite3.Error:
        return False
    finally:
        connection.close()


def _demo_note() -> Path:
    """Stands in the data folder where the demo listings went into the database that is in use."""
    return DATA / f"demo-{digest([], os.environ.get('DATABASE_URL', ''))[:12]}"


def _manage(environment: dict[str, str], doing: str, *arguments: str) -> None:
    run([PYTHON, ROOT / "manage.py", *arguments], doing, environment)


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _gunicorn(host: str, port: int) -> list[str]:
    settings = str(ROOT / "site/config/gunicorn.py")
    return [str(PYTHON), "-m", "gunicorn", "--config", settings, "--bind", f"{_in_address(host)}:{port}"]


if __name__ == "__main__":
    main(serve, sys.argv[1:])
