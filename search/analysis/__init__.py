"""Text analysis of search: the tokens both engines index, and the same for queries."""

from search.analysis.completion import first_letters, prefix_query, prefixes, with_slips
from search.analysis.folding import fold
from search.analysis.ngrams import grams
from search.analysis.segmentation import words
from search.analysis.stemming import stems
from search.analysis.stopwords import is_stop_word
from search.analysis.tokenizing import QueryWord, query_words, tokens

__all__ = [
    "QueryWord",
    "first_letters",
    "fold",
    "grams",
    "is_stop_word",
    "prefix_query",
    "prefixes",
    "query_words",
    "stems",
    "tokens",
    "with_slips",
    "words",
]
