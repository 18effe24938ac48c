"""From a situation to proposals: each need is searched for by itself, each proposal says why it is one.

What is asked stands in the address, as every search: nothing of a family is stored.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.choices import Entry
from directory.reading import wording
from directory.reading.cards import Card, build_cards
from search.engines import Engine
from search.pages.chosen import chosen_by_id
from search.pages.filter_words import label_of
from search.querying.asking import query_of
from search.querying.parameters import Parameters
from search.querying.results import Hit

MOST_NEEDS, LONGEST_NEED, MOST_SPOKEN, SHOWN = 5, 150, 2, 3
#: Debts are those of the parents: what is for adults suits a family, whatever the ages of its children
PARENT = 35
#: Part of the second best score from which on a hit is what was asked for. "Debts" for a Somali family in the
#: north-east found an evening for parents of teenagers at 0.62; what fitted had 0.75 and more
MEANT = 0.7


@dataclass(frozen=True)
class Situation:
    """What a family needs, one line each; ages of its children, one area, languages of which any will do."""

    needs: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    area: str = ""
    spoken: tuple[str, ...] = ()

    @classmethod
    def read(cls, get: Mapping[str, Any]) -> Self:
        asked = Parameters.read(get)
        lines = get.get("needs", "")[: MOST_NEEDS * LONGEST_NEED].splitlines()
        needs = [Parameters.read({"q": line}).q[:LONGEST_NEED] for line in lines]
        return cls(
            needs=tuple(dict.fromkeys(filter(None, needs)))[:MOST_NEEDS],
            ages=asked.age,
            area=next(iter(asked.area), ""),
            spoken=asked.spoken[:MOST_SPOKEN],
        )

    def parameters(self, need: str) -> Parameters:
        return Parameters(
            q=need,
            age=(*self.ages, PARENT) if self.ages else (),
            area=(self.area,) if self.area else (),
            spoken=self.spoken,
        )

    @property
    def query_string(self) -> str:
        """The address of its proposals after the question mark."""
        asked = {"needs": self.needs_typed, "age": self.ages_typed, "spoken": self.spoken, "area": self.area}
        return urlencode({key: value for key, value in asked.items() if value}, doseq=True)

    @property
    def needs_typed(self) -> str:
        return "\n".join(self.needs)

    @property
    def ages_typed(self) -> str:
        return ", ".join(map(str, self.ages))


@dataclass(frozen=True)
class Proposal:
    card: Card
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Answered:
    """A need with what was found for it, though elsewhere or in other languages than the family asked for.

    `query_string` leads to the rest.
    """

    need: str
    proposals: tuple[Proposal, ...]
    query_string: str
    is_elsewhere: bool
    is_in_other_languages: bool


def proposals(situation: Situation, engine: Engine, *, now: datetime.datetime) -> list[Answered]:
    """The best few services for each need. One stands under the first need that finds it."""
    shown: set[int] = set()
    answered = []
    for need in situation.needs:
        asked, hits = _widened(situation, need, engine, now)
        fresh = [hit for hit in hits if hit.service_id not in shown][:SHOWN]
        shown.update(hit.service_id for hit in fresh)
        answered.append(_answered(situation, need, asked, fresh, now))
    return answered


def _widened(
    situation: Situation, need: str, engine: Engine, now: datetime.datetime
) -> tuple[Parameters, list[Hit]]:
    """Where nothing for the need is near, elsewhere; where nothing is in the language, in another one."""
    asked = situation.parameters(need)
    anywhere = replace(asked, area=(), spoken=())
    found = engine.search(query_of(anywhere, now=now, language=get_language())).hits
    least = _least_score(found)
    for narrower in (asked, replace(asked, area=())):
        if narrower == anywhere:
            break
        hits = engine.search(query_of(narrower, now=now, language=get_language())).hits
        if meant := [hit for hit in hits if hit.score >= least]:
            return narrower, meant
    return anywhere, [hit for hit in found if hit.score >= least]


def _least_score(anywhere: Iterable[Hit]) -> float:
    """Of a hit that is what was asked for: near by and in the language there may be others only.

    Measured against the second best, since the best one may have the need for its name.
    """
    best = sorted((hit.score for hit in anywhere), reverse=True)[:2]
    return MEANT * best[-1] if best else 0.0


def _answered(
    situation: Situation, need: str, asked: Parameters, hits: Iterable[Hit], now: datetime.datetime
) -> Answered:
    cards = build_cards(chosen_by_id(map(_for_children, hits)), now) if hits else []
    found = tuple(Proposal(card, tuple(_reasons(card, asked))) for card in cards)
    is_for_children = any(card.suits for card in cards)
    further = replace(situation.parameters(need), age=situation.ages if is_for_children else ())
    return Answered(
        need,
        found,
        further.query_string(),
        is_elsewhere=bool(found and situation.area and not asked.area),
        is_in_other_languages=bool(found and situation.spoken and not asked.spoken),
    )


def _for_children(hit: Hit) -> Hit:
    return replace(hit, suited_ages=tuple(age for age in hit.suited_ages if age != PARENT))


def _reasons(card: Card, asked: Parameters) -> Iterable[str]:
    """What of the situation a service meets, besides the need itself."""
    if card.suits:
        yield card.suits
    spoken = {language.name for language in card.languages}
    for name in map(wording.language_name, asked.spoken):
        if name in spoken:
            yield _("%(language)s is spoken there") % {"language": name}
    for slug in asked.area:
        yield label_of("area", slug).value
    if card.entry == str(Entry.WALK_IN.label):
        yield card.entry
