"""What a change may not fall under. No database, no engine."""

from collections.abc import Iterator, Mapping

from search.evaluation.report import Report

#: As much as an average may fall before a change fails
TOLERANCE = 0.01


def below(limits: Mapping[str, float], reports: Mapping[str, Report]) -> Iterator[str]:
    """Say of each set whose right listings stand among the first five less often than they have to."""
    for name, report in reports.items():
        reached = report.all.success_5
        if (limit := limits.get(name)) is None:
            yield f"{name} has no limit."
        elif reached < limit - TOLERANCE:
            yield f"{name}: {reached:.3f} are among the first five, {limit:.3f} were."
