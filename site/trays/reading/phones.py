"""Numbers of a service as its tray tells them: what each is for, which languages, when, at what cost."""

from dataclasses import dataclass

from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from directory.choices import PhoneKind
from directory.prepared import Row
from directory.reading import wording
from directory.reading.texts import Text, choose_text

TOLD = ("name", "hours", "charge")
#: What a number is for may say what the service is
TOLD_PLAINLY = ("hours",)


@dataclass(frozen=True)
class StopPhone:
    number: str
    is_sms: bool
    about: tuple[Text, ...]

    def __str__(self) -> str:
        """As one line of plain text."""
        return ", ".join([self.number, *(text.value for text in self.about)])


def stop_phone(phone: Row, service: Row, *, is_plain: bool) -> StopPhone:
    texts = [_text(phone, field, service) for field in (TOLD_PLAINLY if is_plain else TOLD)]
    spoken = Text(wording.language_names(phone.languages), get_language())
    return StopPhone(phone.number, phone.kind == PhoneKind.SMS, tuple(filter(None, (*texts, spoken))))


def _text(phone: Row, field: str, service: Row) -> Text:
    return choose_text(
        lambda code: getattr(phone, build_localized_fieldname(field, code)),
        get_language(),
        service.original_language,
    )
