"""The organisations from A to Z and by the languages that they speak: what their list is made of.

The alphabet is the reader's, which no database sorts by, so all names of a language are put in order here and
kept. Whether a kept organisation is still public is asked again before it is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from directory.models import Organization, SpokenLanguages
from directory.prepared import Row
from directory.reading.alphabets import alphabet
from directory.reading.keeping import kept_for
from directory.reading.texts import Text, read_columns, text_columns


@dataclass(frozen=True, slots=True)
class ListedOrganization:
    """A line of the list; `heading` is the letter that it stands under, `languages` those spoken there."""

    pk: int
    slug: str
    name: Text
    kind: str
    heading: str
    languages: frozenset[str]


@kept_for(minutes=1)
def organizations_in_order(language_code: str) -> tuple[ListedOrganization, ...]:
    """Every public organisation, in the order of the reader's alphabet. Two queries."""
    order = alphabet(language_code)
    spoken = dict(SpokenLanguages.objects.values_list("organization_id", "codes"))
    rows = Organization.objects.public().values_list(
        "pk", "slug", "kind", "languages", *text_columns("name"), named=True
    )
    return tuple(
        sorted(
            (_listed(row, language_code, spoken.get(row.pk, ())) for row in rows),
            key=lambda each: order.key(each.name.value),
        )
    )


def _listed(row: Row, language_code: str, spoken: Iterable[str]) -> ListedOrganization:
    name = read_columns(row, "name", language_code)
    return ListedOrganization(
        pk=row.pk,
        slug=row.slug,
        name=name,
        kind=row.kind,
        heading=alphabet(language_code).heading(name.value),
        languages=frozenset(spoken).union(row.languages),
    )
