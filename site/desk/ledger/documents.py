"""Documents of a partnership as a person writes them: one in a line, its title and then its address."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory.validators import validate_documents

MOST = 20
LONGEST_TITLE, LONGEST_URL = 200, 500


class DocumentsField(forms.CharField):
    widget = forms.Textarea({"rows": 3, "dir": "auto"})

    def __init__(self, *, encoder=None, decoder=None, **kwargs):  # noqa: ARG002 - of every JSON column
        super().__init__(max_length=MOST * (LONGEST_TITLE + LONGEST_URL), **kwargs)

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "\n".join(f"{each['title']} {each['url']}".strip() for each in value)

    def to_python(self, value):
        lines = [line.split() for line in super().to_python(value).splitlines() if line.strip()]
        return [{"title": " ".join(words[:-1])[:LONGEST_TITLE], "url": words[-1]} for words in lines]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)

    def validate(self, value):
        if len(value) > MOST or any(len(each["url"]) > LONGEST_URL for each in value):
            raise ValidationError(_("These are too many documents, or an address is too long."))

    def run_validators(self, value):
        """Those of a text look at a text; this is a list by now."""
        validate_documents(value)
