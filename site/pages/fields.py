"""The field that holds the body of an editorial page."""

from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField whose blocks are not written into migrations: they need no change of the table.

    Fifteen languages in each block would make every change of a label a migration of thousands of lines.
    """

    def __init__(self, block_types=(), **kwargs):
        super().__init__(block_types, **kwargs)

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
