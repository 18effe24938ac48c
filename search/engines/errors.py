"""What can be wrong with an index."""


class IndexMissing(Exception):  # noqa: N818 - a state that callers expect, not a mistake
    """There is no index that could answer: none was built, or another version of the product made it."""


class WriterBusy(Exception):  # noqa: N818
    """Another process or thread of this host is writing the index."""
