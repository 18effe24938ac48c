"""Garbage is looked for seldom, and not in what was loaded before the first test: a seventh of a run."""

import gc

#: New objects before the youngest are looked through, and how many such looks before the older ones are
NEW_OBJECTS, LOOKS, LOOKS_AT_OLDER = 100_000, 20, 50


def pytest_collection_finish():
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, LOOKS, LOOKS_AT_OLDER)
