"""The deployment in containers: what can be said of it without an engine that runs them."""

import re
import subprocess
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import URLResolver, get_resolver
from django.utils import translation
from filelock import FileLock
from ruamel.yaml import YAML

import dockerfile
import elasticsearch_container

SECRET = r"<str:(key|token)>"
COMPOSE = settings.ROOT / "compose.yaml"
EXAMPLE = settings.ROOT / "deploy/example.env"
SERVICES = ("prepare", "web", "worker", "daily", "nginx", "database", "elasticsearch")


@pytest.fixture(scope="module")
def services() -> dict:
    return YAML(typ="safe").load(COMPOSE)["services"]


@pytest.fixture(scope="module")
def stages() -> list[dockerfile.Stage]:
    return dockerfile.read(settings.ROOT / "Dockerfile")


def test_file_keeps_to_the_specification():
    checker = settings.ROOT / ".venv/bin/check-jsonschema"

    ended = subprocess.run(
        [checker, "--builtin-schema", "vendor.compose-spec", COMPOSE],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_all_parts_of_a_deployment_are_there(services):
    assert set(services) == set(SERVICES)


@pytest.mark.parametrize("name", SERVICES)
def test_service_has_limits_and_tells_how_it_is(services, name):
    service = services[name]

    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory"}
    # What ends by itself has an exit code
    assert "test" in service["healthcheck"] or service["restart"] == "no"


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "nginx"])
def test_limit_of_memory_is_a_setting_whose_default_stands_in_the_example(services, name):
    limit = services[name]["deploy"]["resources"]["limits"]["memory"]

    assert _default_in_the_example(limit)


def test_heap_of_elasticsearch_is_such_a_setting_too(services):
    options = services["elasticsearch"]["environment"]["ES_JAVA_OPTS"]

    least, most = re.findall(r"-Xm[sx](\S+)", options)
    assert least == most
    assert _default_in_the_example(least)


def _default_in_the_example(written: str) -> bool:
    setting, default = re.fullmatch(r"\$\{(\w+):-(\d+[mg])\}", written).groups()
    return f"#{setting}={default}" in EXAMPLE.read_text().splitlines()


@pytest.mark.parametrize("name", ["nginx", "database", "elasticsearch"])
def test_image_of_others_names_its_version(services, name):
    assert re.search(r":\d+(\.\d+)*(-alpine)?$", services[name]["image"])


def test_elasticsearch_is_the_one_of_development(services):
    assert services["elasticsearch"]["image"] == elasticsearch_container.IMAGE


def test_only_this_machine_reaches_it_and_only_by_nginx(services):
    ports = {name: service["ports"] for name, service in services.items() if "ports" in service}

    assert ports == {"nginx": ["127.0.0.1:8080:8080"]}


@pytest.mark.parametrize("name", ["DATABASE_PASSWORD", "ELASTICSEARCH_PASSWORD", "SECRET_KEY"])
def test_secret_has_no_default_and_stands_in_the_example(name):
    uses = re.findall(rf"\$\{{{name}([^}}]*)}}", COMPOSE.read_text())

    assert uses
    assert all(use.startswith(":?") for use in uses)
    assert f"\n{name}=\n" in f"\n{EXAMPLE.read_text()}"


def test_web_leaves_the_index_to_the_worker(services):
    assert services["web"]["environment"]["SEARCH_WORKER_IN_WEB"] == "0"
    assert services["worker"]["command"][-1] == "run_worker"


def test_worker_is_healthy_while_somebody_holds_the_lock_of_a_version(services, tmp_path):
    """Whichever: those of versions before stay behind."""
    command = services["worker"]["healthcheck"]["test"][1].replace("/srv/data/index", str(tmp_path))

    def is_healthy() -> bool:
        return subprocess.run(["sh", "-c", command.replace("$$", "$")], check=False).returncode == 0

    before = is_healthy(), list(tmp_path.iterdir())
    (tmp_path / "worker-embedded-v6.lock").touch()
    with FileLock(tmp_path / "worker-embedded-v7.lock"):
        meanwhile = is_healthy()

    assert before == (False, [])
    assert meanwhile
    assert not is_healthy()


def test_every_setting_that_the_operator_writes_down_reaches_all_that_runs_the_site(services):
    built = [service for service in services.values() if service["image"] == "tarjotin"]

    assert len(built) == 4
    assert {service["env_file"] for service in built} == {".env"}


def test_worker_makes_documents_in_its_own_process_whose_memory_is_limited(services):
    assert services["worker"]["environment"]["INDEX_PROCESSES"] == "1"


def test_image_runs_as_nobody_in_particular_and_with_production_settings(stages):
    build, image = stages

    assert build.user == "0:0"
    assert image.user == "10001:10001"
    assert image.environment["DJANGO_SETTINGS_MODULE"] == "config.settings.production"
    assert image.environment["DATA_FOLDER"] == "/srv/data"


def test_image_has_neither_secrets_nor_data_nor_tests():
    left_out = (settings.ROOT / ".dockerignore").read_text().split()

    assert {"**/.env", "var", "tests", ".git"} <= set(left_out)


def _addresses_with_keys(patterns, before: str = "") -> Iterator[str]:
    """Addresses of which a part is secret, with something in its place."""
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _addresses_with_keys(each.url_patterns, route)
        elif re.search(SECRET, route):
            yield "/" + re.sub(SECRET, "s3cret", route)


def test_log_of_nginx_has_no_key_of_any_address():
    written = (settings.ROOT / "deploy/nginx.conf").read_text()
    [pattern] = re.findall(r'"~(\^\(\?<before>.*)" \$before-;', written)

    with translation.override("zh-hans"):
        addresses = list(_addresses_with_keys(get_resolver().url_patterns))
    shown = [re.match(pattern.replace("?<", "?P<"), each) for each in addresses]

    assert {"/zh-hans/t/s3cret/", "/zh-hans/invitations/s3cret/"} <= set(addresses)
    assert [each for each, found in zip(addresses, shown, strict=True) if not found] == []
    assert not any("s3cret" in found["before"] for found in shown)
