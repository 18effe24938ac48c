"""The vocabulary of the database made ready for search: prepared when it changed, never in a request."""

import hashlib
import json
import logging
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from filelock import FileLock, Timeout

from directory.choices import TaxonomySlug
from directory.models import SearchWords, TaxonomyTerm
from search.documents.texts import columns, texts
from search.models import TopicPlace
from search.topics.making import Making
from search.understanding import Dictionary, Entry, Lexicon, Reading, Sounds, own_letters
from search.understanding import dictionary as dictionaries

T = TypeVar("T")
#: What else is to be done while the vocabulary is prepared, and seconds between two times
Meanwhile = Callable[[], object]
PAUSE = 0.1

logger = logging.getLogger(__name__)


def entries() -> Iterator[Entry]:
    """Every text of every topic; themes are not among them: nobody asks for one."""
    terms = TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).filter(parent__isnull=False).order_by("pk")
    for term in terms.only("code", "parent_id", *columns("name", "phrase")):
        for kind, name in (("label", "name"), ("phrase", "phrase")):
            yield from (
                Entry(term.code, language, kind, text) for language, text in texts(term, name).items()
            )
    words = SearchWords.objects.filter(term__taxonomy__slug=TaxonomySlug.TOPICS, term__parent__isnull=False)
    for code, language, terms_of, told in words.order_by("pk").values_list(
        "term__code", "language_code", "words", "situations"
    ):
        yield from (Entry(code, language, "term", text) for text in terms_of)
        yield from (Entry(code, language, "situation", text) for text in told)


def topics() -> tuple[str, ...]:
    """Their codes at the places they have in what listings hold: "" at that of one that is gone.

    New ones are given the next places.
    """
    terms = TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).filter(parent__isnull=False)
    codes = list(terms.order_by("pk").values_list("code", flat=True))
    placed = set(TopicPlace.objects.values_list("code", flat=True))
    fresh = [TopicPlace(code=code) for code in codes if code not in placed]
    TopicPlace.objects.bulk_create(fresh, ignore_conflicts=True)
    there = set(codes)
    places = TopicPlace.objects.order_by("pk").values_list("code", flat=True)
    return tuple(code if code in there else "" for code in places)


def prepare(meanwhile: Meanwhile = lambda: None) -> Lexicon | None:
    """Return the lexicon of the vocabulary as it is now; build it where it changed.

    That takes half a minute, of one's own or of another who does it just now: `meanwhile` is called all the
    time.
    """
    if not is_used():
        return None
    _folder().mkdir(parents=True, exist_ok=True)
    # The workers of two engines hear of a change at the same moment, and a rebuild prepares it too
    lock = FileLock(_folder() / "preparing.lock", timeout=PAUSE)
    while not lock.is_locked:
        try:
            lock.acquire()
        except Timeout:
            meanwhile()
    try:
        return _prepared(meanwhile)
    finally:
        lock.release()


def _prepared(meanwhile: Meanwhile) -> Lexicon | None:
    found, codes = list(entries()), topics()
    digest = _digest(found, codes)
    known = lexicon()
    if known and known.digest == digest:
        return known
    logger.info("Preparing %d texts of %d topics", len(found), len(codes))
    # What it is made from is read already: neither the thread nor its process needs the database
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="search-vocabulary") as beside:
        making = beside.submit(_making(found, codes, digest).make_apart)
        meanwhile()
        while not wait([making], PAUSE).done:
            meanwhile()
        making.result()
    _point_at(digest)
    return lexicon()


def _making(found: list[Entry], codes: tuple[str, ...], digest: str) -> Making:
    return Making(_folder() / digest, found, codes, digest, with_dictionary=_uses_dictionary())


def is_used() -> bool:
    """Whether search looks at more than words."""
    return uses("topics") or uses("meaning")


def uses(channel: str) -> bool:
    return channel not in settings.SEARCH_WITHOUT


def lexicon() -> Lexicon | None:
    """Return the lexicon that was prepared last; None where there is none yet."""
    return _current(_opened)


def read(text: str, language: str) -> Reading:
    """What the dictionary knows of a query typed on the site in `language`."""
    known = _current(partial(_read, text, language)) if text and _uses_dictionary() else None
    return known or Reading(language)


def in_own_letters(text: str, language: str) -> str:
    """A query typed on the site in `language` in the letters in which its words are."""
    meant = _current(partial(_in_own_letters, text, language)) if text and _uses_dictionary() else None
    return meant or text


def noted_for() -> str:
    """Return what set_noted_for was last told on this host."""
    try:
        return _noted().read_text(encoding="ascii")
    except OSError:
        return ""


def set_noted_for(known_by: str) -> None:
    """Keep by which vocabulary, and what was learned of it, the listings due were written down."""
    _noted().write_text(known_by, encoding="ascii")


def _noted() -> Path:
    return _folder() / "noted"


def _uses_dictionary() -> bool:
    return is_used() and uses("dictionary")


def _current(opened: Callable[[Path], T]) -> T | None:
    try:
        return opened(_folder() / (_folder() / "current").read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=2)
def _opened(folder: Path) -> Lexicon:
    return Lexicon.open(folder)


@lru_cache(maxsize=1_024)
def _read(text: str, language: str, folder: Path) -> Reading:
    """Kept, as are letters: who narrows a search down or turns the page asks the same words."""
    return _opened_dictionary(folder).read(text, language)


@lru_cache(maxsize=1_024)
def _in_own_letters(text: str, language: str, folder: Path) -> str:
    return own_letters.in_own_letters(text, language, _opened_dictionary(folder), _opened_sounds(folder))


@lru_cache(maxsize=2)
def _opened_dictionary(folder: Path) -> Dictionary:
    return Dictionary.open(folder)


@lru_cache(maxsize=2)
def _opened_sounds(folder: Path) -> Sounds:
    return Sounds.open(folder)


def _point_at(digest: str) -> None:
    """Switch in one step, and leave the one before it to the processes that still read it."""
    pointer = _folder() / "current"
    before = pointer.read_text(encoding="ascii").strip() if pointer.exists() else ""
    fresh = pointer.with_suffix(".new")
    fresh.write_text(digest, encoding="ascii")
    fresh.replace(pointer)
    for folder in _folder().iterdir():
        if folder.is_dir() and folder.name not in (digest, before):
            shutil.rmtree(folder, ignore_errors=True)


def _folder() -> Path:
    return Path(settings.SEARCH_INDEX_FOLDER) / "vocabulary"


def _digest(found: list[Entry], codes: tuple[str, ...]) -> str:
    rows = [[each.topic, each.language, each.kind, each.text] for each in found]
    text = json.dumps([codes, rows, dictionaries.digest() if _uses_dictionary() else ""], ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
