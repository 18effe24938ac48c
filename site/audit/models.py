"""One act of one person. The database itself refuses to change or delete it: see `audit.door`."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from audit.choices import Act

LONGEST_LABEL = 200


class Entry(models.Model):
    """`person` is the number of who did it as a text, so that erasing her can put another in its place.

    It is empty where an operator did it by a command. An object that is a person has no label: her number
    is all that is kept of her. `extra` holds numbers and codes, never what somebody wrote.
    """

    at = models.DateTimeField(default=timezone.now)
    person = models.CharField(max_length=40, blank=True)
    act = models.CharField(max_length=20, choices=Act)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=LONGEST_LABEL, blank=True)
    extra = models.JSONField(default=dict, blank=True)

    # Wagtail looks for references in every row that is saved, and there are none in these
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(condition=Q(act__in=Act.values), name="audit_entry_act_is_known"),
        ]
        # Whatever the log is narrowed by, its page is read from one of these, the newest first
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_entry_newest"),
            models.Index(fields=["person", "-at", "-id"], name="audit_entry_of_person"),
            models.Index(fields=["act", "-at", "-id"], name="audit_entry_of_act"),
            models.Index(fields=["object_type", "object_id", "-at", "-id"], name="audit_entry_of_object"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.object_type} {self.object_id}".strip()
