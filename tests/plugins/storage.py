"""Uploaded files, in memory for as long as the process lives."""

from django.core.files.storage.memory import InMemoryDirNode, InMemoryStorage

_root = InMemoryDirNode()


class KeptInMemoryStorage(InMemoryStorage):
    """The same files in every instance: Django makes new ones where a test changes STORAGES.

    The demo's rows are copied from module to module (tests.plugins.copies), and its pictures with them.
    """

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self._root = _root
        self._resolve(self.base_location, create_if_missing=True, leaf_cls=InMemoryDirNode)
