"""Texts of synthetic listings: made-up words around the real name of a topic."""

import random
from collections.abc import Iterable

from django.conf import settings

from directory.imports.columns import columns
from directory.imports.synthetic_words import Lexicon
from directory.models import TaxonomyTerm
from directory.text_fields import translated_fields

#: Three of four listings are written in Finnish, one of three is translated
FINNISH_SHARE = 0.75
TRANSLATED_SHARE = 0.33
MOST_TRANSLATIONS = 4
SUMMARY_LENGTH = 150


class Writer:
    """Writes listings in all languages and remembers which words it has used."""

    def __init__(self, chance: random.Random, seed: int):
        self.chance = chance
        self.used: set[str] = set()
        self._lexicons = {code: Lexicon(code, seed) for code in settings.MODELTRANSLATION_LANGUAGES}

    def languages(self) -> list[str]:
        """The languages of one listing; the first is the original."""
        others = [code for code in self._lexicons if code != "fi"]
        is_finnish = self.chance.random() < FINNISH_SHARE
        original = "fi" if is_finnish else self.chance.choice(others)
        if self.chance.random() >= TRANSLATED_SHARE:
            return [original]
        rest = [code for code in self._lexicons if code != original]
        return [original, *self.chance.sample(rest, self.chance.randint(1, MOST_TRANSLATIONS))]

    def texts(self, languages: Iterable[str], topic: TaxonomyTerm) -> dict[str, str]:
        """The columns of one listing that have a text."""
        labels = {code: _label(topic, code) for code in languages}
        written = {
            "name": {code: self._phrase(code, label, 2) for code, label in labels.items()},
            "summary": {
                code: self._phrase(code, label, 7)[:SUMMARY_LENGTH] for code, label in labels.items()
            },
            "description": {code: self._story(code, label) for code, label in labels.items()},
            "application_process": {code: self._sentence(code, 8) for code in labels},
        }
        return {
            column: text
            for field, by_language in written.items()
            for column, text in columns(field, by_language).items()
            if text
        }

    def name(self, language_code: str = "fi") -> str:
        return self._phrase(language_code, "", 2)

    def _phrase(self, code: str, label: str, count: int) -> str:
        text = self._lexicons[code].join(self._draw(code, count))
        return _capitalized(f"{text} {label}".strip())

    def _story(self, code: str, label: str) -> str:
        sentences = [
            self._sentence(code, self.chance.randint(5, 14)) for _ in range(self.chance.randint(3, 8))
        ]
        return " ".join([f"{label}.", *sentences])

    def _sentence(self, code: str, count: int) -> str:
        return _capitalized(self._lexicons[code].join(self._draw(code, count))) + "."

    def _draw(self, code: str, count: int) -> list[str]:
        words = self._lexicons[code].draw(self.chance, count)
        self.used.update(words)
        return words


def _capitalized(text: str) -> str:
    """With a capital first, and names and abbreviations left as they are."""
    return text[:1].upper() + text[1:]


def _label(topic: TaxonomyTerm, code: str) -> str:
    by_language = {field.language: field.attname for field in translated_fields(TaxonomyTerm)["name"]}
    return getattr(topic, by_language[code]) or topic.code
