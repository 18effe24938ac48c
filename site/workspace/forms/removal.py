"""Taking a session out of a listing."""

from directory.models import Service
from workspace.forms.session import SessionForm


class RemoveSessionForm(SessionForm):
    """Asks nothing: only that the sessions are those that the editor has seen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.clear()

    def clean(self):
        return self.cleaned_data

    def apply(self, listing: Service) -> None:
        schedules = list(listing.schedules.all())
        listing.schedules.set([each for number, each in enumerate(schedules) if number != self.number])
