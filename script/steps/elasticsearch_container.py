"""An Elasticsearch in a container, where there is an engine for them: on 127.0.0.1, without a password."""

import shutil
import subprocess
import time
from dataclasses import dataclass

import elasticsearch_server
from failures import SetupError

ENGINES = ("docker", "podman")
#: The official image, as in compose.yaml
IMAGE = "docker.elastic.co/elasticsearch/elasticsearch:8.18.3"
SETTINGS = (
    "discovery.type=single-node",
    "xpack.security.enabled=false",
    "cluster.routing.allocation.disk.threshold_enabled=false",
    f"ES_JAVA_OPTS=-Xms{elasticsearch_server.HEAP} -Xmx{elasticsearch_server.HEAP}",
)


def find_engine() -> str | None:
    """The first that runs containers here: a client alone does not."""
    found = filter(None, map(shutil.which, ENGINES))
    return next((engine for engine in found if _ended_well(engine, "info")), None)


def is_to_be_had(engine: str) -> bool:
    """Get the image, the first time; tell whether this machine has it."""
    if _ended_well(engine, "image", "inspect", IMAGE):
        return True
    print(f"Downloading {IMAGE} ...", flush=True)
    pulled = _told(engine, "pull", "--quiet", IMAGE)
    if pulled.returncode:
        print(f"{IMAGE} cannot be had: {pulled.stderr.strip()}", flush=True)
    return pulled.returncode == 0


@dataclass(frozen=True)
class Container:
    """A container by its name, whether it is there or not."""

    engine: str
    name: str

    def is_there(self) -> bool:
        return _ended_well(self.engine, "inspect", self.name)

    def run(self, port: int, *options: str) -> None:
        """Make it and wait until it answers at a port. Raises SetupError."""
        settings = [part for setting in SETTINGS for part in ("--env", setting)]
        published = ("--memory", "1g", "--publish", f"127.0.0.1:{port}:9200")
        command = ("run", "--detach", "--name", self.name, *options, *published, *settings, IMAGE)
        ended = _told(self.engine, *command)
        if ended.returncode:
            raise SetupError(f"{ended.stderr}The container does not start: the lines above say why.")
        self.wait_for(port)

    def wait_for(self, port: int) -> None:
        end = time.monotonic() + elasticsearch_server.PATIENCE
        while not elasticsearch_server.is_answering(port):
            if time.monotonic() > end:
                raise SetupError(f"The container does not answer. See: {self.engine} logs {self.name}")
            time.sleep(0.2)

    def tell(self, *words: str) -> None:
        """Have the engine do something with it that is no mistake where it is done already."""
        _told(self.engine, *words, self.name)


def _ended_well(engine: str, *words: str) -> bool:
    return _told(engine, *words).returncode == 0


def _told(engine: str, *words: str) -> subprocess.CompletedProcess:
    return subprocess.run([engine, *words], capture_output=True, text=True, check=False)
