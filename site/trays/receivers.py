"""What trays have to do with others: the demo has ready-made ones, and a service may become another."""

from directory.signals import demo_loaded, demo_removed, duplicate_withdrawn
from trays import examples
from trays.models import ReadyTrayItem, TrayItem


def connect() -> None:
    demo_loaded.connect(examples.add_ready_trays, dispatch_uid="trays")
    demo_removed.connect(examples.remove_ready_trays, dispatch_uid="trays")
    duplicate_withdrawn.connect(on_duplicate_withdrawn, dispatch_uid="trays")


def on_duplicate_withdrawn(service, kept, **_kwargs) -> None:
    """Trays go on with the listing that is left; one that has both keeps what it says."""
    for model, tray in ((TrayItem, "tray"), (ReadyTrayItem, "ready")):
        has_it = model.objects.filter(service=kept).values(tray)
        model.objects.filter(service=service).exclude(**{f"{tray}__in": has_it}).update(service=kept)
