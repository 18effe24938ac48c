"""How the history of an object names what happened to it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.log_actions import LogFormatter

from directory.choices import Standing

#: Action: (label of the filter, sentence in the history)
LOG_ACTIONS = {
    "directory.submit": (pgettext_lazy("listing", "Send to review"), _("Sent to review")),
    "directory.approve": (pgettext_lazy("listing", "Approve"), _("Approved")),
    "directory.return": (pgettext_lazy("listing", "Return"), _("Returned to the editor")),
    "directory.publish": (pgettext_lazy("listing", "Publish"), _("Published")),
    "directory.withdraw": (pgettext_lazy("listing", "Withdraw"), _("Withdrawn")),
    "directory.put_back": (pgettext_lazy("listing", "Put back"), _("Put back into public sight")),
    "directory.confirm": (pgettext_lazy("listing", "Confirm"), _("Confirmed as still right")),
    "directory.set_closing": (
        pgettext_lazy("listing", "Close or open"),
        _("The time when it is closed was changed"),
    ),
    "directory.set_capacity": (
        pgettext_lazy("listing", "Say if there is room"),
        _("Whether there is room was changed"),
    ),
    "directory.hide": (
        pgettext_lazy("listing", "Hide"),
        _("Hidden, because nobody has confirmed it for long"),
    ),
    "directory.cancel_session": (pgettext_lazy("listing", "Cancel a session"), _("A session was cancelled")),
    "directory.forget_people": (
        pgettext_lazy("listing", "Delete people"),
        _("People whose time was over were deleted"),
    ),
    "directory.accept_role": (pgettext_lazy("listing", "Accept a role"), _("A role was accepted")),
    "directory.refuse_role": (_("A role was refused"), _("A role was refused")),
    "directory.restore": (
        _("An earlier version was taken up again"),
        _("An earlier version was taken up again"),
    ),
    "directory.copy": (_("Made as a copy"), _("Made as a copy")),
    "directory.check_translation": (_("A translation was checked"), _("A translation was checked")),
    "directory.give_role": (_("A person joined"), _("A person joined")),
    "directory.end_role": (_("A person's part ended"), _("A person's part ended")),
    "directory.hand_over": (_("An owner handed over"), _("An owner handed over")),
    "directory.correct": (
        _("The city corrected words of it before it was approved"),
        _("The city corrected words of it before it was approved"),
    ),
    "directory.drop_link": (
        _("A link that led nowhere was taken out"),
        _("A link that led nowhere was taken out"),
    ),
    "directory.merge": (
        _("Merged into another organisation"),
        _("Merged into another organisation"),
    ),
    "directory.take_over": (
        _("Took over another organisation"),
        _("Took over another organisation"),
    ),
    "directory.add_partnership": (_("A partnership was agreed"), _("A partnership was agreed")),
    "directory.change_partnership": (_("A partnership was changed"), _("A partnership was changed")),
    "directory.add_member": (_("A member joined"), _("A member joined")),
    "directory.change_member": (_("A membership was changed"), _("A membership was changed")),
    "directory.keep_meeting": (_("A meeting was set"), _("A meeting was set")),
    "directory.drop_meeting": (_("A meeting was taken out"), _("A meeting was taken out")),
    "directory.take_mailing_list": (_("The mailing list was taken"), _("The mailing list was taken")),
    "directory.delete": (pgettext_lazy("listing", "Delete"), _("Deleted")),
}


#: Wagtail's own entries for what one of ours says
SAID_BY_OURS = (
    "wagtail.publish",
    "wagtail.unpublish",
    "wagtail.delete",
    "wagtail.workflow.start",
    "wagtail.workflow.approve",
    "wagtail.workflow.reject",
)


class StandingFormatter(LogFormatter):
    """Which standing an organisation got, and why."""

    label = pgettext_lazy("organisation", "Change the standing")

    def format_message(self, log_entry):
        # Not as a comment: Wagtail shows those of pages and of objects with drafts only
        sentence = _("New standing: %(standing)s") % {"standing": Standing(log_entry.data["standing"]).label}
        return " · ".join(filter(None, [sentence, log_entry.data["reason"]]))


def register_log_actions(actions) -> None:
    actions.register_action("directory.set_standing")(StandingFormatter)
    for action, (label, sentence) in LOG_ACTIONS.items():
        actions.register_action(action, label, sentence)
