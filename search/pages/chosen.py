"""From hits to cards: what a search adds to what a card says of a listing."""

from collections.abc import Iterable

from directory.reading.cards import Chosen
from search.querying.results import Hit


def chosen_by_id(hits: Iterable[Hit]) -> dict[int, Chosen]:
    return {
        hit.service_id: Chosen(session=hit.session, distance_m=hit.distance_m, suited_ages=hit.suited_ages)
        for hit in hits
    }
