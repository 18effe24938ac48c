"""Lists of texts by language, as payloads have them, into our languages."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from directory.imports.ptv.languages import other_language
from directory.imports.ptv.plain_text import plain_text
from directory.imports.ptv.values import Remarks, Texts

LANGUAGE_NAMES = {"fi": "Finnish", "sv": "Swedish", "en": "English"}


def read_texts(items: Iterable[Mapping[str, Any]] | None, remarks: Remarks, *, type: str = "") -> Texts:  # noqa: A002
    """The texts of a list by language, cleaned; of one type where the list has several."""
    texts: Texts = {}
    for item in items or []:
        if type and item.get("type") != type:
            continue
        if value := plain_text(item.get("value") or ""):
            code = language_of(item)
            if code:
                texts[code] = f"{texts[code]}\n\n{value}" if code in texts else value
            else:
                remarks.add(
                    f"a text in {item.get('language') or 'no language'} has no column here: {value[:60]}"
                )
    return texts


def language_of(item: Mapping[str, Any]) -> str:
    """Our code of an item's language; empty where we have no such language."""
    code = (item.get("language") or "").lower()
    return code if code in settings.MODELTRANSLATION_LANGUAGES else ""


def in_right_language(texts: Texts, what: str, remarks: Remarks) -> Texts:
    """Texts without those that are clearly in another language than they say.

    Such a text is taken as one in its real language where there is none yet; otherwise it is left out.
    """
    moved = {code: other_language(value, code) for code, value in texts.items()}
    right = {code: value for code, value in texts.items() if not moved[code]}
    for code, real in moved.items():
        if real:
            is_needed = real not in right
            fate = f"taken as {real}" if is_needed else "left out"
            remarks.add(f"{code} {what} looks like {LANGUAGE_NAMES[real]}: {fate}")
            if is_needed:
                right[real] = texts[code]
    return right


def first_text(texts: Texts) -> str:
    """One text for a field without languages: the Finnish one, else any."""
    return next(
        (texts[code] for code in ("fi", "sv", "en") if texts.get(code)), next(iter(texts.values()), "")
    )
