"""The texts that the project itself brings: of its interface, and of its demo."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

from places import ROOT

#: In the code the texts are English
SOURCE_LANGUAGE = "en"
DEMO_FILES = ("directory/demo/*.toml", "site/*/demo/*.toml")


@dataclass(frozen=True)
class Text:
    """A text and where it stands."""

    words: str
    place: str


def of_catalogue(language: str) -> Iterator[Text]:
    """The interface in one language."""
    file = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    for entry in polib.pofile(str(file)):
        if not entry.obsolete:
            place = f"{file.relative_to(ROOT)}:{entry.linenum}"
            yield from (Text(form, place) for form in _forms(entry, language) if form)


def of_demo(language: str) -> Iterator[Text]:
    """What the demo says in one language."""
    for pattern in DEMO_FILES:
        for file in sorted(ROOT.glob(pattern)):
            yield from of_file(file, language)


def of_file(file: Path, language: str) -> Iterator[Text]:
    """The texts of a TOML file in one language: those under a key that is its code."""
    name = str(file.relative_to(ROOT)) if file.is_relative_to(ROOT) else file.name
    yield from _inside(tomllib.loads(file.read_text("utf-8")), language, name)


def _inside(value: object, language: str, place: str) -> Iterator[Text]:
    if isinstance(value, list):
        for each in value:
            yield from _inside(each, language, place)
    elif isinstance(value, dict):
        place = f"{place} {value['id']}" if "id" in value else place
        for key, each in value.items():
            if key == language and isinstance(each, str):
                yield Text(each, place)
            yield from _inside(each, language, place)


def _forms(entry: polib.POEntry, language: str) -> list[str]:
    translated = [entry.msgstr, *entry.msgstr_plural.values()]
    return [entry.msgid, entry.msgid_plural, *translated] if language == SOURCE_LANGUAGE else translated
