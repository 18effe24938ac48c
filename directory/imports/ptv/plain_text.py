"""Texts of other registers as plain text: tags become line breaks, bullets and addresses in brackets."""

import re
from html.parser import HTMLParser

import nh3

BLOCKS = {"p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "tr"}
KEPT_TAGS = BLOCKS | {"a", "br", "li", "td", "th"}


def plain_text(value: str) -> str:
    """Clean a text of HTML and of stray white space; blank lines stay between paragraphs."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    if "<" in value or "&" in value:
        value = _without_tags(value)
    lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in value.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def cut(value: str, length: int) -> str:
    """The beginning of a text, at most so long, ended at a word."""
    if len(value) <= length:
        return value
    head = value[: length - 1]
    if " " in head and not value[length - 1].isspace():
        head = head.rsplit(None, 1)[0]
    return head.rstrip(" ,;:–-") + "…"


def _without_tags(value: str) -> str:
    """nh3 decides what is safe and well formed; the rest only lays it out."""
    layout = _Layout()
    layout.feed(
        nh3.clean(
            value,
            tags=KEPT_TAGS,
            attributes={"a": {"href"}},
            clean_content_tags={"script", "style"},
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel=None,
        )
    )
    layout.close()
    return "".join(layout.parts)


class _Layout(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._link = ""

    def handle_starttag(self, tag, attrs):
        if tag in BLOCKS:
            self.parts.append("\n\n")
        elif tag in ("br", "li"):
            self.parts.append("\n" if tag == "br" else "\n• ")
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif tag == "a":
            self._link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a" and self._link:
            address = self._link.removeprefix("mailto:").removeprefix("tel:")
            if not self.parts[-1].strip().endswith(address):
                self.parts.append(f" ({address})")
            self._link = ""

    def handle_data(self, data):
        self.parts.append(data)
