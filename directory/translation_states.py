"""Deriving what a listing's texts are in each language, and whether their source has changed (DESIGN, D7).

A state carries the digest of the text it speaks of and of the source it was made from, so that it can be
derived from the texts alone, as often as one likes: saving without change, reordering and spaces change no
digest.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import models
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_all_child_relations

from directory.choices import TextState
from directory.cleaning import clean_value
from directory.text_fields import translated_fields

#: News of the day and reasons of cancelled dates come and go: they make no translation outdated
PASSING_FIELDS = {"alert", "reason"}
WHAT_COUNTS = ("language_code", "state", "source_language", "source_digest", "text_digest", "is_outdated")


@dataclass(frozen=True)
class Edit:
    """What a person says about an edit of texts.

    `how` is how changed translations came to be; `checked` are the languages whose texts are said to be right
    for the present source though they may not have changed.
    """

    user: models.Model | None = None
    how: str = TextState.CHECKED
    is_small_change: bool = False
    checked: frozenset[str] = field(default_factory=frozenset)


def restate(listing: models.Model, edit: Edit) -> bool:
    """Set the translation states of a listing in memory to what its texts are now; say whether any changed.

    Whoever writes texts past `save_revision()` calls this and saves the listing.
    """
    before = {state.language_code: state for state in listing.translation_states.all()}
    derivation = _Derivation(listing, edit, before)
    states = [derivation.state(language) for language in derivation.texts]
    listing.translation_states.set(states)
    return _summary(states) != _summary(before.values())


def text_digests(listing: models.Model) -> dict[str, str]:
    """The digest of the lasting texts, of the listing and its parts, in each language that has any."""
    texts = defaultdict(list)
    _collect(listing, texts)
    return {
        language: _digest(texts[language])
        for language in settings.MODELTRANSLATION_LANGUAGES
        if texts[language]
    }


def carry_over(states: Iterable, before: dict[str, str], after: dict[str, str]) -> list:
    """The states of the languages that are left, after a part was taken out: no text of the rest is new."""
    digests = {before[language]: after.get(language, "") for language in before}
    kept = [state for state in states if state.language_code in after]
    for state in kept:
        state.text_digest = digests.get(state.text_digest, state.text_digest)
        state.source_digest = digests.get(state.source_digest, state.source_digest)
    return kept


class _Derivation:
    """One look at a listing: its texts, the states it came with (of a waiting edit) and the public ones."""

    def __init__(self, listing, edit: Edit, before: dict):
        self.model = listing.translation_states.model
        self.edit = edit
        self.original = listing.original_language
        self.texts = text_digests(listing)
        self.source = self.texts.get(self.original, "")
        self.before = before
        published = self.model.objects.filter(**{self.model.subject(): listing.pk})
        self.public = {state.language_code: state for state in published}
        originals = [states[self.original] for states in (before, self.public) if self.original in states]
        self.sources_before = {state.text_digest for state in originals}

    def state(self, language: str):
        known = self._known(language)
        row = self.before.get(language) or self.public.get(language)
        state = self.model(pk=row and row.pk, language_code=language, text_digest=self.texts[language])
        is_new = known is None or (language in self.edit.checked and language != self.original)
        if is_new:
            self._sign(state)
        else:
            state.state, state.changed_by_id, state.changed_at = (
                known.state,
                known.changed_by_id,
                known.changed_at,
            )
        self._set_source(state, None if is_new else known)
        return state

    def _known(self, language: str):
        """The state that speaks of this very text. One without a digest is written by hand, and believed."""
        for states in (self.before, self.public):
            if (state := states.get(language)) and state.text_digest in ("", self.texts[language]):
                return state
        return None

    def _sign(self, state) -> None:
        state.state = self.edit.how
        state.changed_by = self.edit.user
        state.changed_at = timezone.now()

    def _set_source(self, state, known) -> None:
        state.source_language, state.source_digest = self.original, self.source
        if state.language_code == self.original:
            state.state = TextState.WRITTEN
        elif known and not self._is_in_step(known):
            state.source_digest, state.is_outdated = known.source_digest, True

    def _is_in_step(self, known) -> bool:
        if known.text_digest == "" or known.source_language not in ("", self.original):
            # Written by hand, or the listing has another original now: no older than it was before
            return not known.is_outdated
        was_in_step = known.source_digest in self.sources_before
        return known.source_digest == self.source or (self.edit.is_small_change and was_in_step)


def _collect(instance: models.Model, texts: dict[str, list]) -> None:
    _collect_columns(instance, texts)
    if hasattr(instance, "block_texts"):
        for text in instance.block_texts():
            texts[text.language_code].append((instance._meta.model_name, text.path, text.value))
    if isinstance(instance, ClusterableModel):
        for relation in get_all_child_relations(type(instance)):
            if translated_fields(relation.related_model):
                for child in getattr(instance, relation.get_accessor_name()).all():
                    _collect(child, texts)


def _collect_columns(instance: models.Model, texts: dict[str, list]) -> None:
    for name, fields in translated_fields(type(instance)).items():
        for column in fields:
            # As it will be stored: what a person has just typed is not clean yet
            text = " ".join((clean_value(column, getattr(instance, column.attname)) or "").split())
            if text and name not in PASSING_FIELDS:
                texts[column.language].append((instance._meta.model_name, name, text))


def _digest(texts: list[tuple[str, str, str]]) -> str:
    return hashlib.sha256(json.dumps(sorted(texts), ensure_ascii=False).encode()).hexdigest()


def _summary(states) -> set[tuple]:
    return {tuple(getattr(state, name) for name in WHAT_COUNTS) for state in states}
