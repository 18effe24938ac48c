"""Fields that many questions share: texts in one language, choices to tick, times of day, days."""

import re
from collections.abc import Iterable
from datetime import time

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from directory.models import Service
from directory.reading.cards import text_language_words
from directory.reading.texts import Text
from directory.reading.wording import language_name
from guarding.typed import plain

#: "9", "9.30", "9:30", "930", "9٫30"; strptime would read "17" as seven past one
TIME = re.compile("([01]?[0-9]|2[0-3])(?:[.:\u066b]?([0-5][0-9]))?")
#: What a field of the type "date" sends, and what is typed where a browser has none
DAYS = ["%Y-%m-%d", "%d.%m.%Y"]
CLASSES = {"class": "input"}
#: What a form carries that was once sent with a picture, which has to be chosen again
PICTURE_WANTED = "picture_wanted"


def line(model: type[models.Model], name: str, **kwargs) -> forms.CharField:
    """A text of one line, as long as the model's field."""
    return _text(model, name, forms.TextInput(CLASSES), **kwargs)


def text(model: type[models.Model], name: str, rows: int = 4, **kwargs) -> forms.CharField:
    """A text of several lines."""
    return _text(model, name, forms.Textarea({**CLASSES, "rows": rows}), **kwargs)


class NumberField(forms.CharField):
    """A number that others dial or look up: digits of any script are kept as 0 to 9."""

    def to_python(self, value: str | None) -> str:
        return plain(super().to_python(value))


def number_line(model: type[models.Model], name: str) -> forms.CharField:
    """A number of one line, with the checks of the model's field."""
    field = model._meta.get_field(name)
    return _text(model, name, forms.TextInput(CLASSES), made=NumberField, validators=field.validators)


def _text(
    model: type[models.Model],
    name: str,
    widget: forms.Widget,
    made: type[forms.CharField] = forms.CharField,
    **kwargs,
) -> forms.CharField:
    field = model._meta.get_field(name)
    options = {"label": capfirst(field.verbose_name), "required": False, "max_length": field.max_length}
    return made(widget=widget, **options | kwargs)


def one_of(label, choices, **kwargs) -> forms.ChoiceField:
    """Buttons of which one is chosen, the first choice among them being that nothing is told."""
    options = {"label": label, "required": False, "widget": forms.RadioSelect, "choices": choices}
    return forms.ChoiceField(**options | kwargs)


def some_of(label, choices=(), **kwargs) -> forms.MultipleChoiceField:
    options = {"label": label, "required": False, "choices": choices}
    return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, **options | kwargs)


def yes_no(label) -> forms.TypedChoiceField:
    """Yes, no, or not told: a reader must not take silence for a promise."""
    return forms.TypedChoiceField(
        label=label,
        required=False,
        widget=forms.RadioSelect,
        choices=[("", _("Not told")), ("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
    )


def tick(label, **kwargs) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, **kwargs)


class TimeOfDayField(forms.Field):
    """A time on the 24-hour clock, in digits of any script."""

    def to_python(self, value: str | None) -> time | None:
        if value in self.empty_values:
            return None
        if not (match := TIME.fullmatch(plain(value).strip())):
            raise ValidationError(self.error_messages["invalid"])
        return time(int(match[1]), int(match[2] or 0))


def time_of_day(label) -> TimeOfDayField:
    return TimeOfDayField(
        label=label,
        help_text=_("For example 17.30"),
        widget=forms.TextInput({"class": "input input--time", "inputmode": "decimal", "maxlength": 5}),
        error_messages={
            "required": _("Write the time, for example 17.30."),
            "invalid": _("Write the time, for example 17.30."),
        },
    )


def day(label, **kwargs) -> forms.DateField:
    widget = forms.DateInput({**CLASSES, "type": "date", "class": "input input--day"}, format="%Y-%m-%d")
    options = {"required": False, "error_messages": {"invalid": _("Write the date, for example 1.12.2026.")}}
    return forms.DateField(label=label, widget=widget, input_formats=DAYS, **options | kwargs)


def age(name: str) -> forms.IntegerField:
    field = Service._meta.get_field(name)
    return forms.IntegerField(
        label=capfirst(field.verbose_name),
        required=False,
        min_value=0,
        max_value=120,
        widget=forms.TextInput({"class": "input input--short", "inputmode": "numeric", "maxlength": 3}),
        error_messages={"invalid": _("Write the age in years, with digits.")},
    )


def language_choices(*others: str) -> list[tuple[str, str]]:
    """Languages to tick, in the reader's words: those of the site, and what a listing has besides."""
    codes = dict.fromkeys([*settings.MODELTRANSLATION_LANGUAGES, *others])
    return [(code, capfirst(language_name(code))) for code in codes]


def say_what_is_lost(form: forms.Form) -> None:
    """A browser sends a file once: where the form comes back, the picture has to be chosen again."""
    is_there = bool(form.files.get("picture"))
    is_lost = bool(form.errors) if is_there else PICTURE_WANTED in form.data
    if is_lost and "picture" not in form.errors and not form.cleaned_data.get("without_picture"):
        form.add_error("picture", _("Choose the picture once more: it was not kept."))


def column(name: str, language: str) -> str:
    return build_localized_fieldname(name, language)


def write_in(form: forms.Form, names: Iterable[str], language: str) -> None:
    """Say in which language some fields are written: for spelling, voices and direction."""
    told = Text("", language)
    for name in names:
        form.fields[name].widget.attrs |= {"lang": told.html_lang, "dir": told.direction}


def write_in_original(form: forms.Form, names: Iterable[str], language: str) -> None:
    """The same in the language of a listing, which is named where it is not that of the page."""
    names = list(names)
    write_in(form, names, language)
    if language != get_language():
        for name in names:
            field = form.fields[name]
            field.help_text = " ".join(filter(None, [str(field.help_text), text_language_words(language)]))
