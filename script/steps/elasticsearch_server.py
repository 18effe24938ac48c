"""An Elasticsearch of our own, run from its files: on 127.0.0.1, without a password, in a given folder."""

import os
import pwd
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import elasticsearch_files
import java
from failures import SetupError

#: Java 24 took out what it still leans on
JAVA_VERSIONS = range(17, 24)
HEAP = "512m"
PATIENCE = 120  # seconds until it answers
LAUNCHER = "org.elasticsearch.launcher.CliToolLauncher"
#: No line for its own log of memory: the path of it is not one that can be written
JVM_OPTIONS = f"""\
-XX:+UseG1GC
-Xms{HEAP}
-Xmx{HEAP}
-Djava.io.tmpdir=${{ES_TMPDIR}}
20-:--add-modules=jdk.incubator.vector
23:-XX:CompileCommand=dontinline,java/lang/invoke/MethodHandle.setAsTypeCache
23:-XX:CompileCommand=dontinline,java/lang/invoke/MethodHandle.asTypeUncached
"""
SETTINGS = """\
cluster.name: tarjotin-development
node.name: one
path.data: {folder}/data
path.logs: {folder}/logs
http.host: 127.0.0.1
transport.host: 127.0.0.1
http.port: {port}
transport.port: {transport_port}
discovery.type: single-node
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
"""


def is_to_be_had() -> bool:
    """Get what it needs, the first time; tell whether this machine has it."""
    has_identity = os.geteuid() != 0 or shutil.which("setpriv") is not None
    return has_identity and bool(java.find_or_install(JAVA_VERSIONS)) and bool(elasticsearch_files.home())


def start(folder: Path, port: int, *, niceness: int = 0) -> subprocess.Popen:
    """Start one that keeps everything in `folder`; it goes on when the program that started it ends.

    niceness: how much it steps back for others on the same processors, from 0 to 19.
    """
    home, java_home = elasticsearch_files.home(), java.find_or_install(JAVA_VERSIONS)
    _configure(home, folder, port)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("ES_", "JAVA_"))},
        "ES_JAVA_HOME": str(java_home),
        "ES_PATH_CONF": str(folder / "conf"),
        "ES_TMPDIR": str(folder / "tmp"),
    }
    with (folder / "log").open("w") as log:
        return subprocess.Popen(
            ["nice", "-n", str(niceness), *_identity(folder), *_command(home, folder / "conf", java_home)],
            cwd=home,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def wait_for(process: subprocess.Popen, port: int, folder: Path) -> None:
    """Wait until it answers. Raises SetupError with what it said when it does not."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        if is_answering(port):
            return
        time.sleep(0.2)
    process.terminate()
    process.wait()
    raise SetupError(
        f"{(folder / 'log').read_text()}\nElasticsearch does not start: the lines above say why."
    )


def is_answering(port: int) -> bool:
    wanted = f"{address(port)}/_cluster/health?wait_for_status=yellow&timeout=1s"
    try:
        with urllib.request.urlopen(wanted, timeout=3) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def address(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def _configure(home: Path, folder: Path, port: int) -> None:
    conf = folder / "conf"
    for each in (conf, folder / "tmp", folder / "data", folder / "logs"):
        each.mkdir(parents=True, exist_ok=True)
    shutil.copy(home / "config" / "log4j2.properties", conf)
    (conf / "jvm.options").write_text(JVM_OPTIONS)
    (conf / "elasticsearch.yml").write_text(
        SETTINGS.format(folder=folder, port=port, transport_port=free_port())
    )


def _identity(folder: Path) -> list[str]:
    """Say as whom to run: it refuses root."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("nobody")
    for each in (folder, *folder.rglob("*")):
        os.chown(each, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _command(home: Path, conf: Path, java_home: Path) -> list[str]:
    """What `bin/elasticsearch` does, which those files lack."""
    properties = {
        "cli.name": "server",
        "cli.script": home / "bin" / "elasticsearch",
        "cli.libs": "lib/tools/server-cli",
        "es.path.home": home,
        "es.path.conf": conf,
        "es.distribution.type": "tar",
    }
    return [
        *(str(java_home / "bin" / "java"), "-Xms4m", "-Xmx64m", "-XX:+UseSerialGC"),
        *(f"-D{name}={value}" for name, value in properties.items()),
        *("-cp", f"{home}/lib/*:{home}/lib/cli-launcher/*", LAUNCHER),
    ]
