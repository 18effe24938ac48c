"""Where people meet: in which way, and at which places."""

from typing import ClassVar

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from directory.choices import Channel
from directory.models import Location, Service, ServiceAtLocation
from workspace.finding_places import found_places, offered_places
from workspace.forms.fields import CLASSES, some_of
from workspace.forms.section import SectionForm
from workspace.ids import is_id
from workspace.names import place_words


class PlaceForm(SectionForm):
    """`added` is a place to be ticked already: one that was just made."""

    finds = "q"
    facts: ClassVar = ("channels",)

    channels = some_of(capfirst(Service._meta.get_field("channels").verbose_name), Channel.choices)
    places = some_of(_("At which places?"))
    q = forms.CharField(
        label=_("Find a place by its name"),
        help_text=_("Family centres, libraries and other places where you may meet."),
        required=False,
        max_length=60,
        widget=forms.TextInput(CLASSES),
    )

    def __init__(self, data=None, *, listing: Service, partner, added: str = "", **kwargs):
        self.added = added if is_id(added) else ""
        super().__init__(data, listing=listing, partner=partner, **kwargs)
        self.fields["places"].choices = [(str(each.pk), place_words(each)) for each in self._offered()]

    def _offered(self) -> list[Location]:
        """Places of the listing, of the partner, and found by name: what may be chosen, each once."""
        allowed = offered_places(self.partner)
        ticked = [pk for pk in self._ticked() if is_id(pk)]
        own = Location.objects.filter(pk__in=_location_ids(self.listing))
        offered = [
            *own.select_related("area"),
            *allowed.filter(pk__in=ticked),
            *self.partner.places().select_related("area").order_by("-pk")[:12],
            *found_places(self.partner, self.data.get("q", "") if self.is_bound else ""),
        ]
        return list({place.pk: place for place in offered}.values())

    def _ticked(self) -> list[str]:
        return self.data.getlist("places") if self.is_bound else [self.added or "0"]

    def values(self, listing: Service) -> dict[str, object]:
        ids = [*map(str, _location_ids(listing))]
        if listing is self.listing and self.added:
            ids = list(dict.fromkeys([*ids, self.added]))
        return super().values(listing) | {"places": ids, "q": ""}

    def clean(self):
        values = super().clean()
        if values.get("places") and values.get("channels") == []:
            # Whoever ticks a place and no way of meeting means that one meets there
            values["channels"] = [Channel.ON_SITE.value]
        return values

    def compared(self, listing: Service) -> object:
        return (listing.channels, _location_ids(listing))

    def apply(self, listing: Service) -> None:
        super().apply(listing)
        before = {at.location_id: at for at in listing.service_at_locations.all()}
        wanted = [int(pk) for pk in self.cleaned_data["places"]]
        chosen = [before.get(pk) or ServiceAtLocation(location_id=pk) for pk in wanted]
        for number, at in enumerate(chosen):
            at.sort_order = number
        listing.service_at_locations.set(chosen)
        schedules = list(listing.schedules.all())
        for schedule in schedules:
            if schedule.location_id in before and schedule.location_id not in wanted:
                schedule.location_id = None
        listing.schedules.set(schedules)


def _location_ids(listing: Service) -> list[int]:
    return [at.location_id for at in listing.service_at_locations.all()]
