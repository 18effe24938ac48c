"""What a coordinator asks the queue for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings

from desk.filters import Filters, is_number, is_ticked
from desk.queue.kinds import Kind
from directory.reading.vocabulary import vocabulary


@dataclass(frozen=True)
class Asked(Filters):
    kind: str = ""
    area: str = ""
    language: str = ""
    partner: str = ""
    mine: str = ""
    late: str = ""

    @classmethod
    def readers(cls) -> Mapping[str, Callable[[str], bool]]:
        return {
            "kind": lambda text: text in Kind.values,
            "area": lambda text: text in vocabulary(settings.LANGUAGE_CODE).areas,
            "language": lambda text: text in settings.MODELTRANSLATION_LANGUAGES,
            "partner": is_number,
            "mine": is_ticked,
            "late": is_ticked,
        }
