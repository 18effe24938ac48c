"""What went wrong in one line."""


def reason_of(error: Exception) -> str:
    """An error without what PostgreSQL adds in further lines: the row, with people in it."""
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
