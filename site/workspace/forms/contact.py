"""How one joins: the way in, what it costs, whom to call, where to read more."""

from collections.abc import Iterator
from typing import ClassVar

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from directory.choices import Entry
from directory.models import Service, ServicePhone, ServiceUrl
from directory.reading.texts import Text
from workspace.forms.compared import Said
from workspace.forms.fields import CLASSES, one_of, text, tick
from workspace.forms.rows import LinkForm, PhoneForm, Rows
from workspace.forms.section import SectionForm

ROWS = (Rows(PhoneForm, ServicePhone, "phones"), Rows(LinkForm, ServiceUrl, "urls"))


class ContactForm(SectionForm):
    texts: ClassVar = ("application_process", "fees_description")
    facts: ClassVar = ("entry", "is_free", "email", "url")

    entry = one_of(
        capfirst(Service._meta.get_field("entry").verbose_name), [("", _("Not told")), *Entry.choices]
    )
    application_process = text(Service, "application_process")
    is_free = tick(capfirst(Service._meta.get_field("is_free").verbose_name))
    fees_description = text(Service, "fees_description", rows=2)
    email = forms.EmailField(
        label=capfirst(Service._meta.get_field("email").verbose_name),
        required=False,
        widget=forms.EmailInput({**CLASSES, "dir": "ltr"}),
    )
    url = forms.URLField(
        label=capfirst(Service._meta.get_field("url").verbose_name),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.TextInput({**CLASSES, "inputmode": "url", "dir": "ltr"}),
    )

    def __init__(self, data=None, *, listing: Service, **kwargs):
        super().__init__(data, listing=listing, **kwargs)
        self.phones, self.urls = (rows.formset(data, listing) for rows in ROWS)

    def values(self, listing: Service) -> dict[str, object]:
        return super().values(listing) | {rows.relation: rows.values(listing) for rows in ROWS}

    def is_valid(self) -> bool:
        valid = [part.is_valid() for part in (self.phones, self.urls)]
        return super().is_valid() and all(valid)

    def apply(self, listing: Service) -> None:
        super().apply(listing)
        for rows, formset in zip(ROWS, (self.phones, self.urls), strict=True):
            rows.apply(formset, listing)

    @property
    def typed(self) -> dict[str, object]:
        rows = {"phones": self.phones.cleaned_data, "urls": self.urls.cleaned_data}
        return super().typed | rows

    def shown(self, values: dict[str, object]) -> Iterator[Said]:
        yield from super().shown(values)
        written = Text("", self.listing.original_language)
        for name, label in (("phones", _("Phone numbers")), ("urls", _("More web pages"))):
            rows = (filter(None, (row.get(key) for key in row if key != "kind")) for row in values[name])
            words = "\n".join(filter(None, (" · ".join(map(str, row)) for row in rows)))
            yield Said(str(label), words, written.html_lang, written.direction)
