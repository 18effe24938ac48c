"""Machine translation, where a deployment has one: the setting MACHINE_TRANSLATOR names a class like this.

What it writes is only put before a person. Saved, it is labelled for readers until somebody who has the
language says that it is right.
"""

from collections.abc import Sequence
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class MachineError(Exception):
    """It does not answer, or not with a text for each that it was given."""


class MachineTranslator(Protocol):
    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """As many texts, in the language `target`. Codes are those of the site; it ends within seconds."""


def has_machine() -> bool:
    return bool(settings.MACHINE_TRANSLATOR)


def translate(texts: Sequence[str], source: str, target: str) -> list[str]:
    """What the machine of this deployment makes of texts. Raises MachineError."""
    machine: MachineTranslator = import_string(settings.MACHINE_TRANSLATOR)()
    try:
        translated = list(machine.translate(texts, source, target))
    except Exception as error:  # whatever somebody else's service and its library raise
        raise MachineError from error
    if len(translated) != len(texts) or not all(isinstance(text, str) for text in translated):
        raise MachineError
    return translated
