"""Deriving what a listing's texts are in each language, and whether their source has changed (DESIGN, D7).

A state carries the digest of the text it speaks of and of the source it was made from, so that it can be
derived from the texts alone, as often as one likes: saving without change, reordering and spaces change no
digest.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
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


def restate(listing: models.Model, edit: Edit, since: models.Model | None = None) -> bool:
    """Set the translation states of a listing in memory to what its texts are now; say whether any changed.

    `since` is the version that was edited: a language that only lost texts is signed by nobody.
    Whoever writes texts past `save_revision()` calls this and saves the listing.
    """
    if since:
        _keep_what_is_left(listing, since)
    before = {state.language_code: state for state in listing.translation_states.all()}
    derivation = _Derivation(listing, edit, before)
    states = [derivation.state(language) for language in derivation.texts]
    listing.translation_states.set(states)
    return _summary(states) != _summary(before.values())


def text_digests(listing: models.Model) -> dict[str, str]:
    """The digest of the lasting texts, of the listing and its parts, in each language that has any."""
    return _digests(_collected(listing))


def carry_over(states: Iterable, before: dict[str, str], after: dict[str, str]) -> list:
    """The states of the languages that are left, after a part was taken out: no text of the rest is new."""
    digests = {before[language]: after.get(language, "") for language in before}
    kept = [state for state in states if state.language_code in after]
    for state in kept:
        state.text_digest = digests.get(state.text_digest, state.text_digest)
        state.source_digest = digests.get(state.source_digest, state.source_digest)
    return kept


def _keep_what_is_left(listing: models.Model, since: models.Model) -> None:
    """Let the states of translations speak of what is left of their texts, after some were taken out.

    A part that is gone in both languages makes no translation older; a text that is gone from the original
    alone does.
    """
    before, after = _collected(since), _collected(listing)
    digests_before, digests = _digests(before), _digests(after)
    states, original = list(listing.translation_states.all()), listing.original_language
    for state in states:
        language = state.language_code
        is_known = state.text_digest == digests_before.get(language)
        # Of the original it is asked later what it was
        if language == original or not is_known or not _only_lost(before[language], after[language]):
            continue
        state.text_digest = digests.get(language, "")
        both = {original, language}
        if state.source_digest == digests_before.get(original) and _only_lost(
            _by_part(since, both), _by_part(listing, both)
        ):
            state.source_digest = digests.get(original, "")
    listing.translation_states.set(states)


def _only_lost(before: list[tuple], after: list[tuple]) -> bool:
    return Counter(after) <= Counter(before)


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


def _digests(texts: dict[str, list]) -> dict[str, str]:
    return {
        language: _digest(texts[language])
        for language in settings.MODELTRANSLATION_LANGUAGES
        if texts[language]
    }


def _collected(listing: models.Model) -> dict[str, list[tuple[str, str, str]]]:
    """The texts of each language, with the model and the field they are of."""
    texts = defaultdict(list)
    for part in _parts(listing):
        for language, name, text in _texts(part):
            texts[language].append((part._meta.model_name, name, text))
    return texts


def _by_part(listing: models.Model, languages: set[str]) -> list[tuple]:
    """What each part says in some languages; parts that say nothing are left out."""
    said = (
        (part._meta.model_name, *(each for each in _texts(part) if each[0] in languages))
        for part in _parts(listing)
    )
    return [each for each in said if len(each) > 1]


def _parts(instance: models.Model) -> Iterator[models.Model]:
    """The object and its parts that have texts."""
    yield instance
    if isinstance(instance, ClusterableModel):
        for relation in get_all_child_relations(type(instance)):
            if translated_fields(relation.related_model):
                for child in getattr(instance, relation.get_accessor_name()).all():
                    yield from _parts(child)


def _texts(instance: models.Model) -> Iterator[tuple[str, str, str]]:
    """Language, field and text."""
    for name, fields in translated_fields(type(instance)).items():
        for column in fields:
            # As it will be stored: what a person has just typed is not clean yet
            text = " ".join((clean_value(column, getattr(instance, column.attname)) or "").split())
            if text and name not in PASSING_FIELDS:
                yield column.language, name, text
    if hasattr(instance, "block_texts"):
        for text in instance.block_texts():
            yield text.language_code, text.path, text.value


def _digest(texts: list[tuple[str, str, str]]) -> str:
    return hashlib.sha256(json.dumps(sorted(texts), ensure_ascii=False).encode()).hexdigest()


def _summary(states) -> set[tuple]:
    return {tuple(getattr(state, name) for name in WHAT_COUNTS) for state in states}
