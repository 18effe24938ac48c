"""What a listing is: its name, and what happens there."""

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from directory.choices import ServiceKind
from directory.cleaning import clean_line, clean_text
from directory.models import Service
from workspace.forms.fields import CLASSES, column, language_choices, line, text
from workspace.forms.section import SectionForm

NAME_MISSING = {"required": _("Write the name.")}


class BasicsForm(SectionForm):
    texts: ClassVar = ("name", "summary", "description")
    facts: ClassVar = ("kind",)

    name = line(Service, "name", required=True, error_messages=NAME_MISSING)
    summary = line(Service, "summary", help_text=_("One sentence that says who may come and why."))
    description = text(Service, "description", rows=8)
    kind = forms.ChoiceField(
        label=capfirst(Service._meta.get_field("kind").verbose_name),
        choices=ServiceKind.choices,
        widget=forms.Select(CLASSES),
    )


class BeginForm(forms.Form):
    """The first page of a new listing: nothing more than that there is something to save."""

    use_required_attribute = False

    name = line(Service, "name", required=True, error_messages=NAME_MISSING)
    description = text(Service, "description", rows=6, help_text=_("You can write in your own language."))
    language = forms.ChoiceField(label=_("Which language are you writing in?"), widget=forms.Select(CLASSES))

    def __init__(self, data=None):
        super().__init__(data, initial={"language": get_language()}, label_suffix="")
        self.fields["language"].choices = language_choices()

    def clean_name(self) -> str:
        """As it is stored: a name that is nothing but markup is none."""
        if name := clean_line(self.cleaned_data["name"]):
            return name
        raise ValidationError(NAME_MISSING["required"])

    def clean_description(self) -> str:
        return clean_text(self.cleaned_data["description"])

    def listing(self, organization) -> Service:
        """The new listing in memory."""
        return Service(organization=organization, live=False, **self._said())

    def same(self, listings: QuerySet[Service]) -> QuerySet[Service]:
        """Those that say what was typed."""
        return listings.filter(**self._said())

    def _said(self) -> dict[str, str]:
        values = self.cleaned_data
        language = values["language"]
        texts = {column(name, language): values[name] for name in ("name", "description")}
        return texts | {"original_language": language}
