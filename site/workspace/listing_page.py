"""What the page of one listing says to those who keep it: where it stands, what is missing, what happened."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import ModelLogEntry, TaskState, WorkflowState

from directory.admin.log_actions import LOG_ACTIONS
from directory.models import OrganizationRole
from directory.reading import wording
from workspace.drafts import Draft
from workspace.my_listings import confirmed_words
from workspace.people import names_of
from workspace.sections import Section, Step, missing, steps
from workspace.states import State, is_to_confirm, state_of

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
        return steps(self.version, is_own=self.draft.is_own)

    @cached_property
    def missing(self) -> list[Section]:
        return missing(self.version)

    @cached_property
    def times_are_over(self) -> bool:
        return any(step.is_over for step in self.steps)

    @cached_property
    def can_send(self) -> bool:
        """Whether there is something that is not public and waits for nobody."""
        if self.state.kind == "waiting":
            return False
        if self.can_put_back:
            latest = self.row.latest_revision
            return latest is not None and latest.created_at > self._withdrawal.timestamp
        return not self.row.live or self.row.has_unpublished_changes

    @cached_property
    def can_put_back(self) -> bool:
        """Whether its own people took it out of sight; the action asks more closely."""
        if not self.draft.is_own or self.state.kind != "withdrawn" or self._withdrawal is None:
            return False
        roles = OrganizationRole.objects.filter(organization=self.row.organization)
        return not self._withdrawal.data.get("is_expired") and (
            roles.filter(user=self._withdrawal.user_id).exists()
        )

    @cached_property
    def _withdrawal(self) -> ModelLogEntry | None:
        return next((entry for entry in self._entries if entry.action == "directory.withdraw"), None)

    @cached_property
    def confirmed(self) -> str:
        return confirmed_words(self.row)

    @property
    def is_over(self) -> bool:
        return self.state.kind == "over"

    @cached_property
    def is_seen(self) -> bool:
        """Whether there is a page of it for readers: not once its time is over, nor while it is hidden."""
        assurance = getattr(self.row, "assurance", None)
        is_hidden = assurance is not None and assurance.hidden_date is not None
        return self.row.live and not self.is_over and not is_hidden

    @cached_property
    def wants_confirmation(self) -> bool:
        is_kept = self.row.live and not self.is_over and self.draft.is_own
        return is_kept and is_to_confirm(self.row, self.today)

    @cached_property
    def history(self) -> list[Event]:
        return [self._event(entry) for entry in self._entries]

    @cached_property
    def _entries(self) -> list[ModelLogEntry]:
        """What happened last, the newest first."""
        entries = ModelLogEntry.objects.for_instance(self.row).filter(action__in=LOG_ACTIONS)
        return list(entries.select_related("user").order_by("-timestamp", "-pk")[:HISTORY])

    @cached_property
    def _names(self) -> dict[int | None, str]:
        return names_of((entry.user for entry in self._entries), self.row.organization)

    def _event(self, entry: ModelLogEntry) -> Event:
        return Event(
            day=wording.full_date(timezone.localdate(entry.timestamp)),
            words=str(LOG_ACTIONS[entry.action][1]),
            who=self._names[entry.user_id],
            comment=entry.data.get("reason") or entry.data.get("comment") or "",
        )
