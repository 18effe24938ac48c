"""The custom properties of the look, as a reader gets them in light and in dark: ours and a city's own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from config.css import blocks, without_comments

DECLARATION = re.compile(r"(--[\w-]+)\s*:\s*([^;]+)")
SCHEME = re.compile(r"prefers-color-scheme:\s*(\w+)")
THEME = re.compile(r"\.theme--([\w-]+)")
#: What is not read on a screen, or where the reader's system chooses the colours
ELSEWHERE = re.compile(r"\bprint\b|forced-colors|prefers-contrast")


class Scheme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Rule:
    """One rule of a style sheet, with the media query that it stands in, if any."""

    media: str
    selectors: tuple[str, ...]
    declarations: dict[str, str]

    def is_for(self, scheme: Scheme) -> bool:
        chosen = SCHEME.search(self.media)
        return not ELSEWHERE.search(self.media) and (chosen is None or chosen[1] == scheme)


def token_sheets() -> list[str]:
    """Our tokens, then those of the deployment, in the order of the cascade."""
    files = [settings.ROOT / "site" / "static" / "css" / "tokens.css"]
    if settings.THEME_STYLESHEET:
        files.append(Path(settings.THEME_STYLESHEET))
    return [file.read_text("utf-8") for file in files]


def tokens(css: str, scheme: Scheme) -> dict[str, str]:
    """The properties of the whole page in a scheme: `{"--ink": "#1b2427", …}`."""
    found: dict[str, str] = {}
    for rule in rules(css):
        if ":root" in rule.selectors and rule.is_for(scheme):
            found |= rule.declarations
    return found


def hues(css: str) -> dict[str, str]:
    """The hue of every theme by its code."""
    return {
        match[1]: rule.declarations["--hue"]
        for rule in rules(css)
        for match in map(THEME.fullmatch, rule.selectors)
        if match and "--hue" in rule.declarations
    }


def rules(css: str, media: str = "") -> Iterator[Rule]:
    """The rules of a sheet in their order, those inside media queries too."""
    for head, body in blocks(without_comments(css)):
        if head.startswith("@"):
            yield from rules(body, f"{media} {head}".strip())
        else:
            selectors = tuple(selector.strip() for selector in head.split(","))
            values = {name: value.strip() for name, value in DECLARATION.findall(body)}
            yield Rule(media, selectors, values)
