"""What jobs find, kind by kind."""

from collections.abc import Iterator

from django.utils import timezone

from desk.duplicates.finding import duplicate_findings
from desk.links.links import BATCH, broken
from desk.models import Finding
from desk.quality.keeping import Difference, compare
from desk.quality.kinds import Kind
from desk.quality.reading import personal_findings
from directory.models import Organization, Service, ServiceUrl


def broken_links() -> Difference:
    return compare(Kind.LINK, _link_findings(), timezone.localdate())


def personal_data() -> Difference:
    return compare(Kind.PERSONAL, personal_findings(), timezone.localdate())


def duplicates() -> Difference:
    return compare(Kind.DUPLICATE, duplicate_findings(), timezone.localdate())


def _link_findings() -> Iterator[Finding]:
    checks = {check.url: check for check in broken().iterator()}
    urls = sorted(checks)
    for first in range(0, len(urls), BATCH):
        piece = urls[first : first + BATCH]
        for owner, pk, url in sorted(_owners(piece)):
            check = checks[url]
            details = [check.reason, check.failed_date.isoformat()]
            key = f"link:{owner[0]}{pk}:{check.pk}"
            yield Finding(key=key, kind=Kind.LINK, url=url, details=details, **{f"{owner}_id": pk})


def _owners(urls: list[str]) -> set[tuple[str, int, str]]:
    """Whose links they are. A listing that has one twice has it once."""
    listings = Service.objects.in_force()
    own = listings.filter(url__in=urls).values_list("pk", "url")
    more = ServiceUrl.objects.filter(url__in=urls, service__in=listings.values("pk"))
    partners = Organization.objects.public().filter(url__in=urls).values_list("pk", "url")
    return {
        *(("service", pk, url) for pk, url in own),
        *(("service", pk, url) for pk, url in more.values_list("service_id", "url")),
        *(("organization", pk, url) for pk, url in partners),
    }
