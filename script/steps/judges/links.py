"""Every link inside the site leads somewhere. Links to others are listed, never followed."""

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urljoin, urlsplit

from judges import fetching
from judges.page_links import Link, ids_of_drawing, read
from judges.verdicts import WHOLE_SITE, Verdict

PAGE, DRAWING = "text/html", "image/svg+xml"


@dataclass(frozen=True)
class Bounds:
    """How far a crawl goes. What is left out is counted."""

    addresses: int = 2_500
    seconds: float = 240
    #: Addresses of one kind, which differ in the values of a search only
    searches: int = 12
    #: Pages of one kind in languages that are not crawled
    other_languages: int = 3


@dataclass
class Report:
    """What a crawl found."""

    checked: int = 0
    left_out: int = 0
    broken: list[str] = field(default_factory=list)
    outside: set[str] = field(default_factory=set)


class Crawl:
    """Follows the links of a site, page by page, from its front pages on."""

    def __init__(
        self, fetch: Callable[[str], fetching.Answer], starts: Sequence[str], bounds: Bounds | None = None
    ):
        self._fetch, self._bounds = fetch, bounds or Bounds()
        self._origin = urljoin(starts[0], "/")
        self._languages = {_segments(start)[0] for start in starts}
        self._pages = deque(Link("", start, "") for start in starts)
        self._searches: deque[Link] = deque()
        self._seen, self._kinds = set(starts), Counter()
        self._ids: dict[str, set[str]] = {}
        self._fragments: list[Link] = []
        self.report = Report()

    def run(self) -> Report:
        end = time.monotonic() + self._bounds.seconds
        while self._waiting and self.report.checked < self._bounds.addresses and time.monotonic() < end:
            self._follow(self._waiting.popleft())
        self.report.left_out += len(self._pages) + len(self._searches)
        self._check_fragments()
        return self.report

    @property
    def _waiting(self) -> deque[Link]:
        """Searches lead to ever more searches: they wait until all pages are read."""
        return self._pages or self._searches

    def _follow(self, link: Link) -> None:
        answer = self._fetch(link.address)
        self.report.checked += 1
        if 300 <= answer.status < 400:
            self._enter(Link(link.page, urljoin(link.address, answer.headers["Location"]), link.fragment))
        elif answer.status >= 400:
            self.report.broken.append(f"{link.address} answers {answer.status} (on {link.page or 'no page'})")
        elif answer.content_type == DRAWING:
            self._ids[link.address] = ids_of_drawing(answer.text)
        elif answer.content_type == PAGE:
            self._read(link.address, answer.text)

    def _read(self, address: str, html: str) -> None:
        page = read(address, html)
        self._ids[address] = page.ids
        if _segments(address)[0] in self._languages:
            for link in page.links:
                self._enter(link)

    def _enter(self, link: Link) -> None:
        """Note a link, and put its address into the queue when it is new, ours and within the bounds."""
        if not link.address.startswith(self._origin):
            self.report.outside.add(link.address)
            return
        if link.fragment:
            self._fragments.append(link)
        if link.address not in self._seen:
            self._seen.add(link.address)
            if self._is_within_bounds(link.address):
                (self._searches if urlsplit(link.address).query else self._pages).append(link)
            else:
                self.report.left_out += 1

    def _is_within_bounds(self, address: str) -> bool:
        language, kind = (*_segments(address), "", "")[:2]
        asked = tuple(sorted(name for name, _ in parse_qsl(urlsplit(address).query)))
        whole = (language, kind, asked)
        self._kinds[whole] += 1
        if language == "static":
            return True
        if language not in self._languages:
            return self._kinds[whole] <= self._bounds.other_languages
        return not asked or self._kinds[whole] <= self._bounds.searches

    def _check_fragments(self) -> None:
        for link in dict.fromkeys(self._fragments):
            found = self._ids.get(link.address)
            if found is not None and link.fragment not in found:
                self.report.broken.append(f"{link.address} has no #{link.fragment} (on {link.page})")


def judge(fronts: dict[str, str]) -> Iterator[Verdict]:
    """Crawl from the front page of each language; one verdict for the whole site."""
    report = Crawl(fetching.fetch, list(fronts.values())).run()
    figures = f"{report.checked} checked, {report.left_out} left out, {len(report.outside)} outside"
    shown = f"{len(report.broken)} broken ({figures})"
    site = urljoin(next(iter(fronts.values())), "/")
    broken = [line.replace(site, "/") for line in report.broken]
    yield Verdict("links", WHOLE_SITE, ",".join(fronts), -len(broken), shown, broken)


def _segments(address: str) -> list[str]:
    return [part for part in urlsplit(address).path.split("/") if part] or [""]
