"""Walking through the stored body of a page, block by block: its texts, and what a form did not show."""

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail import blocks

from pages.blocks.rich_text import words_of
from pages.blocks.texts import ALL_LANGUAGES, TranslatedBlock, key_of, text_in


@dataclass(frozen=True)
class BlockText:
    """One text of a block in one language. `path` stays the same when blocks are moved."""

    path: str
    language_code: str
    label: str
    value: str  # plain


def texts_of(block: blocks.Block, value, path: str = "") -> Iterator[BlockText]:
    """All texts inside a value of a block, in all languages."""
    if isinstance(block, TranslatedBlock):
        yield from _texts_in_languages(block, value, path)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from texts_of(child, value.get(name), f"{path}.{name}")
    elif isinstance(block, blocks.StreamBlock):
        for child in value:
            yield from texts_of(child.block, child.value, child.id or "")
    elif isinstance(block, blocks.ListBlock):
        for child in value.bound_blocks:
            yield from texts_of(child.block, child.value, f"{path}.{child.id}")


def _texts_in_languages(block: TranslatedBlock, value, path: str) -> Iterator[BlockText]:
    for code in ALL_LANGUAGES:
        text = text_in(value, code) if key_of(code) in block.child_blocks else ""
        plain = words_of(text) if block.is_rich else text.strip()
        if plain:
            yield BlockText(path, code, str(block.label), plain)


def with_unseen_texts(block: blocks.Block, seen, stored):
    """The stored form of an edited value, with the languages that the form did not show taken from before.

    Blocks are found again by their ids: moving them loses nothing. `seen` and `stored` are as in JSON.
    """
    if isinstance(block, TranslatedBlock):
        return {**(stored or {}), **seen}
    if isinstance(block, blocks.StructBlock):
        return {
            name: with_unseen_texts(block.child_blocks[name], value, (stored or {}).get(name))
            if name in block.child_blocks
            else value
            for name, value in seen.items()
        }
    if isinstance(block, blocks.StreamBlock):
        return [_with_unseen(block.child_blocks[each["type"]], each, stored) for each in seen]
    if isinstance(block, blocks.ListBlock):
        return [_with_unseen(block.child_block, each, stored) for each in seen]
    return seen


def _with_unseen(block: blocks.Block, seen: dict, stored) -> dict:
    before = next((each for each in stored or () if _is_same(each, seen)), {})
    return {**seen, "value": with_unseen_texts(block, seen["value"], before.get("value"))}


def _is_same(one, other: dict) -> bool:
    return isinstance(one, dict) and bool(one.get("id")) and one.get("id") == other.get("id")
