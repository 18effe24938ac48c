"""What the page of one listing says to those who keep it: where it stands, what is missing, what happened."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, TaskState, WorkflowState

from directory.admin.log_actions import LOG_ACTIONS
from directory.freshness import Freshness, freshness
from directory.reading import wording
from directory.reading.texts import Text
from workspace.drafts import Draft
from workspace.forms.fields import column
from workspace.my_listings import confirmed_words
from workspace.sections import Section, Step, missing, steps
from workspace.states import State, state_of

HISTORY = 12


@dataclass(frozen=True)
class Event:
    """Something that happened to a listing."""

    day: str
    words: str
    who: str
    comment: str


class ListingPage:
    def __init__(self, draft: Draft, *, may_publish: bool):
        self.draft, self.row, self.version = draft, draft.row, draft.version
        self.may_publish = may_publish
        self.today = timezone.localdate()

    @cached_property
    def name(self) -> Text:
        language = self.version.original_language
        return Text(getattr(self.version, column("name", language)) or "", language)

    @cached_property
    def _review(self) -> WorkflowState | None:
        return self.row.current_workflow_state

    @cached_property
    def state(self) -> State:
        return state_of(self.row, self._review.status if self._review else "", self.today)

    @cached_property
    def comment(self) -> str:
        """What the coordinator asked for, while it is to be done."""
        if not self.state.is_returned:
            return ""
        rejected = TaskState.objects.filter(workflow_state=self._review, status=TaskState.STATUS_REJECTED)
        last = rejected.order_by("-pk").first()
        return last.comment if last else ""

    @cached_property
    def steps(self) -> list[Step]:
        return steps(self.version)

    @cached_property
    def missing(self) -> list[Section]:
        return missing(self.version)

    @property
    def can_send(self) -> bool:
        """Whether there is something that is not public and waits for nobody."""
        is_changed = not self.row.live or self.row.has_unpublished_changes
        return is_changed and self.state.kind != "waiting" and not self.can_put_back

    @cached_property
    def can_put_back(self) -> bool:
        """Whether its own people took it out of sight and have changed nothing since."""
        return self.state.kind == "withdrawn"

    @cached_property
    def confirmed(self) -> str:
        return confirmed_words(self.row)

    @cached_property
    def wants_confirmation(self) -> bool:
        if not self.row.live:
            return False
        assurance = getattr(self.row, "assurance", None)
        return assurance is None or freshness(assurance.days_unconfirmed(self.today)) >= Freshness.DUE

    @cached_property
    def history(self) -> list[Event]:
        entries = ModelLogEntry.objects.for_instance(self.row).filter(action__in=LOG_ACTIONS)
        newest = entries.select_related("user").order_by("-timestamp", "-pk")[:HISTORY]
        return [self._event(entry) for entry in newest]

    def _event(self, entry: ModelLogEntry) -> Event:
        return Event(
            day=wording.full_date(timezone.localdate(entry.timestamp)),
            words=str(LOG_ACTIONS[entry.action][1]),
            who=entry.user.get_short_name() if entry.user else _("The site"),
            comment=entry.data.get("reason") or entry.data.get("comment") or "",
        )
