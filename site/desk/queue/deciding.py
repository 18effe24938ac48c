"""What can be done about each thing that waits: functions of the form that was sent.

Each raises what its action raises. What it says afterwards is shown above the next one.
"""

from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.db.models import CharField, Field
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.actions.decide import accept_application, refuse_application
from accounts.models import Application, User
from desk.filters import is_number
from desk.queue.waiting import Waiting
from directory import actions
from directory.actions.errors import ReasonMissing
from directory.cleaning import without_unseen
from directory.models import Service, ServiceRole
from directory.text_fields import text_fields
from feedback.answering import answer as answer_feedback
from feedback.forms import AnswerForm
from feedback.models import Feedback

LONGEST_REASON, LONGEST_COMMENT = 500, 2_000

Decision = Callable[[Waiting, QueryDict, User], str]


def approve(item: Waiting, sent: QueryDict, user: User) -> str:
    actions.approve(_listing(item), user, revision=_revision(sent))
    return _("Approved")


def correct(item: Waiting, sent: QueryDict, user: User) -> str:
    """With words of ours: fields of the form that are named after columns of texts."""
    columns = {field.name: field for field in text_fields(Service)}
    texts = {name: _typed(columns[name], text) for name, text in sent.items() if name in columns}
    actions.approve_corrected(_listing(item), user, texts, revision=_revision(sent))
    return _("Approved")


def give_back(item: Waiting, sent: QueryDict, user: User) -> str:
    listing = _listing(item)
    editor = getattr(listing.current_workflow_state, "requested_by", None)
    comment = _written(sent, "comment", LONGEST_COMMENT)
    actions.return_to_editor(listing, user, comment, revision=_revision(sent))
    if editor and editor.is_active:
        return _("Returned to the editor")
    return _("Returned. Whoever sent it has no account any more: nobody gets the comment.")


def accept(item: Waiting, _sent: QueryDict, user: User) -> str:
    accept_application(Application.objects.get(pk=item.number), user)
    return _("Decided. The applicant gets a mail.")


def refuse(item: Waiting, sent: QueryDict, user: User) -> str:
    application = Application.objects.get(pk=item.number)
    refuse_application(application, user, _written(sent, "reason", LONGEST_REASON))
    return _("Decided. The applicant gets a mail.")


def accept_role(item: Waiting, _sent: QueryDict, user: User) -> str:
    role = _role(item)
    actions.accept_role(role.service, role.organization, role.role, user)
    return _("A role was accepted")


def refuse_role(item: Waiting, _sent: QueryDict, user: User) -> str:
    role = _role(item)
    actions.refuse_role(role.service, role.organization, role.role, user)
    return _("A role was refused")


def confirm(item: Waiting, _sent: QueryDict, user: User) -> str:
    actions.confirm(_listing(item), user, "desk")
    return _("Confirmed as still right")


def withdraw(item: Waiting, sent: QueryDict, user: User) -> str:
    if not (reason := _written(sent, "reason", LONGEST_REASON)):
        raise ReasonMissing
    actions.withdraw(_listing(item), user, reason)
    return _("Withdrawn")


def answer(item: Waiting, sent: QueryDict, user: User) -> str:
    form = AnswerForm(sent)
    if not form.is_valid():
        raise ValidationError(form.errors["answer"].as_data())
    answer_feedback(Feedback.objects.get(pk=item.number), form.cleaned_data["answer"], user)
    return _("The answer was saved. Whoever has the code reads it.")


#: By what the item is, and by the button that was pressed
DECISIONS: Mapping[str, Mapping[str, Decision]] = {
    "review": {"approve": approve, "correct": correct, "return": give_back},
    "application": {"accept": accept, "refuse": refuse},
    "role": {"accept": accept_role, "refuse": refuse_role},
    "hidden": {"confirm": confirm, "withdraw": withdraw},
    "wrong": {"answer": answer},
}


def _written(sent: QueryDict, name: str, longest: int) -> str:
    """Without what no database keeps, and what would turn the direction of other texts."""
    return without_unseen(sent.get(name, "")).strip()[:longest]


def _typed(field: Field, text: str) -> str:
    """What stands on one line stays on one, though its field may have several."""
    return " ".join(text.split()) if isinstance(field, CharField) else text.replace("\r\n", "\n").strip()


def _role(item: Waiting) -> ServiceRole:
    return ServiceRole.objects.select_related("service", "organization").get(pk=item.number)


def _listing(item: Waiting) -> Service:
    return Service.objects.get(pk=item.number)


def _revision(sent: QueryDict) -> int:
    """The version that the moderator has seen; one that never was, for a form without it."""
    text = sent.get("revision", "")
    return int(text) if is_number(text) else 0
