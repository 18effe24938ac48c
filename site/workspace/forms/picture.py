"""The picture of a listing, and what it shows in words."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from directory.models import Location, Picture, Service, ServicePicture
from directory.picture_files import CleanPicture, redraw
from directory.reading.pictures import ShownPicture, show
from directory.reading.texts import read_text
from workspace.forms.fields import CLASSES, column, line, say_what_is_lost, tick, write_in_original
from workspace.forms.section import SectionForm


class PictureForm(SectionForm):
    """The file is sent, never chosen among those that others have sent."""

    takes_files = True

    picture = forms.FileField(
        label=capfirst(ServicePicture._meta.get_field("picture").verbose_name),
        required=False,
        widget=forms.FileInput({**CLASSES, "accept": "image/jpeg,image/png,image/webp"}),
    )
    text = line(
        ServicePicture,
        "text",
        help_text=_("Read aloud to people who do not see the picture."),
    )
    without_picture = tick(_("Take the picture out"))

    def __init__(self, data=None, *, listing: Service, **kwargs):
        super().__init__(data, listing=listing, **kwargs)
        write_in_original(self, ["text"], listing.original_language)
        if not listing.pictures.all():
            del self.fields["without_picture"]

    @property
    def shown_now(self) -> ShownPicture | None:
        return self.picture_of(self.listing)

    def picture_of(self, listing: Service) -> ShownPicture | None:
        """The picture of a version as readers will see it."""
        known = next(iter(listing.pictures.all()), None)
        return known and show(known.picture, read_text(known, "text", listing.original_language))

    def values(self, listing: Service) -> dict[str, object]:
        return {"text": self._text(listing)}

    def compared(self, listing: Service) -> object:
        return [(each.picture_id, self._text(listing)) for each in listing.pictures.all()]

    @staticmethod
    def _text(listing: Service) -> str:
        name = column("text", listing.original_language)
        return next((getattr(each, name) or "" for each in listing.pictures.all()), "")

    def clean_picture(self) -> CleanPicture | None:
        upload = self.cleaned_data["picture"]
        return redraw(upload) if upload else None

    def clean(self):
        values = super().clean()
        stays = bool(self.listing.pictures.all()) and not values.get("without_picture")
        if values.get("picture") or stays:
            if not values.get("text"):
                self.add_error("text", _("Say what the picture shows."))
            if _is_hidden(self.listing):
                self.add_error("picture", _("A picture would give the address away. Take it out."))
        elif values.get("text") and not values.get("without_picture") and "picture" not in self.errors:
            self.add_error("picture", _("Choose a picture."))
        say_what_is_lost(self)
        return values

    def apply(self, listing: Service) -> None:
        values, known = self.cleaned_data, next(iter(listing.pictures.all()), None)
        if values.get("without_picture") and not values["picture"]:
            listing.pictures.set([])
        elif values["picture"] or known:
            part = known or ServicePicture()
            if values["picture"]:
                # Its texts in other languages were of another picture
                part = ServicePicture(pk=part.pk, picture=_stored(values["picture"], str(listing)))
            setattr(part, column("text", listing.original_language), values["text"])
            listing.pictures.set([part])

    @property
    def typed(self) -> dict[str, object]:
        values = super().typed
        return values | {"picture": _("A new picture") if values.get("picture") else ""}


def _is_hidden(listing: Service) -> bool:
    """Whether it is held where the address is not shown."""
    ids = {at.location_id for at in listing.service_at_locations.all()}
    ids |= {schedule.location_id for schedule in listing.schedules.all()}
    return Location.objects.filter(pk__in=ids - {None}, is_address_hidden=True).exists()


def _stored(picture: CleanPicture, name: str) -> Picture:
    made = Picture(title=name, file=picture)
    made.save()
    made.widths()  # or the first reader of its page waits
    return made
