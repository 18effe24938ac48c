"""What a query means, without any model, database or engine."""

from search.understanding.dictionary import Dictionary
from search.understanding.lexicon import Entry, Lexicon, build
from search.understanding.pieces import get_pieces
from search.understanding.reading import Reading, Typed
from search.understanding.recognising import topics_of_letters, topics_of_listing, topics_of_query
from search.understanding.sounds import Sounds
from search.understanding.stories import is_story

__all__ = [
    "Dictionary",
    "Entry",
    "Lexicon",
    "Reading",
    "Sounds",
    "Typed",
    "build",
    "get_pieces",
    "is_story",
    "topics_of_letters",
    "topics_of_listing",
    "topics_of_query",
]
