"""What partners are told of each day."""

from directory import daily
from workspace.upkeep import feedback_mails


def register() -> None:
    daily.register("feedback to partners", feedback_mails.mails)
