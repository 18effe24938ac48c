"""What coordinators add to what the directory knows: decisions, notes, tasks, figures, faults."""

from desk.models.figures import Figure, Residents
from desk.models.findings import Finding, LinkCheck
from desk.models.gaps import Gap, new_key
from desk.models.ledger import CalendarAddress, PartnershipReminder
from desk.models.notes import NOTES_KEPT, Note, last_day_of_note
from desk.models.queue import Assignment, Submission

__all__ = [
    "NOTES_KEPT",
    "Assignment",
    "CalendarAddress",
    "Figure",
    "Finding",
    "Gap",
    "LinkCheck",
    "Note",
    "PartnershipReminder",
    "Residents",
    "Submission",
    "last_day_of_note",
    "new_key",
]
