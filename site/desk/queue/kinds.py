"""What waits for the city, by kind, and how its addresses name it."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    PARTNER = "partner", pgettext_lazy("what waits", "New partner")
    CLAIM = "claim", pgettext_lazy("what waits", "Claim of an organisation")
    LISTING = "listing", pgettext_lazy("what waits", "New listing")
    EDIT = "edit", pgettext_lazy("what waits", "Change of a listing")
    TRANSLATION = "translation", pgettext_lazy("what waits", "Translation")
    ROLE = "role", pgettext_lazy("what waits", "Role to accept")
    HIDDEN = "hidden", pgettext_lazy("what waits", "Hidden: nobody confirmed it")
    WRONG = "wrong", pgettext_lazy("what waits", "Reported wrong")


#: What the number of an item is of: an edit stays one item while its kind changes
REVIEW, APPLICATION = "review", "application"
WHAT = {
    Kind.PARTNER: APPLICATION,
    Kind.CLAIM: APPLICATION,
    Kind.LISTING: REVIEW,
    Kind.EDIT: REVIEW,
    Kind.TRANSLATION: REVIEW,
    Kind.ROLE: "role",
    Kind.HIDDEN: "hidden",
    Kind.WRONG: "wrong",
}
