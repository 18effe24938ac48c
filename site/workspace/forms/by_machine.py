"""The empty fields of a translation, filled by a machine."""

from django.http import QueryDict

from workspace.forms.translation import TranslationForm
from workspace.machine import translate


def filled_by_machine(form: TranslationForm) -> QueryDict:
    """What was typed, and in empty fields what a machine says. Raises MachineError."""
    data = form.data.copy()
    empty = [pair for pair in form.pairs if pair.source and not data.get(pair.field.html_name, "").strip()]
    original = form.listing.original_language
    texts = translate([pair.source.value for pair in empty], original, form.language) if empty else []
    for pair, text in zip(empty, texts, strict=True):
        data[pair.field.html_name] = text[: pair.field.field.max_length]
    return data
