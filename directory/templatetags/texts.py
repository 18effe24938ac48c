"""Texts in templates: each marked with the language it really is in."""

from collections.abc import Iterable
from functools import lru_cache

import phonenumbers
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from directory.choices import PhoneKind
from directory.reading import wording
from directory.reading.cards import SpokenLanguage, text_language_words
from directory.reading.texts import Text, read_text

register = template.Library()

#: Country calling code
FINLAND = 358


@register.simple_tag
def in_language(text: Text) -> SafeString | str:
    """A text, wrapped with `lang` and `dir` where it is not in the reader's language."""
    if not text or text.language_code == get_language():
        return text.value if text else ""
    return format_html("<span {}>{}</span>", language_attributes(text), text.value)


@register.simple_tag
def in_languages(texts: Iterable[Text]) -> SafeString:
    """Several texts as a list in one line, each marked with the language it is in."""
    return format_html_join(wording.comma(), "{}", ((in_language(text),) for text in texts))


@register.simple_tag
def spoken_languages(languages: Iterable[SpokenLanguage]) -> SafeString:
    """Names of spoken languages as a list in one line, the reader's own set off."""
    marked = '<span class="mine">{}</span>'
    names = (format_html(marked, spoken.name) if spoken.is_readers else spoken.name for spoken in languages)
    return format_html_join(wording.comma(), "{}", ((name,) for name in names))


@register.simple_tag
def comma() -> str:
    """The comma of the reader's language and the space after it."""
    return wording.comma()


@register.simple_tag
def colon() -> str:
    """The colon of the reader's language and the spaces around it."""
    return wording.colon()


@register.simple_tag
def lang_unless_readers(text: Text) -> SafeString | str:
    """The attributes of an element whose text is not in the reader's language, with a space before them."""
    return "" if text.language_code == get_language() else format_html(" {}", language_attributes(text))


@register.simple_tag
def text_of(instance, field: str) -> SafeString | str:
    """The text of an object's field in the reader's language or a marked fallback."""
    return in_language(read_text(instance, field, get_language()))


@register.simple_tag
def read(instance, field: str) -> Text:
    """The Text of a field, to be kept with `as`."""
    return read_text(instance, field, get_language())


@register.simple_tag
def paragraphs(text: Text, said: str = "") -> SafeString:
    """A long text as paragraphs; one in another language as a block with its bar and its `lang` and `dir`.

    `said` is the language that the page has told the reader of already: any other one gets a mark of its own.
    """
    body = format_html_join("", "<p>{}</p>", ((lines(part),) for part in text.paragraphs))
    if text.language_code == get_language():
        return body
    block = format_html('<div class="foreign stack" {}>{}</div>', language_attributes(text), body)
    if text.language_code == said:
        return block
    return format_html(
        '<p><span class="mark">{}</span></p>{}', text_language_words(text.language_code), block
    )


def lines(paragraph: str) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in paragraph.splitlines()))


def language_attributes(text: Text) -> SafeString:
    return format_html('lang="{}" dir="{}"', text.html_lang, text.direction)


@register.simple_tag
def phone_link(number: str) -> SafeString:
    """A number as a link that dials, grouped, isolated from the direction of the text around it."""
    shown, dialled = phone_forms(number)
    return format_html('<a href="tel:{}"><bdi>{}</bdi></a>', dialled, shown)


@register.inclusion_tag("components/phone_number.html")
def phone_number(number: str) -> dict:
    """A number as the largest thing in its panel."""
    shown, dialled = phone_forms(number)
    return {"shown": shown, "dialled": dialled}


@register.inclusion_tag("components/phone_button.html")
def phone_button(phone) -> dict:
    """A number as the main thing to do: a button that dials, in print the number alone."""
    shown, dialled = phone_forms(phone.number)
    return {"shown": shown, "dialled": dialled, "is_sms": phone.kind == PhoneKind.SMS}


# Each number of a city stands on many pages, and its grouping takes long to find out
@lru_cache(maxsize=4_096)
def phone_forms(number: str) -> tuple[str, str]:
    """A number as it is shown in Finland and as it is dialled from anywhere."""
    try:
        parsed = phonenumbers.parse(number, "FI")
    except phonenumbers.NumberParseException:
        return number, "".join(c for c in number if c.isdigit() or c == "+")
    if not phonenumbers.is_valid_number(parsed):
        digits = "".join(c for c in number if c.isdigit() or c == "+")
        return number, f"+{FINLAND}{digits[1:]}" if digits.startswith("0") else digits
    dialled = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if " " in number and number.isascii():  # grouped by the person who wrote it
        return number, dialled
    national = phonenumbers.PhoneNumberFormat.NATIONAL
    form = national if parsed.country_code == FINLAND else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form), dialled


@register.filter
def grouped(number: int) -> str:
    """A number with its thousands parted: `{{ count|grouped }}`."""
    return wording.grouped(number)
