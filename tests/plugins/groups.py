"""Which tests stay together where several processes run them (`pytest -n 2 --dist loadgroup`).

A file's tests share what its module fixtures load; those that ask Elasticsearch share its server.
"""

import pytest

SERVER = "elasticsearch"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    if not config.pluginmanager.hasplugin("xdist"):
        return
    for item in items:
        asks_server = any(SERVER in name for name in (item.name, *item.fixturenames))
        group = SERVER if asks_server else item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(group))
