"""Which tests stay together where several processes run them (`pytest -n 2 --dist loadgroup`).

A file's tests share what its module fixtures load; those with a server of their own share it.
"""

import pytest

SERVER = "elasticsearch_url"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    if not config.pluginmanager.hasplugin("xdist"):
        return
    for item in items:
        group = SERVER if SERVER in item.fixturenames else item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(group))
