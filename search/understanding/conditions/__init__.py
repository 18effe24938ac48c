"""Conditions in the words of a query, in any of the languages: pure, by grammar and word lists."""

from search.understanding.conditions.areas import Areas
from search.understanding.conditions.reading import read_conditions
from search.understanding.conditions.values import Condition, Understood

__all__ = ["Areas", "Condition", "Understood", "read_conditions"]
