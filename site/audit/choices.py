"""What can be done that is worth remembering: the fixed list of acts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Act(TextChoices):
    SIGNED_IN = "signed_in", pgettext_lazy("act", "Signed in")
    STEP_ADDED = "step_added", pgettext_lazy("act", "Added a second step")
    STEP_REMOVED = "step_removed", pgettext_lazy("act", "Removed a second step")
    INVITED = "invited", pgettext_lazy("act", "Invited somebody")
    ROLE_GIVEN = "role_given", pgettext_lazy("act", "Gave a role")
    ROLE_ENDED = "role_ended", pgettext_lazy("act", "Ended a role")
    HANDED_OVER = "handed_over", _("An owner handed over")
    DECIDED = "decided", pgettext_lazy("act", "Decided an application")
    STANDING = "standing", pgettext_lazy("act", "Changed the standing")
    MERGED = "merged", _("Merged into another organisation")
    SUBMITTED = "submitted", _("Sent to review")
    APPROVED = "approved", _("Approved")
    CORRECTED = "corrected", _("The city corrected words of it before it was approved")
    RETURNED = "returned", _("Returned to the editor")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CREATED = "created", pgettext_lazy("act", "Created")
    CHANGED = "changed", pgettext_lazy("act", "Changed")
    DELETED = "deleted", _("Deleted")
    READ = "read", pgettext_lazy("act", "Read personal data")
    EXPORTED = "exported", pgettext_lazy("act", "Took data out")
    LOG_READ = "log_read", pgettext_lazy("act", "Read this log")
    ERASED = "erased", pgettext_lazy("act", "Erased a person")
