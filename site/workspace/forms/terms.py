"""The terms of a listing: topics and target groups, each kind chosen by itself."""

from collections.abc import Iterable

from django.utils.translation import get_language

from directory.models import Service, ServiceAttribute
from directory.reading.vocabulary import vocabulary


def chosen(listing: Service, taxonomy: str) -> list[str]:
    """The ids of the terms of one kind, as a form has them, in their order."""
    known = vocabulary(get_language()).by_id
    ids = (attribute.term_id for attribute in listing.attributes.all())
    return [str(pk) for pk in ids if pk in known and known[pk].taxonomy == taxonomy]


def choose(listing: Service, taxonomy: str, ids: Iterable[str]) -> None:
    """Take these terms of one kind in place of those before; terms of other kinds stay."""
    before = {attribute.term_id: attribute for attribute in listing.attributes.all()}
    replaced = {int(pk) for pk in chosen(listing, taxonomy)}
    kept = [attribute for pk, attribute in before.items() if pk not in replaced]
    wanted = dict.fromkeys(int(pk) for pk in ids)
    new = [before.get(pk) or ServiceAttribute(term_id=pk) for pk in wanted]
    together = [*new, *kept] if taxonomy == "topics" else [*kept, *new]
    for number, attribute in enumerate(together):
        attribute.sort_order = number
    listing.attributes.set(together)
