"""What search reads of a vocabulary, made in a folder: without the database, as a process of its own can."""

import multiprocessing
from dataclasses import dataclass
from pathlib import Path

from search.understanding import Entry, build
from search.understanding import dictionary as dictionaries
from search.understanding import sounds as by_sound

#: Fewer texts are made in the asking process: another one takes a second to start. A city's 100,000 take half
#: a minute and 200 MB, which the process would keep for as long as it serves pages
MANY = 2_000


class MakingError(RuntimeError):
    """The process that made it has ended with an error, which stands in the log before."""


@dataclass(frozen=True, slots=True)
class Making:
    """What it is made of, and where."""

    folder: Path
    entries: list[Entry]
    topics: tuple[str, ...]
    digest: str
    with_dictionary: bool

    def make(self) -> None:
        """Make it here and now."""
        build(self.entries, self.topics, self.digest).save(self.folder)
        if self.with_dictionary:
            dictionaries.build(topics=self.entries).save(self.folder)
            by_sound.build(dictionaries.lines(), self.entries).save(self.folder)

    def make_apart(self) -> None:
        """Make it in a process of its own, if it is much. Raises MakingError."""
        if len(self.entries) < MANY:
            self.make()
            return
        process = multiprocessing.get_context("spawn").Process(target=self.make, daemon=True)
        process.start()
        process.join()
        if process.exitcode:
            raise MakingError(f"Preparing the vocabulary failed with exit code {process.exitcode}")
