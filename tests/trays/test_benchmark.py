"""The benchmark measures trays that open like any other."""

from tests.cast import walk_in
from trays.benchmark import make_trays
from trays.models import Tray


def test_trays_of_the_benchmark_are_trays(reader):
    for number in range(6):
        walk_in(name_fi=f"Palvelu {number}")

    keys = make_trays(3, seed=1)

    assert Tray.objects.count() == len(set(keys)) == 3
    for key in keys:
        assert len(reader(f"/fi/t/{key}/").all(".stops > li")) == 5
