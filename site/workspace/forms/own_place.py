"""A place of the partner: its address, whether it is hidden, and its picture."""

import hashlib
import json

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from directory.choices import AccessibilityFeature
from directory.models import Area, Location, Picture
from directory.picture_files import CleanPicture, redraw
from directory.reading.areas import area_groups
from directory.reading.pictures import ShownPicture, picture_of
from workspace.finding_places import address_finder
from workspace.forms.compared import ComparedForm
from workspace.forms.fields import (
    CLASSES,
    column,
    language_choices,
    line,
    number_line,
    say_what_is_lost,
    some_of,
    text,
    tick,
    write_in_original,
)

FACTS = ("street_address", "postal_code", "city", "accessibility", "is_shared", "is_address_hidden")
TEXTS = ("name", "transportation", "picture_text")


def _label(name: str) -> str:
    return capfirst(Location._meta.get_field(name).verbose_name)


class OwnPlaceForm(ComparedForm):
    """All texts are in one language, `language` at first; of a new place the form asks which it is."""

    name = line(Location, "name", required=True, error_messages={"required": _("Write the name.")})
    language = forms.ChoiceField(label=_("Which language are you writing in?"), widget=forms.Select(CLASSES))
    street_address = line(Location, "street_address")
    postal_code = number_line(Location, "postal_code")
    postal_code.widget.attrs |= {"inputmode": "numeric", "class": "input input--short"}
    city = line(Location, "city")
    area = forms.ChoiceField(
        label=_label("area"),
        required=False,
        help_text=_("Leave it empty: the postal code tells it."),
        widget=forms.Select(CLASSES),
    )
    is_address_hidden = tick(
        _label("is_address_hidden"), help_text=_("It is shown nowhere: not in search, not on maps.")
    )
    transportation = text(Location, "transportation", rows=2)
    accessibility = some_of(_label("accessibility"), AccessibilityFeature.choices)
    is_shared = tick(_label("is_shared"))
    picture = forms.FileField(
        label=_label("picture"),
        required=False,
        widget=forms.FileInput({**CLASSES, "accept": "image/jpeg,image/png,image/webp"}),
    )
    picture_text = line(
        Location, "picture_text", help_text=_("Read aloud to people who do not see the picture.")
    )
    without_picture = tick(_("Take the picture out"))

    def __init__(self, data=None, files=None, *, place: Location, language: str):
        self.place, self.language = place, language
        super().__init__(data, files, initial=self.values(place), label_suffix="")
        if place.pk:
            del self.fields["language"]
            write_in_original(self, TEXTS, language)
        else:
            self.fields["language"].choices = language_choices()
        self.fields["area"].choices = [("", "–"), *area_groups(get_language())]
        if not place.picture_id:
            del self.fields["without_picture"]

    def values(self, place: Location) -> dict[str, object]:
        """What this form says of the place as it is kept, by field."""
        texts = {name: getattr(place, column(name, self.language)) or "" for name in TEXTS}
        facts = {name: getattr(place, name) for name in FACTS}
        area = place.area.slug if place.area else ""
        return {**facts, **texts, "area": area, "language": self.language}

    @property
    def shown_now(self) -> ShownPicture | None:
        return picture_of(self.place, self.language) if self.place.pk else None

    def version(self, place: Location) -> str:
        """The same for two places in which all is the same that this form may change; empty for a new one."""
        if not place.pk:
            return ""
        said = json.dumps([self.values(place), place.picture_id], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()

    def clean_picture(self) -> CleanPicture | None:
        upload = self.cleaned_data["picture"]
        return redraw(upload) if upload else None

    def clean(self):
        values = super().clean()
        has_picture = values.get("picture") or (self.place.picture_id and not values.get("without_picture"))
        if has_picture and not values.get("picture_text"):
            self.add_error("picture_text", _("Say what the picture shows."))
        if has_picture and values.get("is_address_hidden"):
            self.add_error("picture", _("A picture would give the address away. Take it out."))
        if self._tells_of_none(values) and not has_picture and "picture" not in self.errors:
            self.add_error("picture", _("Choose a picture."))
        say_what_is_lost(self)
        return values

    def _tells_of_none(self, values: dict) -> bool:
        """Whether words were typed just now, and no picture is taken out."""
        is_typed = values.get("picture_text") and "picture_text" in self.changed_data
        return bool(is_typed) and not values.get("without_picture")

    def apply(self, place: Location, user) -> Location:
        """Put what was typed into the place in memory; a new picture is stored."""
        values = self.cleaned_data
        self._locate(place)
        for name in FACTS:
            setattr(place, name, values[name])
        for name in TEXTS:
            setattr(place, column(name, values.get("language", self.language)), values[name])
        if values.get("without_picture"):
            place.picture = None
        if values["picture"]:
            place.picture = _stored(values["picture"], values["name"], user)
        return place

    @property
    def new_texts(self) -> dict[str, str]:
        """What was typed anew, by its language."""
        values = self.cleaned_data
        changed = [values[name] for name in TEXTS if name in self.changed_data]
        return {values.get("language", self.language): "\n".join(changed)}

    def take_errors(self, error: ValidationError) -> None:
        """Put what a place was refused for at the fields it is about."""
        texts = {column(name, code): name for name in TEXTS for code in settings.MODELTRANSLATION_LANGUAGES}
        for column_name, errors in error.update_error_dict({}).items():
            name = texts.get(column_name, column_name)
            self.add_error(name if name in self.fields else None, errors)

    @property
    def typed(self) -> dict[str, object]:
        values = super().typed
        return values | {"picture": _("A new picture") if values.get("picture") else ""}

    def _locate(self, place: Location) -> None:
        """Where the address is, if another one was typed: coordinates of an old one would mislead."""
        values = self.cleaned_data
        known = (place.street_address, place.postal_code)
        typed = (values["street_address"], values["postal_code"])
        place.area = Area.objects.filter(slug=values["area"]).first()
        if typed != known or not values["area"]:
            found = address_finder().find(*typed)
            place.area = place.area or found.area
        if typed != known:
            place.latitude, place.longitude = found.latitude, found.longitude


def _stored(picture: CleanPicture, name: str, user) -> Picture:
    made = Picture(title=name, file=picture, uploaded_by_user=user)
    made.save()
    made.widths()  # or the first reader of its page waits
    return made
