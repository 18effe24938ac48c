"""The partnerships, narrowed by kind, by where they stand, by what comes up, by whose they are, by a name."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from desk.filters import Filters, is_number
from desk.ledger.states import State, state_of
from desk.partners.listing import NAMES
from directory.choices import PartnershipKind
from directory.models import Partnership

ON_A_PAGE = 50
#: Days to choose from: what is to be reviewed or ends within them
WITHIN = ("30", "90", "180", "365")
PARTIES = ("unit", "organization")


@dataclass(frozen=True)
class Asked(Filters):
    q: str = ""
    kind: str = ""
    state: str = ""
    within: str = ""
    responsible: str = ""

    @classmethod
    def readers(cls) -> Mapping[str, Callable[[str], bool]]:
        return {
            "kind": lambda text: text in PartnershipKind.values,
            "state": lambda text: text in State.values,
            "within": lambda text: text in WITHIN,
            "responsible": is_number,
        }


@dataclass(frozen=True)
class Line:
    partnership: Partnership
    state: State


def partnerships(asked: Asked, today: date) -> QuerySet[Partnership]:
    """With both parties and who is responsible; what ends first is first, what has no end is last."""
    found = with_parties(STATES[asked.state](Partnership.objects.all(), today))
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.within:
        found = coming_up(found, today, int(asked.within))
    if asked.responsible:
        found = found.filter(responsible=int(asked.responsible))
    if asked.q:
        found = found.filter(_named(asked.q))
    return found.order_by(F("valid_until").asc(nulls_last=True), "pk")


STATES = {
    "": lambda found, _today: found,
    State.IN_FORCE: lambda found, today: found.in_force(today),
    State.TO_COME: lambda found, today: found.to_come(today),
    State.OVER: lambda found, today: found.over(today),
}


def with_parties(found: QuerySet[Partnership]) -> QuerySet[Partnership]:
    """With the names that a person of the city reads, not with all languages' texts of two organisations."""
    names = [f"{party}__{column}" for party in PARTIES for column in ("slug", "standing", "kind", *NAMES)]
    person = [f"responsible__{column}" for column in ("email", "first_name", "last_name")]
    own = [field.attname for field in Partnership._meta.concrete_fields]
    return found.select_related(*PARTIES, "responsible").only(*own, *names, *person)


def coming_up(found: QuerySet[Partnership], today: date, days: int) -> QuerySet[Partnership]:
    """Those that are not over and are to be reviewed, or end, on one of the next days."""
    period = (today, today + timedelta(days=days))
    due = Q(valid_until__range=period) | Q(review_date__range=period)
    not_over = Q(valid_until=None) | Q(valid_until__gte=today)
    return found.of_parties().filter(due, not_over)


def lines(found: Iterable[Partnership], today: date) -> list[Line]:
    return [Line(each, state_of(each, today)) for each in found]


def _named(text: str) -> Q:
    found = Q()
    for party in PARTIES:
        for column in NAMES:
            found |= Q(**{f"{party}__{column}__icontains": text})
    return found
