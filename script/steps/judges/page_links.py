"""What a page points at, and what can be pointed at in it."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

#: Elements and the attribute with which they point somewhere
POINTERS = {
    **dict.fromkeys(("a", "area", "link", "use"), "href"),
    **dict.fromkeys(("img", "script", "iframe", "source"), "src"),
    "form": "action",
}
SCHEMES = ("http", "https")
SVG_ID = re.compile(r'\bid="([^"]+)"')


@dataclass(frozen=True)
class Link:
    """From `page` to `address`, at `fragment` in it ("" for its beginning)."""

    page: str
    address: str
    fragment: str


@dataclass
class Page(HTMLParser):
    """An HTML page read once: its links to pages, files and parts of them, and its ids."""

    address: str
    pointed: dict[str, None] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def __post_init__(self):
        super().__init__()

    @property
    def links(self) -> list[Link]:
        """All links on the web; none to mail or phone."""
        whole = [_joined(self.address, each.strip()) for each in self.pointed]
        return [Link(self.address, *urldefrag(each)) for each in whole if urlsplit(each).scheme in SCHEMES]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value for name, value in attrs if value}
        if POINTERS.get(tag) in given and not _is_sent(tag, given):
            self.pointed[given[POINTERS[tag]]] = None
        for part in given.get("srcset", "").split(","):
            if part.strip():
                self.pointed[part.split()[0]] = None
        if "id" in given:
            self.ids.add(given["id"])


def _is_sent(tag: str, given: dict[str, str]) -> bool:
    """Whether it is a form that changes something: nobody can look at its address."""
    return tag == "form" and given.get("method", "").lower() == "post"


def read(address: str, html: str) -> Page:
    page = Page(address)
    page.feed(html)
    page.close()
    return page


def ids_of_drawing(svg: str) -> set[str]:
    return set(SVG_ID.findall(svg))


def _joined(address: str, link: str) -> str:
    """As browsers join them: `?#part` leads to the page without its question, which urljoin keeps."""
    page = urlsplit(address)._replace(query="").geturl() if link.startswith("?#") else address
    return urljoin(page, link)
