"""A listing in easy language: a text of its own, in one language."""

from django.utils.translation import gettext_lazy as _

from directory.models import EasyLanguageText, Service
from directory.reading.texts import Text
from workspace.forms.fields import line, text
from workspace.forms.section import SectionForm

FIELDS = ("name", "summary", "description")


class EasyForm(SectionForm):
    """Without a name there is none: emptying the form takes it away."""

    name = line(EasyLanguageText, "name")
    summary = line(EasyLanguageText, "summary")
    description = text(EasyLanguageText, "description", rows=8)

    def __init__(self, data=None, *, listing: Service, language: str, **kwargs):
        self.language = language
        super().__init__(data, listing=listing, **kwargs)
        own = Text("", language)
        for field in self.fields.values():
            field.widget.attrs |= {"lang": own.html_lang, "dir": own.direction}

    def values(self, listing: Service) -> dict[str, object]:
        found = easy_text(listing, self.language)
        return {name: getattr(found, name, "") for name in FIELDS}

    def clean(self) -> dict:
        said = super().clean() or self.cleaned_data
        if not said.get("name") and any(said.get(name) for name in FIELDS):
            self.add_error("name", _("Write something here."))
        return said

    def apply(self, listing: Service) -> None:
        others = [each for each in listing.easy_texts.all() if each.language_code != self.language]
        said = {name: self.cleaned_data[name] for name in FIELDS}
        found = easy_text(listing, self.language) or EasyLanguageText(language_code=self.language)
        for name, value in said.items():
            setattr(found, name, value)
        listing.easy_texts.set([*others, found] if said["name"] else others)


def easy_text(listing: Service, language: str) -> EasyLanguageText | None:
    return next((each for each in listing.easy_texts.all() if each.language_code == language), None)
