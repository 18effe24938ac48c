"""What the fields of a judgement set's files have to be, as evaluation/README.md says."""

from typing import Any

from django.conf import settings

from search.evaluation.hours import read_hours
from search.evaluation.lines import Field


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _are_ages(value: Any) -> bool:
    if not isinstance(value, list) or len(value) != 2:
        return False
    ages = [each for each in value if each is not None]
    return all(_is_number(each) and each >= 0 for each in ages) and ages == sorted(ages)


def _are_times(value: Any) -> bool:
    texts = [value] if _is_text(value) else value
    return _are_texts(texts) and all(map(_is_hours, texts))


def _is_hours(text: str) -> bool:
    try:
        return bool(read_hours(text))
    except ValueError:
        return False


_NEEDED = Field("a text", _is_text, is_required=True)
_TEXT = Field("a text", _is_text)
_TEXTS = Field("a list of texts", _are_texts)
_MARK = Field("true or false", lambda value: isinstance(value, bool))
_LANGUAGE = Field(
    f"one of {', '.join(settings.MODELTRANSLATION_LANGUAGES)}",
    lambda value: value in settings.MODELTRANSLATION_LANGUAGES,
    is_required=True,
)
_GRADE = Field("a whole number", _is_number, is_required=True)

LISTING = {
    "id": _NEEDED,
    "name": _NEEDED,
    **dict.fromkeys(("organization", "summary", "description", "district"), _TEXT),
    **dict.fromkeys(("spoken_languages", "for", "channels"), _TEXTS),
    **dict.fromkeys(("free", "walk_in", "accessible"), _MARK),
    "ages": Field("two ages in years, the younger first", _are_ages),
    "postal_code": Field("five digits", lambda value: _is_text(value) or _is_number(value)),
    "times": Field("""hours such as "Tue 17-19", or a list of them""", _are_times),
}
QUERY = {"qid": _NEEDED, "lang": _LANGUAGE, "text": _NEEDED, "kind": _TEXT, "need": _TEXT}
NEED = {"need": _NEEDED, "half": _TEXT, "intent_en": _TEXT}
NEED_OF_HALF = NEED | {
    "half": Field("tune or report", lambda value: value in ("tune", "report"), is_required=True)
}
JUDGEMENT_OF_NEED = {"need": _NEEDED, "id": _NEEDED, "grade": _GRADE}
JUDGEMENT = {"qid": _NEEDED, "id": _NEEDED, "grade": _GRADE}
