"""What a form says, in words: to lay what two people wrote side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from directory.reading.wording import comma


@dataclass(frozen=True)
class Said:
    """What one field says; `lang` and `direction` where it is text in a language of its own."""

    label: str
    words: str
    lang: str = ""
    direction: str = ""


class ComparedForm(forms.Form):
    use_required_attribute = False

    @property
    def typed(self) -> dict[str, object]:
        """What a person wants to be saved, as far as it can be."""
        return getattr(self, "cleaned_data", {})

    def shown(self, values: dict[str, object]) -> Iterator[Said]:
        """What the fields hold, in their order."""
        for name, field in self.fields.items():
            attrs = field.widget.attrs
            words = _in_words(field, values.get(name))
            yield Said(str(field.label or ""), words, attrs.get("lang", ""), attrs.get("dir", ""))


def _in_words(field: forms.Field, value: object) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    chosen = value if isinstance(value, list | tuple) else [value]
    names = {str(code): str(words) for code, words in getattr(field, "choices", ())}
    return comma().join(names.get(str(each), str(each)) for each in chosen if each not in (None, ""))
