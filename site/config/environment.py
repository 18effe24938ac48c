"""Values of the environment: a wrong one is kept for a check, and importing the settings goes on."""

import logging
from pathlib import Path

from environ import Env

ON = ("1", "true", "yes", "on")
OFF = ("0", "false", "no", "off")
USUAL_LEVEL = "INFO"


def switch(env: Env, name: str, *, default: bool) -> bool | None:
    """Whether something is on; None for a word that is neither, which config.checks names."""
    word = env.str(name, default="").strip().lower()
    if not word:
        return default
    return True if word in ON else False if word in OFF else None


def whole_number(env: Env, name: str, *, default: int) -> int | None:
    """A number that is not negative; None for anything else, which config.checks names."""
    text = env.str(name, default="").strip()
    if not text:
        return default
    return int(text) if text.isdecimal() and text.isascii() else None


def whole_numbers(env: Env, name: str, *, default: tuple[int, ...]) -> tuple[int, ...]:
    """A comma list of whole numbers; nothing where one of them is none, which config.checks names."""
    words = [word.strip() for word in env.list(name, default=list(map(str, default)))]
    return tuple(map(int, words)) if all(word.isdecimal() for word in words) else ()


def known_level(name: str) -> str | None:
    """The name of a level of the log as Python has it; None where there is no such level."""
    level = name.strip().upper()
    return level if level in logging.getLevelNamesMapping() else None


def key_of_machine(data_folder: Path) -> str:
    """The secret key that `script/server` made on this machine; empty where there is none to be read."""
    try:
        return (data_folder / "secret-key").read_text("ascii")
    except (OSError, ValueError):
        return ""
