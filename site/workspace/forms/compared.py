"""What a form says, in words: to lay what two people wrote side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from directory.reading.pictures import ShownPicture
from directory.reading.wording import comma


@dataclass(frozen=True)
class Said:
    """What one field says; `lang` and `direction` where it is text in a language of its own.

    One that holds a picture says it in no words.
    """

    label: str
    words: str
    lang: str = ""
    direction: str = ""
    picture: ShownPicture | None = None


class ComparedForm(forms.Form):
    use_required_attribute = False

    @property
    def typed(self) -> dict[str, object]:
        """What a person wants to be saved, as far as it can be."""
        return getattr(self, "cleaned_data", {})

    def shown(self, values: dict[str, object]) -> Iterator[Said]:
        """What the fields hold, in their order."""
        for name, field in self.fields.items():
            attrs, value = field.widget.attrs, values.get(name)
            picture = value if isinstance(value, ShownPicture) else None
            words = "" if picture else _in_words(field, value)
            yield Said(str(field.label or ""), words, attrs.get("lang", ""), attrs.get("dir", ""), picture)


def _in_words(field: forms.Field, value: object) -> str:
    if isinstance(value, bool) or isinstance(field, forms.BooleanField):
        return _("Yes") if value else _("No")
    chosen = value if isinstance(value, list | tuple) else [value]
    names = {str(code): str(words) for code, words in getattr(field, "choices", ())}
    return comma().join(names.get(str(each), str(each)) for each in chosen if each not in (None, ""))
