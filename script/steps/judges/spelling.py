"""Spelling of the texts that the project brings, by the dictionaries of hunspell and voikko."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import debian
from judges.texts import Text, of_catalogue, of_demo
from judges.verdicts import WHOLE_SITE, CannotJudgeError, Verdict

#: Enchant asks hunspell for Swedish and English. There is no hunspell dictionary of Finnish, whose words have
#: thousands of forms each: enchant asks voikko for those
DICTIONARIES = {"fi": "fi", "sv": "sv_FI", "en": "en_GB"}
DEBIAN_PACKAGES = ("enchant-2", "libenchant-2-voikko", "voikko-fi", "hunspell-sv", "hunspell-en-gb")
PROGRAM = "enchant-2"
#: Words that no dictionary knows and that are right, one a line; "Migri*" stands for every form of it
LISTS = Path(__file__).with_name("words")
#: Stands for a number mostly, and endings may hang on it: "%(age)s-vuotias"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
NOT_PROSE = re.compile(r"<[^>]*>|&\w+;|\S+@\S+|https?:\S+|\b\S+\.(?:fi|org)\b")
WORD = re.compile(r"[^\W_]+(?:['’:\-‑][^\W_]+)*")
JOINTS = re.compile(r"[-‑:’']")


def judge() -> Iterator[Verdict]:
    """One verdict for each language: its misspelt words, each with the place where it stands first."""
    _require_dictionaries()
    for language, dictionary in DICTIONARIES.items():
        texts = [*of_catalogue(language), *of_demo(language)]
        wrong = misspelt(texts, dictionary, Allowed.of(language))
        shown = f"{len(wrong)} misspelt ({len(texts)} texts)"
        yield Verdict(f"spelling {language}", WHOLE_SITE, language, -len(wrong), shown, wrong)


class Allowed:
    """Words that are right although no dictionary knows them."""

    def __init__(self, words: Iterable[str]):
        folded = [word.casefold() for word in words]
        self._whole = frozenset(word for word in folded if not word.endswith("*"))
        self._beginnings = tuple(word.removesuffix("*") for word in folded if word.endswith("*"))

    @classmethod
    def of(cls, language: str) -> "Allowed":
        lines = [line for name in (language, "names") for line in _lines(LISTS / f"{name}.txt")]
        return cls(lines)

    def __contains__(self, word: str) -> bool:
        folded = word.casefold()
        return folded in self._whole or folded.startswith(self._beginnings)


def words(text: str) -> list[str]:
    """The words of a text, without placeholders, markup, addresses and numbers."""
    found = WORD.findall(NOT_PROSE.sub(" ", PLACEHOLDER.sub("1", text)))
    return [word for word in found if any(letter.isalpha() for letter in word)]


def misspelt(texts: Iterable[Text], dictionary: str, allowed: Allowed) -> list[str]:
    places = {}
    for text in texts:
        for word in words(text.words):
            places.setdefault(word, text.place)
    suspect = [word for word in _unknown(places, dictionary) if word not in allowed]
    # A name that carries a word or an ending, as in "Muudi-hanke", is right when each part is
    parts = [part for word in suspect for part in JOINTS.split(word) if part not in allowed]
    wrong_parts = set(_unknown(parts, dictionary))
    wrong = [word for word in suspect if _is_wrong(word, allowed, wrong_parts)]
    return [f"{word} ({places[word]})" for word in wrong]


def _is_wrong(word: str, allowed: Allowed, wrong_parts: set[str]) -> bool:
    parts = JOINTS.split(word)
    return len(parts) == 1 or any(part in wrong_parts and part not in allowed for part in parts)


def _unknown(asked: Iterable[str], dictionary: str) -> list[str]:
    """The words that a dictionary does not know. A person's own dictionary is not asked."""
    with tempfile.TemporaryDirectory(prefix="tarjotin-words-") as empty:
        ended = subprocess.run(
            [PROGRAM, "-l", "-d", dictionary],
            input="".join(f"{word}\n" for word in dict.fromkeys(asked)),
            env={"ENCHANT_CONFIG_DIR": empty, "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )
    if ended.returncode:
        raise CannotJudgeError(f"no dictionary {dictionary} for {PROGRAM}")
    return ended.stdout.split()


def _require_dictionaries() -> None:
    if shutil.which(PROGRAM) is None and not debian.install(*DEBIAN_PACKAGES):
        raise CannotJudgeError(f"{PROGRAM} is not installed (on Debian: {', '.join(DEBIAN_PACKAGES)})")


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
