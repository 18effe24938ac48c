"""A process that is killed while it writes the index, at whatever moment, leaves the old one serving."""

import pytest

from tests.installation import Installation

LISTINGS = """
from directory.models import Organization, Service
organization = Organization.objects.create(slug="o", kind="city_unit", standing="admitted", name_fi="Yksikkö")
for number in range(250):
    Service.objects.create(slug=f"s-{number}", organization=organization, name_fi="Palvelu", live=True)
"""

KILL = """
from tests.search.killing import kill_again_and_again
print(kill_again_and_again("{work}"))
"""


@pytest.fixture(scope="module")
def installation(tmp_path_factory) -> Installation:
    installation = Installation(tmp_path_factory.mktemp("killed"))
    installation.manage("migrate", "-v", "0")
    installation.run(LISTINGS)
    installation.manage("rebuild_index")
    return installation


@pytest.mark.parametrize("work", ["rebuild", "follow"])
def test_index_serves_and_is_completed_whenever_its_writer_is_killed(installation, work):
    said = installation.run(KILL.format(work=work))

    assert said.count(" killed at ") >= 15
    assert said.endswith("\n0\n"), said
