"""Judges from outside: each looks at pages, or at all texts, and gives verdicts."""
