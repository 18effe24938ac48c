"""Listings that miss a condition read out of the words: put behind those that meet them all, seldom before.

What is at no place serves the area that is asked for, too, and is put right behind those that are there.

Whoever writes "tonight" may mean a shelter that never closes and has no hours in its listing: words are no
filters that somebody chose, so what they seem to rule out is put behind, not away. Where it answers the words
far better than anything that meets the conditions, it comes first: then the conditions were hardly meant.
For whom something is, is meant: nobody who seeks something for girls is shown what is for men.
"""

from dataclasses import dataclass, replace

from directory.choices import Gender
from search.engines import Engine
from search.querying.facets import ANYWHERE
from search.querying.from_words import Asked
from search.querying.parameters import Sort
from search.querying.queries import Condition, Query, build
from search.querying.results import Hit, Results
from search.weighing import ANYWHERE_NEAR_THE_BEST, MISSES_ONE_OF_SEVERAL, MISSES_THE_ONE

#: With fewer listings than this that meet all conditions, others follow
FEW = 5
#: At most so many that are at no place follow
MOST_ANYWHERE = 5
#: At most so many come first
MOST_BEFORE = 5
#: What the words say of time alone is not missed by a listing of which no hours are known
OF_TIME = frozenset({"when", "part"})
OF_PLACE = frozenset({"area", "postal_code"})
FEMALE, MALE = (Gender.WOMEN, Gender.GIRLS), (Gender.MEN, Gender.BOYS)
OPPOSITE = {**dict.fromkeys(FEMALE, MALE), **dict.fromkeys(MALE, FEMALE)}


@dataclass(frozen=True, slots=True)
class NearMisses:
    """Those that come before all listings that meet the conditions, and those that follow; best first.

    `anywhere` are at no place and meet all but the area; they come before those `after`.
    """

    before: tuple[Hit, ...] = ()
    anywhere: tuple[Hit, ...] = ()
    after: tuple[Hit, ...] = ()


def near_misses(asked: Asked, query: Query, results: Results, engine: Engine) -> NearMisses:
    """What the words of `query` find without the conditions in them, and its `results` do not hold."""
    anywhere = _without(results.hits, _anywhere(asked, query, results, engine))
    if not (asked.from_words and asked.meant.q and results.page == 1):
        return NearMisses(anywhere=anywhere)
    loosely = _loosely(asked, query)
    others = _without(results.hits, engine.search(loosely).hits)
    others = _without(_for_others(asked, loosely, engine), others)
    before = _far_better(others, asked, results)
    anywhere = _without(before, _near_the_best(anywhere, others))
    after = _without((*before, *anywhere), others) if results.total < FEW else ()
    return NearMisses(before, anywhere, _of_that_age(after, asked, loosely, engine))


def _anywhere(asked: Asked, query: Query, results: Results, engine: Engine) -> tuple[Hit, ...]:
    """Behind the last of those in an area that the words name: what meets all else and is at no place."""
    if not (results.is_last_page and any(each.key in OF_PLACE for each in asked.from_words)):
        return ()
    others = tuple(each for each in query.session if each.key not in OF_PLACE)
    session = (*others, Condition("area", (ANYWHERE,)))
    found = engine.search(replace(query, session=session, page=1, counts_facets=False))
    return found.hits[:MOST_ANYWHERE]


def _loosely(asked: Asked, query: Query) -> Query:
    """The same words, read already, with nothing but what the reader has chosen."""
    own = build(
        replace(asked.own, q="", sort=Sort.BEST.value, page=1), now=query.now, language=query.language
    )
    return replace(own, words=query.words, sought=query.sought, counts_facets=False)


def _for_others(asked: Asked, loosely: Query, engine: Engine) -> tuple[Hit, ...]:
    """Those for nobody of the gender that the words name; what is for everybody is not among them."""
    named = {each.value for each in asked.from_words if each.key == "gender"}
    if not named:
        return ()
    opposite = {other for each in named for other in OPPOSITE[each]} - named
    service = (*loosely.service, Condition("gender", tuple(sorted(opposite))))
    return engine.search(replace(loosely, service=service)).hits


def _of_that_age(hits: tuple[Hit, ...], asked: Asked, loosely: Query, engine: Engine) -> tuple[Hit, ...]:
    """Without those for another age than the words name, unless all are: then it was hardly meant."""
    ages = tuple(int(each.value) for each in asked.from_words if each.key == "age")
    if not (hits and ages):
        return hits
    ids = {hit.service_id for hit in engine.search(replace(loosely, ages=ages)).hits}
    return tuple(hit for hit in hits if hit.service_id in ids) or hits


def _near_the_best(anywhere: tuple[Hit, ...], others: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Those that answer the words about as well as what misses the area; the others follow that."""
    best = max((hit.score for hit in others), default=0.0)
    return tuple(hit for hit in anywhere if hit.score >= best * ANYWHERE_NEAR_THE_BEST)


def _far_better(others: tuple[Hit, ...], asked: Asked, results: Results) -> tuple[Hit, ...]:
    """Those that are better than anything found, although they miss a condition."""
    if not results.hits or asked.meant.sort != Sort.BEST:
        return ()
    best = results.hits[0].score
    return tuple(hit for hit in others if hit.score * _worth(hit, asked) > best)[:MOST_BEFORE]


def _worth(hit: Hit, asked: Asked) -> float:
    """What its number counts beside those that meet all conditions."""
    has_hours = hit.session is not None and hit.session.starts_at is not None
    if not has_hours and all(each.key in OF_TIME for each in asked.from_words):
        return 1.0
    return MISSES_THE_ONE if len(asked.from_words) == 1 else MISSES_ONE_OF_SEVERAL


def _without(taken: tuple[Hit, ...], hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    ids = {hit.service_id for hit in taken}
    return tuple(hit for hit in hits if hit.service_id not in ids)
