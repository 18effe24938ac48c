"""What the form of every section does: take its part out of a listing, and put it back changed."""

from typing import ClassVar

from django.core.exceptions import ValidationError

from directory.models import Service
from directory.reading.pictures import ShownPicture
from workspace.forms.compared import ComparedForm
from workspace.forms.fields import column, write_in_original
from workspace.partners import Partner


class SectionForm(ComparedForm):
    """One part of a listing. `texts` are in the language it is written in, `facts` in none."""

    texts: ClassVar[tuple[str, ...]] = ()
    facts: ClassVar[tuple[str, ...]] = ()
    takes_files: ClassVar[bool] = False

    def __init__(self, data=None, *, listing: Service, partner: Partner, **kwargs):
        self.listing, self.partner = listing, partner
        super().__init__(data, initial=self.values(listing), label_suffix="", **kwargs)
        write_in_original(self, self.texts, listing.original_language)

    def values(self, listing: Service) -> dict[str, object]:
        """What this section says in a version, by field."""
        language = listing.original_language
        texts = {name: getattr(listing, column(name, language)) or "" for name in self.texts}
        return texts | {name: _asked(getattr(listing, name)) for name in self.facts}

    def picture_of(self, _listing: Service) -> ShownPicture | None:
        """The picture that this section has in a version; most have none."""
        return None

    def compared(self, listing: Service) -> object:
        """What has to be the same in two versions for an edit of one to be an edit of the other."""
        return self.values(listing)

    def apply(self, listing: Service) -> None:
        """Put what was typed into a version in memory."""
        for name in self.texts:
            setattr(listing, column(name, listing.original_language), self.cleaned_data[name])
        for name in self.facts:
            setattr(listing, name, self.cleaned_data[name])

    @property
    def new_texts(self) -> dict[str, str]:
        """What was typed anew, by its language."""
        changed = [self.cleaned_data[name] for name in self.texts if name in self.changed_data]
        return {self.listing.original_language: "\n".join(changed)}

    def take_errors(self, error: ValidationError) -> None:
        """Put what a whole listing was refused for at the fields it is about, as far as they are here."""
        languages = (self.listing.original_language, self.listing.original_language.replace("-", "_"))
        for name, errors in error.update_error_dict({}).items():
            known = [field for field in self.fields if name in (field, *(f"{field}_{c}" for c in languages))]
            self.add_error(known[0] if known else None, errors)


def _asked(value: object) -> object:
    """A value as its field has it: what nobody told is empty."""
    return "" if value is None else value
