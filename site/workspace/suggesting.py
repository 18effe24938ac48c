"""Topics that a listing speaks of: offered to be ticked, never chosen by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import get_language, pgettext_lazy

from directory.choices import TaxonomySlug
from directory.models import Service
from directory.reading import wording
from directory.reading.texts import Text
from directory.reading.vocabulary import Term, vocabulary
from search.indexing.deriving import topics_of
from search.topics.derived import IMPORTED, DerivedTopic, Reason

WHY = {
    Reason.WORDS: pgettext_lazy("reason for a topic", "In the text:"),
    Reason.KEYWORD: TaxonomySlug.KEYWORDS.label,
    Reason.CLASS: TaxonomySlug.SERVICE_CLASSES.label,
    Reason.MEANING: pgettext_lazy("reason for a topic", "Close in meaning to the text"),
}


@dataclass(frozen=True)
class Because:
    """Why a topic is offered, and the words of the listing, or of a register, that say so."""

    why: str
    said_by: Text


@dataclass(frozen=True)
class Suggested:
    """Topics, the nearest first, in the reader's words: few that are sure, and those that may be right.

    `because` is the reason for each, by the number of the topic.
    """

    sure: tuple[Term, ...] = ()
    perhaps: tuple[Term, ...] = ()
    because: Mapping[int, Because] = field(default_factory=dict)


def suggested_topics(listing: Service) -> Suggested:
    """None where search does not know topics."""
    terms = vocabulary(get_language())
    known = [(each, term) for each in topics_of(listing) if (term := terms.topic(each.code))]
    return Suggested(
        tuple(term for each, term in known if each.is_sure),
        tuple(term for each, term in known if not each.is_sure),
        {term.pk: _because(each, listing.original_language) for each, term in known},
    )


def _because(topic: DerivedTopic, language: str) -> Because:
    return Because(_why(topic), Text(wording.comma().join(topic.said_by), language))


def _why(topic: DerivedTopic) -> str:
    why = str(WHY[topic.reason])
    return f"{why}{wording.colon()}".rstrip() if topic.reason in IMPORTED.values() and topic.said_by else why
