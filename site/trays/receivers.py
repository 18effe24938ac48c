"""What trays have to do with others: the demo has ready-made ones."""

from directory.signals import demo_loaded, demo_removed
from trays import examples


def connect() -> None:
    demo_loaded.connect(examples.add_ready_trays, dispatch_uid="trays")
    demo_removed.connect(examples.remove_ready_trays, dispatch_uid="trays")
