"""What a family wrote, as it is sealed and opened."""

import json
from dataclasses import asdict, dataclass, replace
from typing import Self

from contact.sealing import seal, unseal


@dataclass(frozen=True)
class Note:
    """What a receiver noted while passing a request on or answering it."""

    at: str
    act: str
    text: str


@dataclass(frozen=True)
class Contents:
    """`services` are ids of listings that the sender ticked; `topics` codes of themes; `area` a slug."""

    topics: tuple[str, ...] = ()
    words: str = ""
    phone: str = ""
    email: str = ""
    best_time: str = ""
    language: str = ""
    wants_interpreter: bool = False
    may_leave_message: bool = False
    is_young: bool = False
    area: str = ""
    services: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()

    def with_note(self, note: Note) -> Self:
        return replace(self, notes=(*self.notes, note))

    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def sealed(self) -> bytes:
        return seal(self.text())

    @classmethod
    def opened(cls, sealed: bytes) -> Self:
        """Raises SealedError where no key opens it."""
        found = json.loads(unseal(sealed))
        notes = tuple(Note(**note) for note in found.pop("notes", ()))
        lists = {name: tuple(found[name]) for name in ("topics", "services")}
        return cls(**found | lists, notes=notes)
