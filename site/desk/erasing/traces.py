"""What a person is known by, and where in the database it stands: every column of text of every table."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model
from django.utils.functional import cached_property

#: How a table is asked for a piece of text in any case of its letters
LIKE = {"sqlite": "LIKE", "postgresql": "ILIKE"}
TEXTS = {"CharField", "TextField", "JSONField", "SlugField"}
#: An expression of SQLite may be a thousand deep
MOST_CONDITIONS = 300
#: Letters between which a name or an address would be a part of another one
INSIDE = r"[\w.+-]"


@dataclass(frozen=True)
class Traces:
    """Her e-mail address, her full name and her phone numbers; a name of one word is too many people's.

    A name that somebody else has too (`is_shared`) is hers only in a text with an address of hers.
    """

    email: str
    name: str = ""
    phones: tuple[str, ...] = ()
    is_shared: bool = False

    @cached_property
    def addresses(self) -> list[re.Pattern]:
        return [_whole(text) for text in (self.email, *self.phones)]

    @cached_property
    def names(self) -> list[re.Pattern]:
        return [_whole(self.name)] if " " in self.name else []

    def without(self, text: str, name_instead: str) -> str:
        """A text with another name in the place of hers, and without her addresses."""
        names = self._names_in(text)
        for pattern in self.addresses:
            text = pattern.sub("", text)
        for pattern in names:
            text = pattern.sub(name_instead, text)
        return text

    def are_in(self, text: str) -> bool:
        return any(pattern.search(text) for pattern in (*self.addresses, *self._names_in(text)))

    def _names_in(self, text: str) -> list[re.Pattern]:
        is_hers = not self.is_shared or any(pattern.search(text) for pattern in self.addresses)
        return self.names if is_hers else []

    def needles(self) -> list[str]:
        """What the database is asked for; of a number its last digits, which are seldom parted."""
        texts = [self.email, *([self.name] if self.names else [])]
        written = {form for text in texts for form in _forms(text)}
        return sorted(written | {_digits(phone)[-2:] for phone in self.phones})


@dataclass(frozen=True)
class Found:
    """A row in which something of her stands: its columns by name, as texts."""

    model: type[Model]
    pk: object
    texts: dict[str, str]


def rows_with(traces: Traces) -> Iterator[Found]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield from _rows_of(model, traces)


def _rows_of(model: type[Model], traces: Traces) -> Iterator[Found]:
    columns = [field for field in model._meta.local_concrete_fields if _is_text(field)]
    needles = traces.needles()
    at_once = max(1, MOST_CONDITIONS // len(needles))
    for first in range(0, len(columns), at_once):
        some = columns[first : first + at_once]
        for pk, *texts in _select(model, some, needles):
            named = dict(zip([field.column for field in some], texts, strict=True))
            if hers := {column: text for column, text in named.items() if text and traces.are_in(text)}:
                yield Found(model, pk, hers)


def _is_text(field: Field) -> bool:
    """A key is no text, nor what is one of a list."""
    is_word = field.get_internal_type() in TEXTS and not field.choices
    return is_word and not field.primary_key and not field.is_relation


def _select(model: type[Model], columns: list[Field], needles: list[str]) -> list[tuple]:
    quote = connection.ops.quote_name
    texts = [f"CAST({quote(field.column)} AS TEXT)" for field in columns]
    condition = f"{{}} {LIKE[connection.vendor]} %s ESCAPE '\\'"
    where = " OR ".join(condition.format(text) for text in texts for _needle in needles)
    patterns = [f"%{connection.ops.prep_for_like_query(needle)}%" for needle in needles] * len(texts)
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    with connection.cursor() as cursor:
        # All names are those of our own tables
        cursor.execute(f"SELECT {key}, {', '.join(texts)} FROM {table} WHERE {where}", patterns)  # noqa: S608
        return cursor.fetchall()


def rewrite(found: Found, traces: Traces, name_instead: str) -> None:
    """Without signals: whoever calls tells those who listen."""
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(column)} = %s" for column in found.texts)
    values = [traces.without(text, name_instead) for text in found.texts.values()]
    table, key = quote(found.model._meta.db_table), quote(found.model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {columns} WHERE {key} = %s", [*values, found.pk])  # noqa: S608


def _whole(text: str) -> re.Pattern:
    """A text by itself, however it is written; of a phone number its digits, however they are parted."""
    forms = [_spaced(text)] if _is_phone(text) else [re.escape(form) for form in _forms(text)]
    return re.compile(f"(?<!{INSIDE})(?:{'|'.join(forms)})(?![\\w-])", re.IGNORECASE)


def _forms(text: str) -> set[str]:
    """As it is, and as it stands in JSON, once and twice: letters outside ASCII are numbers there."""
    once = json.dumps(text)[1:-1]
    return {text, once, json.dumps(once)[1:-1]}


def _is_phone(text: str) -> bool:
    return bool(re.fullmatch(r"\+?[\d ()-]{5,}", text))


def _spaced(phone: str) -> str:
    """The same number with the country's code or the zero in its place."""
    digits = _digits(phone).removeprefix("00")
    national = digits.removeprefix("358").removeprefix("0")
    return r"(?:(?:\+|00)358|0)[ ()-]*" + r"[ ()-]*".join(national)


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)
