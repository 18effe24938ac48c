"""Plots as SVG, drawn on the server: docs/decisions/0021."""

from desk.plots.bars import Bar, bars
from desk.plots.columns import Column, columns

__all__ = ["Bar", "Column", "bars", "columns"]
