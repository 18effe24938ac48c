"""What is chosen, as chips that can be taken away one by one."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.reading.texts import Text
from search.pages.filter_words import ChosenLabels
from search.querying.from_words import Asked, without

#: Those have chips of their own in the heading
IN_HEADING = ("theme", "topic")


@dataclass(frozen=True)
class Chip:
    """A chosen filter, or one from the words of the query, and the address of the same search without it."""

    label: Text
    query_string: str
    is_from_words: bool = False


def chips(asked: Asked, labels: ChosenLabels) -> list[Chip]:
    """What the words say, then the chosen filters in their order, then the reader's place."""
    parameters = asked.own
    made = [
        Chip(labels.of(each.key, each.value), without(asked, each).query_string(), is_from_words=True)
        for each in asked.from_words
    ]
    made += [
        Chip(labels.of(key, value), parameters.without_value(key, value).query_string())
        for key, value in parameters.chosen
        if key not in IN_HEADING
    ]
    if parameters.near:
        made.append(Chip(Text(_("Near me"), get_language()), parameters.without_value("near").query_string()))
    return made
