"""What `script/container-steps` does: the Dockerfile's steps in a namespace, and the command at its end."""

import fnmatch
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from dockerfile import Stage, Step, read
from elasticsearch_server import free_port
from failures import SetupError, main
from places import ROOT

#: The folder that each image has for itself
OWN = Path("/srv")
BIND = "0.0.0.0:8000"
PATIENCE = 60  # seconds until the command answers
#: What compose.yaml gives; the database and the index are those of the data folder
SETTINGS = {
    "SECRET_KEY": "only-while-the-steps-are-tried-" * 2,
    "SITE_URL": "https://tarjotin.example.org",
    "ALLOWED_HOSTS": "127.0.0.1,tarjotin.example.org",
}
PREPARE = (
    ("manage.py", "collectstatic", "--noinput", "--verbosity", "0"),
    ("manage.py", "prepare"),
)


def try_steps(_arguments: Sequence[str]) -> int:
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        raise SetupError(
            "The steps are run as root, with unshare, so that they change nothing of this machine."
        )
    with tempfile.TemporaryDirectory(prefix="tarjotin-container-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        _give_python(folder / "bin")
        stages = read(ROOT / "Dockerfile")
        roots = {stage.name: folder / f"root-{number}" for number, stage in enumerate(stages)}
        for stage in stages:
            _build(stage, roots, folder / "bin")
        _start(stages[-1], roots[stages[-1].name], folder / "bin")
    print("All steps of the Dockerfile ran, and what it starts is healthy.")
    return 0


def _give_python(folder: Path) -> None:
    """Stand in for the base image: a `python` that every user may run."""
    names = ("python3.13", "python3.12", "python3.11", "python3")
    found = (Path(f"/usr/bin/{name}") for name in names)
    usable = next((path for path in found if path.exists() and _is_new(path)), None)
    if usable is None:
        raise SetupError("Python 3.11 or newer is needed in /usr/bin.")
    folder.mkdir()
    (folder / "python").symlink_to(usable)


def _is_new(python: Path) -> bool:
    test = "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([python, "-c", test], capture_output=True, check=False).returncode == 0


def _build(stage: Stage, roots: dict[str, Path], programs: Path) -> None:
    root = roots[stage.name]
    (root / Path(stage.folder).relative_to(OWN)).mkdir(parents=True)
    for step in stage.steps:
        print(f"{step.kind} {step.text}", flush=True)
        if step.kind == "COPY":
            _copy(step, root, roots)
        elif _in(root, step.folder, ["sh", "-c", step.text], _environment(step.environment, programs)).wait():
            raise SetupError(f"The step failed: {step.text}")


def _copy(step: Step, root: Path, roots: dict[str, Path]) -> None:
    words = shlex.split(step.text)
    options = dict(word.removeprefix("--").split("=", 1) for word in words if word.startswith("--"))
    *sources, target = [word for word in words if not word.startswith("--")]
    place = root / Path(os.path.normpath(Path(step.folder) / target)).relative_to(OWN)
    for source in sources:
        if "from" in options:
            _copy_all(roots[options["from"]] / Path(source).relative_to(OWN), place, ignored=None)
        else:
            _copy_all(ROOT / source, place / Path(source).name if target.endswith("/") else place, ROOT)
    if "chown" in options:
        user, group = map(int, options["chown"].split(":"))
        for each in (place, *place.rglob("*")):
            os.chown(each, user, group)


def _copy_all(source: Path, target: Path, ignored: Path | None) -> None:
    """Copy a file or a folder; with `ignored` without what .dockerignore leaves out of that folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_file():
        shutil.copy2(source, target)
        return
    ignore = _ignored(ignored) if ignored else None
    shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True, ignore=ignore)


def _ignored(context: Path):
    patterns = (context / ".dockerignore").read_text().split()
    at_top = [pattern for pattern in patterns if "/" not in pattern]
    anywhere = [pattern.removeprefix("**/") for pattern in patterns if pattern.startswith("**/")]

    def ignore(folder: str, names: list[str]) -> set[str]:
        wanted = anywhere + (at_top if Path(folder) == context else [])
        return {name for name in names if any(fnmatch.fnmatch(name, pattern) for pattern in wanted)}

    return ignore


def _start(image: Stage, root: Path, programs: Path) -> None:
    """Prepare the data and start the image's command as its user; ask until it is healthy, and for a page."""
    environment = _environment(image.environment, programs) | SETTINGS
    for arguments in PREPARE:
        command = [".venv/bin/python", *arguments]
        if _in(root, image.folder, command, environment, image.user).wait():
            raise SetupError(f"{shlex.join(command)} failed.")
    port = free_port()
    command = [word.replace(BIND, f"127.0.0.1:{port}") for word in image.command]
    environment["PORT"] = str(port)
    print(f"CMD {shlex.join(command)}", flush=True)
    process = _in(root, image.folder, command, environment, image.user)
    try:
        _wait_until_healthy(image, root, environment, process)
        _require_page(port)
    finally:
        process.terminate()
        process.wait()


def _wait_until_healthy(image: Stage, root: Path, environment: dict, process: subprocess.Popen) -> None:
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        if _in(root, image.folder, list(image.health), environment, image.user).wait() == 0:
            return
        time.sleep(1)
    raise SetupError("What the image starts is not healthy.")


def _require_page(port: int) -> None:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/fi/", headers={"X-Forwarded-Proto": "https"})
    try:
        urllib.request.urlopen(request, timeout=20).close()
    except urllib.error.URLError as error:
        raise SetupError(f"The front page does not answer: {error}") from error


def _in(
    root: Path, folder: str, command: list[str], environment: dict[str, str], user: str = "0:0"
) -> subprocess.Popen:
    """Run a command that sees `root` as /srv, and nobody else does."""
    uid, gid = user.split(":")
    inside = 'mount --bind "$1" /srv && cd "$2" && shift 2 && exec "$@"'
    identity = ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups"]
    namespace = [
        "unshare",
        "--mount",
        "--propagation",
        "private",
        "sh",
        "-c",
        inside,
        "sh",
        str(root),
        folder,
    ]
    return subprocess.Popen([*namespace, *identity, *command], env=environment)


def _environment(own: dict[str, str], programs: Path) -> dict[str, str]:
    """The image's, and what this machine needs to reach the package index."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("PIP_", "SSL_", "UV_")) or name.lower().endswith("_proxy")
    }
    path = f"{programs}:/usr/local/bin:/usr/bin:/bin"
    return {"PATH": path, "HOME": "/tmp", "UV_SYSTEM_CERTS": "1", **kept, **own}  # noqa: S108


if __name__ == "__main__":
    main(try_steps, sys.argv[1:])
