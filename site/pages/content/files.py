"""Reading the files of pages: TOML, texts by language.

kind = "theme-path"            # or "article"
slug = "baby"
theme = "baby"                 # code of a theme, or left out
heading = { fi = "…", so = "…" }
introduction = { fi = "…", so = "…" }

[[body]]
type = "text"                  # as in pages.blocks.body
heading = { fi = "…" }
text = { fi = "A paragraph.\\n\\nAnother one." }
"""

import tomllib
import uuid
from dataclasses import dataclass
from html import escape
from pathlib import Path

from wagtail import blocks

from pages.blocks.body import body_block
from pages.blocks.texts import TranslatedBlock, key_of

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class PageFile:
    kind: str
    slug: str
    theme: str
    heading: dict[str, str]
    introduction: dict[str, str]
    body: list[dict]  # as a StreamField stores it


def read_file(path: Path) -> PageFile:
    """Raises KeyError or ValueError for what is missing or unknown."""
    content = tomllib.loads(path.read_text("utf-8"))
    return PageFile(
        kind=content["kind"],
        slug=content["slug"],
        theme=content.get("theme", ""),
        heading=content["heading"],
        introduction=content.get("introduction", {}),
        body=[_stored_block(each) for each in content.get("body", [])],
    )


def guide_files() -> list[Path]:
    return sorted((FOLDER / "guides").glob("*.toml"))


def _stored_block(written: dict) -> dict:
    kind = written["type"]
    block = body_block().child_blocks[kind]
    values = {name: value for name, value in written.items() if name != "type"}
    return _item(kind, _stored(block, values))


def _item(kind: str, value) -> dict:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def _stored(block: blocks.Block, written):
    """What was written for a block, in the form that is stored."""
    if isinstance(block, TranslatedBlock):
        rich = _paragraphs if block.is_rich else str
        return {key_of(code): rich(text) for code, text in written.items()}
    if isinstance(block, blocks.StructBlock):
        return {name: _stored(block.child_blocks[name], value) for name, value in written.items()}
    if isinstance(block, blocks.ListBlock):
        return [_item("item", _stored(block.child_block, each)) for each in written]
    return written


def _paragraphs(text: str) -> str:
    parts = (part.strip() for part in text.split("\n\n"))
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part)
