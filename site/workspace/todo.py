"""What wants doing at a partner: what was returned, to confirm, not sent, to translate, to answer."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import TaskState, WorkflowState

from directory.choices import TextState
from directory.freshness import Freshness
from directory.models import Service, TranslationState
from directory.reading.texts import Text, text_columns
from feedback.models import Feedback
from workspace.names import listing_name
from workspace.partners import Partner
from workspace.sharing.parts import Part, offered
from workspace.states import WAITING, is_to_confirm

#: How many of each kind are named
NAMED = 5
TEXT, FEEDBACK = "text", "feedback"
CONFIRMED_COLUMNS = ("closed_from", "closed_until", "assurance__assured_date", "assurance__paused_days")
NAME_COLUMNS = ("slug", "original_language", "latest_revision__object_str", *text_columns("name"))


@dataclass(frozen=True)
class Named:
    """A listing that something is to be done about."""

    slug: str
    name: Text
    comment: str = ""


@dataclass(frozen=True)
class Task:
    """One kind of what wants doing: how many listings, or texts, and the first ones by name."""

    count: int
    first: tuple[Named, ...]

    def __bool__(self) -> bool:
        return bool(self.count)


class Todo:
    """The tasks of a partner. Six queries, whatever the number of its listings."""

    def __init__(self, partner: Partner):
        self.partner = partner

    @cached_property
    def returned(self) -> Task:
        return self._task(list(self._comments))

    @cached_property
    def to_confirm(self) -> Task:
        return self._task(self._to_confirm)

    @cached_property
    def drafts(self) -> Task:
        return self._task(self._drafts)

    @cached_property
    def translations(self) -> Task:
        """Counted text by text: a listing may have several to check."""
        return self._task(self._translations)

    @cached_property
    def offered(self) -> list[Part]:
        """Parts in listings of others that wait for a yes or a no."""
        return offered(self.partner)

    @cached_property
    def feedback(self) -> int:
        """How much of what readers said waits for an answer."""
        return len(self._texts_and_feedback[FEEDBACK])

    @property
    def is_empty(self) -> bool:
        kinds = (self.offered, self.returned, self.to_confirm, self.drafts, self.translations, self.feedback)
        return not any(kinds)

    def _task(self, ids: list[int]) -> Task:
        first = [self._names[pk] for pk in _first(ids) if pk in self._names]
        named = (Named(each.slug, listing_name(each), self._comments.get(each.pk, "")) for each in first)
        return Task(len(ids), tuple(named))

    @cached_property
    def _names(self) -> dict[int, Service]:
        kinds = (list(self._comments), self._to_confirm, self._drafts, self._translations)
        wanted = {pk for ids in kinds for pk in _first(ids)}
        listings = self.partner.listings().select_related("latest_revision").only(*NAME_COLUMNS)
        return listings.in_bulk(wanted) if wanted else {}

    @cached_property
    def _comments(self) -> dict[int, str]:
        """The comments of the returned listings, by id."""
        states = TaskState.objects.filter(
            workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES,
            workflow_state__base_content_type=ContentType.objects.get_for_model(Service),
            workflow_state__object_id__in=self._with_text_ids().values("text_id"),
            status=TaskState.STATUS_REJECTED,
        )
        pairs = states.order_by("pk").values_list("workflow_state__object_id", "comment")
        return {int(pk): comment for pk, comment in pairs}

    @cached_property
    def _to_confirm(self) -> list[int]:
        """Public listings whose confirmation is old, or that nobody has confirmed; closed ones wait."""
        today = timezone.localdate()
        oldest = today - timedelta(days=settings.FRESHNESS_DAYS[Freshness.DUE - 1])
        closed = Q(closed_from__lte=today) & (Q(closed_until=None) | Q(closed_until__gte=today))
        stale = Q(assurance=None) | Q(assurance__assured_date__lte=oldest)
        listings = self.partner.listings().in_force(today).filter(stale).exclude(closed)
        # Days of closings that are over do not count: the page of each listing says so too
        told = listings.select_related("assurance").only(*CONFIRMED_COLUMNS)
        in_order = told.order_by("assurance__assured_date", "pk")
        return [each.pk for each in in_order if is_to_confirm(each, today)]

    @cached_property
    def _drafts(self) -> list[int]:
        """Listings that were never sent, and changes that are not sent yet."""
        waiting = WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Service), status__in=WAITING
        )
        begun = Q(live=False, last_published_at=None) | Q(live=True, has_unpublished_changes=True)
        listings = self._with_text_ids().filter(begun).exclude(text_id__in=waiting.values("object_id"))
        return list(listings.order_by("-latest_revision_id", "-pk").values_list("pk", flat=True))

    @cached_property
    def _translations(self) -> list[int]:
        """Listings by their texts that nobody has checked, or whose original has changed since."""
        return self._texts_and_feedback[TEXT]

    @cached_property
    def _texts_and_feedback(self) -> dict[str, list[int]]:
        """Listings by their texts to check and by what readers said of them: one query for both."""
        unchecked = Q(state=TextState.MACHINE) | Q(is_outdated=True)
        texts = TranslationState.objects.filter(
            unchecked, service__organization=self.partner.organization, service__live=True
        )
        said = Feedback.objects.open().about_listings_of(self.partner.organization)
        found: dict[str, list[int]] = {TEXT: [], FEEDBACK: []}
        both = _named(texts, TEXT).union(_named(said, FEEDBACK), all=True)
        for service_id, kind in both.order_by("service_id"):
            found[kind].append(service_id)
        return found

    def _with_text_ids(self):
        """Listings with their id as Wagtail's tables hold it."""
        return self.partner.listings().annotate(text_id=Cast("pk", CharField()))


def _named(rows: QuerySet, kind: str) -> QuerySet:
    return rows.order_by().annotate(waits=Value(kind, CharField())).values_list("service_id", "waits")


def _first(ids: list[int]) -> list[int]:
    return list(dict.fromkeys(ids))[:NAMED]
