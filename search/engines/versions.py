"""Versions of documents: the moment at which they began to be read, in microseconds since 1970."""

import time


def version_of_now() -> int:
    return time.time_ns() // 1_000
