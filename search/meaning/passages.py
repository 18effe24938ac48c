"""The text by which the sentence model knows a listing: one for those it learns from and those it reads."""

from collections.abc import Iterable


def passage_of(name: str, others: Iterable[str]) -> str:
    """Join a listing's name and its other texts, of which some may be empty."""
    return f"{name}. {' '.join(filter(None, others))}"
