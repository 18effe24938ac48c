"""What waits for a decision: what is known of an edit in review, and whose a thing is."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import TaskState

from directory.models import Location


class Submission(models.Model):
    """What an edit in review changes, and where it takes place: worked out for each version that waits."""

    task_state = models.OneToOneField(TaskState, models.CASCADE, related_name="+")
    is_translation = models.BooleanField()
    #: Codes of the languages whose texts it changes, each between spaces
    languages = models.CharField(max_length=200, default="")
    locations = models.ManyToManyField(Location, related_name="+")

    def __str__(self) -> str:
        return f"{self.task_state_id} {'translation' if self.is_translation else 'edit'}"


class Assignment(models.Model):
    """One of what waits is somebody's. `what` and `number` name it as its address does."""

    what = models.CharField(max_length=20)
    number = models.PositiveBigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    assigned_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["what", "number"], name="desk_assignment_is_one_persons"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.number}"
