"""The listings of a partner, a page at a time, with what wants doing about each."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from directory.models import Service, TranslationState
from directory.reading import wording
from directory.reading.texts import Text, text_columns
from feedback.models import Feedback
from readership.reading import Word, read_in_month, words_in_month
from workspace.names import listing_name
from workspace.partners import Partner
from workspace.states import State, review_states, state_of, with_copies_told

PAGE_SIZE = 25
#: What a row of the list reads: a listing has some hundred columns more
COLUMNS = (
    *("slug", "original_language", "live", "has_unpublished_changes", "last_published_at"),
    *("valid_until", "closed_from", "closed_until", "organization_id"),
    *("latest_revision__object_str", "assurance__assured_date", "assurance__hidden_date"),
    *text_columns("name"),
)


@dataclass(frozen=True)
class Row:
    """A listing in the list; `feedback` is what waits for an answer, `readers` and `words` of this month."""

    pk: int
    slug: str
    name: Text
    state: State
    confirmed: str
    languages: str
    feedback: int = 0
    readers: str = ""
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Pager:
    number: int
    previous: str
    next: str


class MyListings:
    """`words` looks for listings by name; `number` is the page."""

    def __init__(self, partner: Partner, *, words: str = "", number: int = 1):
        self.partner = partner
        self.words = " ".join(words.split())[:60]
        self.number = number

    @cached_property
    def _page(self):
        return Paginator(self.found(), PAGE_SIZE).get_page(self.number)

    def found(self) -> QuerySet[Service]:
        listings = self.partner.listings()
        if self.words:
            named = Q(latest_revision__object_str__icontains=self.words)
            for name in text_columns("name"):
                named |= Q(**{f"{name}__icontains": self.words})
            listings = listings.filter(named)
        newest_first = listings.select_related("latest_revision", "assurance").only(*COLUMNS)
        return with_copies_told(newest_first).order_by("-latest_revision_id", "-pk")

    @property
    def total(self) -> int:
        return self._page.paginator.count

    @property
    def pages(self) -> int:
        return self._page.paginator.num_pages

    @property
    def is_searchable(self) -> bool:
        return bool(self.words) or self.pages > 1

    @cached_property
    def pager(self) -> Pager:
        page = self._page
        return Pager(
            page.number,
            self._address(page.previous_page_number()) if page.has_previous() else "",
            self._address(page.next_page_number()) if page.has_next() else "",
        )

    def _address(self, number: int) -> str:
        return "?" + urlencode({"q": self.words, "page": number} if self.words else {"page": number})

    @cached_property
    def rows(self) -> list[Row]:
        listings = list(self._page)
        feedback = Feedback.objects.open().count_by_service(listings)
        month = timezone.localdate().replace(day=1)
        readers, words = read_in_month(listings, month), words_in_month(listings, month)
        return [
            replace(
                row,
                feedback=feedback.get(row.pk, 0),
                readers=readers.get(row.pk, ""),
                words=words.get(row.pk, ()),
            )
            for row in _rows(listings)
        ]


def newest(partner: Partner, number: int) -> list[Row]:
    """The first rows of the list, without counting the rest."""
    return _rows(list(MyListings(partner).found()[:number]))


def _rows(listings: list[Service]) -> list[Row]:
    reviews, languages = review_states(listings), _languages(listings)
    today = timezone.localdate()
    return [
        Row(
            pk=listing.pk,
            slug=listing.slug,
            name=listing_name(listing),
            state=state_of(listing, reviews.get(listing.pk, ""), today),
            confirmed=confirmed_words(listing),
            languages=wording.language_names(languages.get(listing.pk, ())),
        )
        for listing in listings
    ]


def _languages(listings: list[Service]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    states = TranslationState.objects.filter(service__in=listings).order_by("pk")
    for pk, code in states.values_list("service_id", "language_code"):
        found.setdefault(pk, []).append(code)
    return found


def confirmed_words(listing: Service) -> str:
    """ "12 May 2026": when somebody last confirmed it; empty if nobody did."""
    assurance = getattr(listing, "assurance", None)
    return wording.full_date(assurance.assured_date) if assurance else ""
