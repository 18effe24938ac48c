"""What wants doing at a partner: what was returned, what to confirm, what is not sent, what to translate."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from directory.choices import TextState
from directory.models import Service, TranslationState
from directory.reading.cards import UNCONFIRMED_MONTHS
from directory.reading.texts import Text, text_columns
from workspace.my_listings import listing_name
from workspace.partners import Partner

#: How many of each kind are named
NAMED = 5
#: Days before readers are told that nobody has confirmed a listing
ASKED_BEFORE = timedelta(days=30)
NAME_COLUMNS = ("slug", "original_language", "latest_revision__object_str", *text_columns("name"))


@dataclass(frozen=True)
class Named:
    """A listing that something is to be done about."""

    slug: str
    name: Text
    comment: str = ""


class Todo:
    """The tasks of a partner; each is a list of the first few and how many there are."""

    def __init__(self, partner: Partner):
        self.partner = partner

    @cached_property
    def returned(self) -> list[Named]:
        comments = self._comments()
        listings = self._named(self.partner.listings().filter(pk__in=comments))
        return [Named(each.slug, listing_name(each), comments[each.pk]) for each in listings]

    def _comments(self) -> dict[int, str]:
        """The comments of the returned listings, by id."""
        ours = self.partner.listings().annotate(text_id=Cast("pk", CharField())).values("text_id")
        states = TaskState.objects.filter(
            workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES,
            workflow_state__base_content_type=ContentType.objects.get_for_model(Service),
            workflow_state__object_id__in=ours,
            status=TaskState.STATUS_REJECTED,
        )
        pairs = states.order_by("pk").values_list("workflow_state__object_id", "comment")
        return {int(pk): comment for pk, comment in pairs}

    @cached_property
    def to_confirm_count(self) -> int:
        return self._to_confirm().count()

    @cached_property
    def to_confirm(self) -> list[Named]:
        return self._first(self._to_confirm().order_by("assurance__assured_date", "pk"))

    def _to_confirm(self) -> QuerySet[Service]:
        """Public listings whose confirmation is old, or that nobody has confirmed; closed ones wait."""
        today = timezone.localdate()
        oldest = today - timedelta(days=UNCONFIRMED_MONTHS * 30) + ASKED_BEFORE
        closed = Q(closed_from__lte=today) & (Q(closed_until=None) | Q(closed_until__gte=today))
        stale = Q(assurance=None) | Q(assurance__assured_date__lt=oldest)
        return self.partner.listings().published(today).filter(stale).exclude(closed)

    @cached_property
    def drafts_count(self) -> int:
        return self._drafts().count()

    @cached_property
    def drafts(self) -> list[Named]:
        return self._first(self._drafts().order_by("-latest_revision_id", "-pk"))

    def _drafts(self) -> QuerySet[Service]:
        """Listings that were never sent, and changes that are not sent yet."""
        in_review = WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Service),
            status__in=(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES),
        )
        begun = Q(live=False, last_published_at=None) | Q(live=True, has_unpublished_changes=True)
        annotated = self.partner.listings().annotate(text_id=Cast("pk", CharField()))
        return annotated.filter(begun).exclude(text_id__in=in_review.values("object_id"))

    @cached_property
    def translations_count(self) -> int:
        return self._translations().count()

    @cached_property
    def translations(self) -> list[Named]:
        ids = self._translations().order_by("service").values("service").distinct()
        return self._first(self.partner.listings().filter(pk__in=ids).order_by("pk"))

    def _translations(self) -> QuerySet[TranslationState]:
        """Texts of public listings that nobody has checked, or whose original has changed since."""
        unchecked = Q(state=TextState.MACHINE) | Q(is_outdated=True)
        return TranslationState.objects.filter(
            unchecked, service__organization=self.partner.organization, service__live=True
        )

    @property
    def is_empty(self) -> bool:
        counts = (self.to_confirm_count, self.drafts_count, self.translations_count)
        return not any((*counts, self.returned))

    def _first(self, listings: QuerySet[Service]) -> list[Named]:
        return [Named(each.slug, listing_name(each)) for each in self._named(listings)]

    @staticmethod
    def _named(listings: QuerySet[Service]) -> list[Service]:
        return list(listings.select_related("latest_revision").only(*NAME_COLUMNS)[:NAMED])
