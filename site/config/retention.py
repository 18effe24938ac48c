"""How many days rows are kept unless a deployment says otherwise: docs/operator.md says what each name is."""

from environ import Env

TWO_YEARS = 2 * 366
#: Two years and the month that is not over: a summer can be compared with the one before
TWO_SUMMERS = TWO_YEARS + 31

DEFAULTS = {
    "applications": 90,
    "invitations": 30,
    "feedback": 365,
    "answered feedback": 90,
    "log of help requests": 2 * 365,
    "log of acts": 2 * 365,
    "old searches": TWO_SUMMERS,
    "numbers": TWO_SUMMERS,
    "found-by words": TWO_SUMMERS,
    "assignments": 180,
    "findings": 365,
}


def retention(env: Env, name: str) -> dict[str, int | None]:
    """The table with what the environment puts in its place: `feedback=200, notes=365`.

    Days are None where they are no number; config.checks names those, and kinds of rows that do not exist.
    """
    return DEFAULTS | dict(map(_row, filter(None, env.list(name, default=[]))))


def _row(text: str) -> tuple[str, int | None]:
    kind, _, days = (part.strip() for part in text.partition("="))
    return kind, int(days) if days.isdecimal() and days.isascii() else None
