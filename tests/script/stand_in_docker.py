"""Stands for `docker`: writes down what it is told, and a web server stands for the container.

In its folder: `image`, where the image is there, and `registry`, where it can be pulled.
"""

import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

#: What is asked of Elasticsearch
ANSWER = "_cluster/health"
SIGNALS = {
    "pause": signal.SIGSTOP,
    "unpause": signal.SIGCONT,
    "kill": signal.SIGKILL,
    "stop": signal.SIGTERM,
    "rm": signal.SIGKILL,
}


def main(folder: Path, words: list[str]) -> int:
    with (folder / "told").open("a") as told:
        told.write(f"{shlex.join(words)}\n")
    process = folder / "process"
    match words:
        case ["image", *_]:
            return int(not (folder / "image").exists())
        case ["pull", *_]:
            return int(not (folder / "registry").exists())
        case ["inspect", *_]:
            return int(not process.exists())
        case ["run", *_]:
            [port] = re.findall(r":(\d+):9200", " ".join(words))
            (folder / "port").write_text(port)
            serve(folder)
        case ["start", *_]:
            serve(folder)
        case [word, *_] if word in SIGNALS:
            os.kill(int(process.read_text()), SIGNALS[word])
    return 0


def serve(folder: Path) -> None:
    (folder / ANSWER).parent.mkdir(exist_ok=True)
    (folder / ANSWER).touch()
    command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", (folder / "port").read_text()]
    output = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=folder, start_new_session=True, **output)
    (folder / "process").write_text(str(process.pid))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
