"""Trays, the services in them, how it went there, and trays that coordinators have made for everybody."""

from trays.models.kept import KeptTray
from trays.models.ready import ReadyTray, ReadyTrayItem
from trays.models.trays import (
    KEPT_FOR,
    LONGEST_GREETING,
    LONGEST_NOTE,
    LONGEST_TITLE,
    MOST_SERVICES,
    Outcome,
    Tray,
    TrayItem,
)

__all__ = [
    "KEPT_FOR",
    "LONGEST_GREETING",
    "LONGEST_NOTE",
    "LONGEST_TITLE",
    "MOST_SERVICES",
    "KeptTray",
    "Outcome",
    "ReadyTray",
    "ReadyTrayItem",
    "Tray",
    "TrayItem",
]
