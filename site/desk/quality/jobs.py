"""What jobs find, kind by kind."""

from collections.abc import Iterator

from django.utils import timezone

from desk.duplicates.finding import duplicate_findings
from desk.links.links import broken
from desk.links.uses import uses
from desk.models import Finding
from desk.quality.keeping import Difference, compare
from desk.quality.kinds import Kind
from desk.quality.reading import personal_findings


def broken_links() -> Difference:
    return compare(Kind.LINK, _link_findings(), timezone.localdate())


def personal_data() -> Difference:
    return compare(Kind.PERSONAL, personal_findings(), timezone.localdate())


def duplicates() -> Difference:
    return compare(Kind.DUPLICATE, duplicate_findings(), timezone.localdate())


def _link_findings() -> Iterator[Finding]:
    """One look at all links, whatever the number of broken ones: a page is read for each look."""
    checks = {check.url: check for check in broken().iterator()}
    if not checks:
        return
    # A listing that has one twice has it once
    for use in sorted({use for use in uses() if use.url in checks}):
        check = checks[use.url]
        details = [check.reason, check.failed_date.isoformat()]
        key = f"link:{use.owner[0]}{use.number}:{check.pk}"
        yield Finding(
            key=key, kind=Kind.LINK, url=use.url, details=details, **{f"{use.owner}_id": use.number}
        )
