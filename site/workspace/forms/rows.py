"""Parts of which a listing has several, such as phone numbers: a row for each, and one more to fill."""

from itertools import chain
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import BaseFormSet
from django.utils.text import capfirst

from directory.choices import PhoneKind
from directory.models import Service, ServicePhone, ServiceUrl
from workspace.forms.fields import CLASSES, column, line, number_line, write_in_original

MOST = 20


class RowForm(forms.Form):
    """One part; without `key` it is taken out. Its other languages stay as they are."""

    use_required_attribute = False
    key: ClassVar[str]
    texts: ClassVar[tuple[str, ...]] = ()
    facts: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args, language: str, **kwargs):
        super().__init__(*args, **kwargs)
        write_in_original(self, self.texts, language)

    def is_wanted(self) -> bool:
        return bool(self.cleaned_data.get(self.key))


class PhoneForm(RowForm):
    key = "number"
    texts: ClassVar = ("name", "hours")
    facts: ClassVar = ("number", "kind")

    number = number_line(ServicePhone, "number")
    name = line(ServicePhone, "name")
    hours = line(ServicePhone, "hours")
    kind = forms.ChoiceField(
        required=False, choices=PhoneKind.choices, initial=PhoneKind.VOICE, widget=forms.HiddenInput
    )

    number.widget.attrs |= {"type": "tel", "dir": "ltr"}

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or PhoneKind.VOICE

    def clean(self):
        values = super().clean()
        if (values.get("name") or values.get("hours")) and "number" in values and not values["number"]:
            raise ValidationError({"number": self.fields["number"].error_messages["required"]})
        return values


class LinkForm(RowForm):
    key = "url"
    texts: ClassVar = ("label",)
    facts: ClassVar = ("url",)

    url = forms.URLField(
        label=capfirst(Service._meta.get_field("url").verbose_name),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.TextInput({**CLASSES, "inputmode": "url", "dir": "ltr"}),
        validators=ServiceUrl._meta.get_field("url").validators,
    )
    label = line(ServiceUrl, "label", label=capfirst(Service._meta.get_field("name").verbose_name))


class Rows:
    """The rows of one relation of a listing, as a formset beside the form of a section."""

    def __init__(self, form: type[RowForm], model: type[models.Model], relation: str):
        self.form, self.model, self.relation = form, model, relation

    def formset(self, data, listing: Service) -> BaseFormSet:
        made = forms.formset_factory(
            self.form, extra=1, max_num=MOST, absolute_max=MOST, validate_max=True, can_delete=False
        )
        language = listing.original_language
        return made(
            data, prefix=self.relation, initial=self.values(listing), form_kwargs={"language": language}
        )

    def parts(self, listing: Service) -> list:
        return list(getattr(listing, self.relation).all())

    def values(self, listing: Service) -> list[dict]:
        language = listing.original_language
        return [
            {name: getattr(part, name) for name in self.form.facts}
            | {name: getattr(part, column(name, language)) or "" for name in self.form.texts}
            for part in self.parts(listing)
        ]

    def apply(self, formset: BaseFormSet, listing: Service) -> None:
        """Put the rows into a version: the first ones are its parts, in their order."""
        before = self.parts(listing)
        # In the form a row is new where the parts end
        parts = chain(before, iter(self.model, None))
        wanted = [
            self._written(part, row.cleaned_data, listing.original_language)
            for part, row in zip(parts, formset.forms, strict=False)
            if row.is_wanted()
        ]
        for number, part in enumerate(wanted):
            part.sort_order = number
        getattr(listing, self.relation).set(wanted)

    def _written(self, part: models.Model, values: dict, language: str) -> models.Model:
        for name in self.form.facts:
            setattr(part, name, values[name])
        for name in self.form.texts:
            setattr(part, column(name, language), values[name])
        return part
