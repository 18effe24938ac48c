"""What a judge looks at and what it says."""

from collections.abc import Sequence
from dataclasses import dataclass


class CannotJudgeError(Exception):
    """A judge cannot work on this machine; the text says what is missing."""


@dataclass(frozen=True)
class Visit:
    """A page in a language."""

    page: str
    language: str
    url: str


@dataclass(frozen=True)
class Verdict:
    """What one judge says about a page in a language, or about the whole site (WHOLE_SITE)."""

    judge: str
    page: str
    language: str
    #: The more the better; what is shown in the table is the worst of all languages
    value: float
    shown: str
    #: Why the goal is missed, one line each; empty where it is reached
    problems: Sequence[str] = ()


WHOLE_SITE = "whole site"


def counted(judge: str, visit: Visit, problems: Sequence[str]) -> Verdict:
    """The verdict of a judge whose goal is to find nothing."""
    return Verdict(judge, visit.page, visit.language, -len(problems), str(len(problems)), tuple(problems))
