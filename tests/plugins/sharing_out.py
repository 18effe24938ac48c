"""How tests are shared out among processes (`pytest -n 2`): neighbours of a file stay together.

They share what the file's fixtures load. xdist's own ways do not do: `load` tears files apart, `loadgroup`
takes no note of groups with pytest 9.2, and `loadfile` brings the files of most tests first, and with them
tests that empty all tables before others that need what migrations wrote. pytest-django puts those last,
and its order is kept.
"""

from itertools import groupby

import pytest
from xdist.scheduler import LoadScopeScheduling


class Neighbours(LoadScopeScheduling):
    """The tests of a file that follow each other are one piece of work; pieces go out in their order."""

    pieces: dict[str, str]

    def schedule(self):
        [collected, *_of_other_processes] = self.registered_collections.values()
        files = groupby(collected, key=lambda nodeid: nodeid.partition("::")[0])
        self.pieces = {
            nodeid: f"{file} {number}" for number, (file, nodeids) in enumerate(files) for nodeid in nodeids
        }
        super().schedule()

    def _split_scope(self, nodeid):
        return self.pieces[nodeid]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False
    return Neighbours(config, log)
