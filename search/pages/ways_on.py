"""Ways on from a page of results: searches that are known to give something, or more where few were found."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.reading.texts import Text
from directory.reading.vocabulary import Term, vocabulary
from search.engines import Engine
from search.pages import filters
from search.pages.filter_words import ChosenLabels
from search.pages.neighbours import around, neighbours
from search.querying.asking import query_of
from search.querying.from_words import Asked, cleared, read_words, without
from search.querying.parameters import Parameters
from search.querying.queries import Query
from search.querying.results import Results
from search.understanding.danger import tells_of_danger

#: With fewer hits the page offers what a wider search would give
FEW = 5
MOST_WAYS = 6
MOST_AREAS = MOST_LANGUAGES = 4


@dataclass(frozen=True)
class Way:
    """A way on: a search and how many listings it gives."""

    label: Text
    query_string: str
    count: int


class WaysOn:
    """How to go on from one search. What widens it is offered where few were found."""

    def __init__(
        self,
        results: Results,
        labels: ChosenLabels,
        *,
        asked: Asked,
        engine: Engine,
        now: datetime.datetime,
        meant_topic: Term | None = None,
    ):
        self.parameters, self.asked, self.meant_topic = asked.own, asked, meant_topic
        self.results, self.labels, self.engine, self.now = results, labels, engine, now
        self.is_few = results.total < FEW

    @cached_property
    def without_one(self) -> list[Way]:
        """The same search without one of its limits, words among them, the one that gives most first.

        What was read out of the words stands before what was chosen: it may have been read wrongly.
        """
        if not self.is_few:
            return []
        return self._fuller(self._without_words()) + self._fuller(self._without_chosen())

    def _without_words(self) -> list[Way]:
        """The same search with one of the conditions in the words as plain words."""
        read = self.asked.from_words[:MOST_WAYS]
        ways = (self._way(self.labels.of(each.key, each.value), without(self.asked, each)) for each in read)
        return sorted(ways, key=lambda way: -way.count)

    def _without_chosen(self) -> list[Way]:
        chosen = self.parameters.chosen[:MOST_WAYS]
        limits = [(key, value, self.labels.of(key, value)) for key, value in chosen]
        limits += [("q", words, Text(words, get_language())) for words in self.parameters.values("q")]
        ways = (self._way(label, self.parameters.without_value(key, value)) for key, value, label in limits)
        return sorted(ways, key=lambda way: -way.count)

    @cached_property
    def without_all(self) -> list[Way]:
        """The same search without any filter, where taking one away is not enough."""
        plain = cleared(self.asked)
        if not self.is_few or self.without_one or plain == self.parameters:
            return []
        return self._fuller([self._way(Text(_("Take all limits away"), get_language()), plain)])

    @cached_property
    def nearby(self) -> list[Way]:
        """The same search in areas next to the chosen ones, and in the district of a postal code."""
        places = self._places_beside()
        if not (self.is_few and places):
            return []
        areas, counts = vocabulary(get_language()).areas, self._counts_of_areas(places[0])
        ways = (
            Way(areas[slug].name, self._in_area(slug).query_string(), counts.get(slug, 0)) for slug in places
        )
        return self._fuller(ways)[:MOST_AREAS]

    def _places_beside(self) -> list[str]:
        meant, areas = self.asked.meant, vocabulary(get_language()).areas
        found = [slug for code in meant.postal_code for slug in around(code, areas)]
        found += [slug for each in meant.area for slug in neighbours(each, areas)]
        return [slug for slug in dict.fromkeys(found) if slug not in meant.area]

    def _counts_of_areas(self, some: str) -> Mapping[str, int]:
        """Those of the page, unless it counts within a postal code: then those of a search in some area."""
        if not self.asked.meant.postal_code:
            return self.results.facets.get("area", {})
        return self.engine.search(self._query(self._in_area(some))).facets.get("area", {})

    def _in_area(self, slug: str) -> Parameters:
        return self.parameters.without_value("area").without_value("postal_code").with_value("area", slug)

    @cached_property
    def other_languages(self) -> list[Way]:
        """The same search in another spoken language: the reader's own first, then those most spoken."""
        chosen, own = self.asked.meant.spoken, get_language()
        if not (self.is_few and chosen):
            return []
        counts, plain = self.results.facets.get("spoken", {}), self.parameters.without_value("spoken")
        others = sorted(counts.keys() - set(chosen), key=lambda code: (code != own, -counts[code], code))
        named = ((self.labels.of("spoken", code), code) for code in others)
        ways = (
            Way(label, plain.with_value("spoken", code).query_string(), counts[code]) for label, code in named
        )
        return self._fuller(ways)[:MOST_LANGUAGES]

    @cached_property
    def whole_theme(self) -> list[Way]:
        """Everything of the theme that a chosen topic belongs to."""
        if not self.is_few or self.parameters.theme:
            return []
        plain = self.parameters.without_value("topic")
        wider = ((theme, plain.with_value("theme", theme.code)) for theme in self._themes_of_topics())
        return self._fuller(self._way(theme.label, each) for theme, each in wider)

    @cached_property
    def topics(self) -> list[Way]:
        """Topics of the chosen theme, or near the one that is meant: however few listings they hold."""
        if self.is_few and self.meant_topic:
            return self._topics_beside(self.meant_topic)
        options = self._named(self._options_near(self._chosen_topics() if self.is_few else []))
        plain = self.parameters.without_value("topic")
        ways = [
            Way(option.label, plain.with_value("topic", option.value).query_string(), option.count)
            for option in options
            if not option.is_chosen
        ]
        return ways[:MOST_WAYS]

    def _options_near(self, topics: list[Term]) -> list[filters.Option]:
        """Neighbours of these, then their themes; without any the chosen theme, or whatever there is."""
        within = self.parameters
        for topic in topics:
            within = within.with_value("theme", topic.theme)
        near = [code for topic in topics for code in topic.neighbours]
        return filters.topic_options(within, self.results.facets, first=near)

    def _topics_beside(self, meant: Term) -> list[Way]:
        """The one that is meant, its neighbours and its theme: with the filters, without words."""
        plain = self.parameters.without_value("q")
        # Not within the theme: neighbours lie in others, too
        facets = self.engine.search(self._query(plain)).facets
        theme, near = plain.with_value("theme", meant.theme), (meant.code, *meant.neighbours)
        options = self._named(filters.topic_options(theme, facets, first=near))
        ways = (
            Way(option.label, plain.with_value("topic", option.value).query_string(), option.count)
            for option in options
        )
        return list(ways)[:MOST_WAYS]

    def _named(self, options: Iterable[filters.Option]) -> list[filters.Option]:
        """Without topics that hurt, where the search asks for none: a listing found may be about one."""
        if tells_of_danger(self.parameters.q) or any(topic.is_delicate for topic in self._chosen_topics()):
            return list(options)
        topics = ((option, vocabulary(get_language()).topic(option.value)) for option in options)
        return [option for option, topic in topics if not (topic and topic.is_delicate)]

    @cached_property
    def themes(self) -> list[tuple[Term, Way]]:
        """Themes for whoever typed words that nothing has: with the filters, where those leave something."""
        if self.results.total or not self.parameters.q:
            return []
        plain = self.parameters.without_value("q")
        if not self.engine.count(self._query(plain)):
            plain = Parameters()
        counts = self.engine.search(self._query(plain)).facets.get("theme", {})
        full = (theme for theme in vocabulary(get_language()).themes if counts.get(theme.code))
        return [(theme, _theme_way(theme, plain, counts[theme.code])) for theme in full]

    def _query(self, parameters: Parameters) -> Query:
        meant = read_words(parameters, now=self.now, language=get_language()).meant
        # Each way has other words: the model's vectors of all of them are not waited for
        return query_of(meant, now=self.now, language=get_language(), patience=0)

    def _way(self, label: Text, parameters: Parameters) -> Way:
        return Way(label, parameters.query_string(), self.engine.count(self._query(parameters)))

    def _fuller(self, ways: Iterable[Way]) -> list[Way]:
        return [way for way in ways if way.count > self.results.total]

    def _themes_of_topics(self) -> list[Term]:
        themes = dict.fromkeys(topic.theme for topic in self._chosen_topics())
        return list(filter(None, map(vocabulary(get_language()).topic, themes)))

    def _chosen_topics(self) -> list[Term]:
        return list(filter(None, map(vocabulary(get_language()).topic, self.parameters.topic)))


def _theme_way(theme: Term, parameters: Parameters, count: int) -> Way:
    wider = parameters.with_value("theme", theme.code)
    return Way(theme.label, wider.query_string(), count)
