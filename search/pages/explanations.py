"""For staff, with `?explain=1`: why each listing of a page stands where it does, in words."""

from collections.abc import Iterator

from babel.numbers import format_decimal
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from directory.reading import wording
from directory.reading.vocabulary import vocabulary as labels
from search.documents import build_documents
from search.engines import Engine
from search.querying.explaining import Explanation, Meant, WordMatch, explain
from search.querying.parameters import Sort
from search.querying.queries import Query
from search.querying.results import PAGE_SIZE, Hit, Results
from search.topics import vocabulary

#: Points that differ by less are the same: engines add with numbers of 32 and of 64 bits
ALIKE = 0.0005


def explained(engine: Engine, query: Query, results: Results) -> dict[int, list[str]]:
    """Return sentences about each hit of a page, by the id of the listing."""
    documents = build_documents([hit.service_id for hit in results.hits], today=query.today)
    found = explain(query, engine.matching(query), documents)
    first = (results.page - 1) * PAGE_SIZE + 1
    return {
        hit.service_id: list(_sentences(query, hit, place, found.get(hit.service_id)))
        for place, hit in enumerate(results.hits, first)
    }


def _sentences(query: Query, hit: Hit, place: int, explanation: Explanation | None) -> Iterator[str]:
    yield _("Place %(place)s. %(order)s") % {"place": place, "order": _order(query)}
    if explanation is None:
        yield _("This listing is no longer public: the search index has not heard of it yet.")
        return
    yield from map(_of_word, explanation.words)
    if explanation.meant:
        yield from _of_meant(explanation.meant)
    if explanation.is_in_own_language:
        yield _("It has a name in the language of this page, which adds a twentieth.")
    if explanation.is_faded:
        yield _("Nobody has confirmed it for long, which takes three tenths away.")
    yield _("Together: %(points)s points.") % {"points": _number(hit.score)}
    if abs(explanation.points - hit.score) > ALIKE:
        yield _("By its texts now it would have %(points)s points: the search index is behind.") % {
            "points": _number(explanation.points)
        }


def _of_meant(meant: Meant) -> Iterator[str]:
    if meant.by_topics:
        code = _code(meant)
        topic = labels(get_language()).topic(code)
        yield _("Its topics fit the search, “%(topic)s” best: %(points)s points.") % {
            "topic": topic.name if topic else code,
            "points": _number(meant.by_topics),
        }
    if meant.by_meaning:
        yield _("What its texts mean is close to the search: %(points)s points.") % {
            "points": _number(meant.by_meaning)
        }


def _code(meant: Meant) -> str:
    """Or "?" where the vocabulary by which it was sought has been put away meanwhile."""
    lexicon = vocabulary.lexicon()
    codes = lexicon.topics if lexicon else ()
    return codes[meant.topic] if meant.topic < len(codes) else "?"


def _order(query: Query) -> str:
    if query.sort == Sort.NEAREST:
        return _("The nearest first, then the soonest.")
    if query.sort == Sort.SOONEST:
        return _("The soonest first, then the one with more points.")
    return _("The one with more points first, then the soonest.")


def _of_word(match: WordMatch) -> str:
    if match.clause is None:
        return _("“%(word)s”: not found here.") % {"word": match.word}
    found = ngettext("%(count)s listing has it", "%(count)s listings have it", match.matching) % {
        "count": match.matching
    }
    return _("“%(word)s”: %(how)s, %(where)s; %(found)s: %(points)s points.") % {
        "word": match.word,
        "how": _how(match.clause.way),
        "where": _where(match.clause.field),
        "found": found,
        "points": _number(match.points),
    }


def _how(way: str) -> str:
    return {
        "word": pgettext("how a word was found", "the very word"),
        "stem": pgettext("how a word was found", "another form of the word"),
        "grams": pgettext("how a word was found", "a similar word or a part of one"),
    }[way]


def _where(field: str) -> str:
    return {
        "name": pgettext("where a word was found", "in the name"),
        "about": pgettext("where a word was found", "in the summary, a topic, a place or a partner"),
        "text": pgettext("where a word was found", "in another text"),
    }[field]


def _number(points: float) -> str:
    return format_decimal(points, format="#,##0.00##", locale=wording.current_locale())
