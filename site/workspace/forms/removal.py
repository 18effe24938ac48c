"""Taking a session out of a listing."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from directory.models import Service
from workspace.forms.compared import Said
from workspace.forms.session import SessionForm


class RemoveSessionForm(SessionForm):
    """Asks nothing: only that the sessions are those that the editor has seen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.clear()

    def clean(self):
        return self.cleaned_data

    def shown(self, values: dict[str, object]) -> Iterator[Said]:
        """The hours of the session that the number means in a version; of what was sent nothing is left."""
        hours = (values.get("opens_at"), values.get("closes_at"))
        yield Said(str(_("Times")), "–".join(map(str, filter(None, hours))))

    def apply(self, listing: Service) -> None:
        schedules = list(listing.schedules.all())
        listing.schedules.set([each for number, each in enumerate(schedules) if number != self.number])
