"""Times, dates, ages, distances and language names in words, in the reader's language.

Dates and names come from CLDR through Babel: Django's `ckb` months belong to another calendar (DESIGN D16).
Numbers keep European digits in every language, as on the city's own signs.
"""

import datetime
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

#: Languages in which the hour is parted from the minutes by a full stop and a full hour stands alone
FULL_STOP_TIMES = ("fi", "sv", "et")
#: From midnight to a minute before it, as people write "always open"
ALL_DAY = datetime.timedelta(hours=23, minutes=59)
#: Languages that CLDR has no names for, or names that their speakers here do not use
OWN_LANGUAGE_NAMES = {
    "kmr": "Kurmancî",
    "rmf": "Kaalo",
    "fse": pgettext_lazy("language", "Finnish sign language"),
    "tl": "Tagalog",
}
#: Where CLDR keeps a language under another code
CLDR_CODES = {"zh-hans": "zh", "prs": "fa_AF"}

#: Between word joiners: no line ends after "13–"
UNBROKEN_DASH = "\u2060–\u2060"
#: What parts facts in one line; no line begins with it
DOT = "\u00a0· "

#: Names that CLDR has half translated or mistaken, by the reader's language and the language named
OWN_WORDS = {
    ("so", "ckb"): "Kurdi Sorani",
    ("so", "tr"): "Turki",
    ("so", "prs"): "Daari",
    ("so", "bn"): "Bengaali",
    ("ckb", "prs"): "دەری",
    ("ckb", "bn"): "بەنگالی",
    ("ckb", "tl"): "تاگالۆگ",
    ("sv", "ps"): "pashto",
    # As its speakers call it here
    ("fi", "ckb"): "sorani",
    ("sv", "ckb"): "sorani",
    ("en", "ckb"): "Sorani Kurdish",
}
#: As a sentence begins with them, from Monday
ON_WEEKDAYS = (
    pgettext_lazy("a day something happens on", "On Monday"),
    pgettext_lazy("a day something happens on", "On Tuesday"),
    pgettext_lazy("a day something happens on", "On Wednesday"),
    pgettext_lazy("a day something happens on", "On Thursday"),
    pgettext_lazy("a day something happens on", "On Friday"),
    pgettext_lazy("a day something happens on", "On Saturday"),
    pgettext_lazy("a day something happens on", "On Sunday"),
)
#: A short date and a full one: CLDR's Somali puts the month first, its speakers do not
OWN_DATES = {"so": ("d MMM", "d MMMM y")}
#: Letters of Arabic in CLDR's Sorani, and those that Sorani is written with
SORANI_LETTERS = str.maketrans("كھ", "که")


@lru_cache
def cldr_locale(language_code: str) -> Locale:
    return Locale.parse({"zh-hans": "zh_Hans", "en": "en_GB"}.get(language_code, language_code))


def current_locale() -> Locale:
    return cldr_locale(get_language() or settings.LANGUAGE_CODE)


def language_name(code: str) -> str:
    """A spoken language's name in the reader's language; an unknown tag as it is."""
    return _language_name(code, get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=4096)
def _language_name(code: str, reader: str) -> str:
    if own := OWN_WORDS.get((reader, code)):
        return own
    known = cldr_locale(reader).languages.get(CLDR_CODES.get(code, code))
    return _spelled(known or str(OWN_LANGUAGE_NAMES.get(code, code)), reader)


def is_language(code: str) -> bool:
    """Whether a tag is one that has a name: anything might stand in an address."""
    return CLDR_CODES.get(code, code) in cldr_locale("en").languages or code in OWN_LANGUAGE_NAMES


def language_names(codes: Iterable[str]) -> str:
    """The names of several languages, joined."""
    return comma().join(language_name(code) for code in codes)


def comma() -> str:
    return pgettext("between the parts of a list", ", ")


def colon() -> str:
    return pgettext("between a label and what it is for", ": ")


def time_range(starts_at: datetime.datetime, ends_at: datetime.datetime) -> str:
    """ "17–19", "9.30–11", "17:00–19:00": two aware datetimes as clock times of the city."""
    return _time_range(starts_at, ends_at, get_language())


@lru_cache(maxsize=4_000)  # a tray says each of its sessions on a card, among the dates and in its week
def _time_range(starts_at: datetime.datetime, ends_at: datetime.datetime, _language_code: str) -> str:
    if ends_at - starts_at >= ALL_DAY:
        return pgettext("hours", "day and night")
    return pgettext("from one time to another", "%(start)s–%(end)s") % {
        "start": clock_time(starts_at),
        "end": clock_time(ends_at),
    }


def clock_time(moment: datetime.datetime | datetime.time) -> str:
    """A time of day; an aware datetime is first taken to the city's clock."""
    if isinstance(moment, datetime.datetime):
        moment = timezone.localtime(moment).time()
    if get_language() in FULL_STOP_TIMES:
        return f"{moment.hour}" if moment.minute == 0 else f"{moment.hour}.{moment:%M}"
    return f"{moment.hour}:{moment:%M}"


def short_date(date: datetime.date) -> str:
    """ "25.11.", "25 Nov": day and month."""
    return _short_date(date, get_language())


@lru_cache(maxsize=2_000)  # a page of cards has twenty of them, of the same few weeks
def _short_date(date: datetime.date, language_code: str) -> str:
    short, _full = OWN_DATES.get(language_code, (None, None))
    if short:
        return format_date(date, short, locale=current_locale())
    return _with_first(date, format_skeleton("MMMd", date, locale=current_locale()))


def full_date(date: datetime.date) -> str:
    """ "25. marraskuuta 2026", "25 November 2026"."""
    _short, full = OWN_DATES.get(get_language(), (None, "long"))
    return _with_first(date, format_date(date, full, locale=current_locale()))


def month_name(month: datetime.date) -> str:
    """ "maaliskuu 2026", "March 2026"."""
    return format_skeleton("yMMMM", month, locale=current_locale())


def date_range(first: datetime.date, last: datetime.date) -> str:
    """ "16.–22. maaliskuuta", "16 – 22 Mar": two days and what is between them."""
    return format_interval(first, last, "MMMd", locale=current_locale())


def _with_first(date: datetime.date, words: str) -> str:
    """French counts the first day of a month as a first one, which CLDR leaves out."""
    return words.replace("1 ", "1er ", 1) if date.day == 1 and get_language() == "fr" else words


def weekday_name(weekday: int) -> str:
    """A weekday's short name; 0 is Monday."""
    return _spelled(current_locale().days["stand-alone"]["abbreviated"][weekday], get_language())


def _spelled(name: str, reader: str | None) -> str:
    return name.translate(SORANI_LETTERS) if reader == "ckb" else name


def on_weekday(weekday: int) -> str:
    """ "on Monday", as a sentence begins with it; 0 is Monday."""
    return str(ON_WEEKDAYS[weekday])


def dated_day(date: datetime.date, today: datetime.date) -> str:
    """ "Today 25.11.", "On Wednesday 25.11.": for what may be read on another day, on paper."""
    if date == today:
        return pgettext("a day something happens on", "Today %(date)s") % {"date": short_date(date)}
    return _weekday_and_date(date, today)


def day_in_words(date: datetime.date, today: datetime.date) -> str:
    """ "Today", "Tomorrow", "On Wednesday 25.11."."""
    if date == today:
        return pgettext("a day something happens on", "Today")
    if date == today + datetime.timedelta(days=1):
        return pgettext("a day something happens on", "Tomorrow")
    return _weekday_and_date(date, today)


def _weekday_and_date(date: datetime.date, today: datetime.date) -> str:
    return pgettext("a day something happens on", "%(weekday)s %(date)s") % {
        "weekday": on_weekday(date.weekday()),
        "date": short_date(date) if date.year == today.year else full_date(date),
    }


def session_in_words(starts_at: datetime.datetime, ends_at: datetime.datetime, now: datetime.datetime) -> str:
    """ "Today 17–19", "On Wednesday 25.11. at 12–14", "Today, day and night"."""
    day = day_in_words(timezone.localdate(starts_at), timezone.localdate(now))
    if ends_at - starts_at >= ALL_DAY:
        return comma().join((day, time_range(starts_at, ends_at)))
    return pgettext("a day and its hours", "%(day)s at %(hours)s") % {
        "day": day,
        "hours": time_range(starts_at, ends_at),
    }


def ages(youngest: int | None, oldest: int | None) -> str:
    """ "0–6 years", "from 18 years", "up to 12 years"; nothing where both are open."""
    if oldest is not None and oldest >= 99:
        oldest = None
    if not youngest and oldest is None:
        return ""
    if oldest is None:
        return _("From %(age)s years") % {"age": youngest}
    if not youngest:
        return _("Up to %(age)s years") % {"age": oldest}
    words = pgettext("ages", "%(youngest)s–%(oldest)s years") % {"youngest": youngest, "oldest": oldest}
    return words.replace("–", UNBROKEN_DASH)


def distance(metres: float) -> str:
    """ "400 m", "1.8 km", rounded as one would say it."""
    if metres < 950:
        return _("%(metres)s m") % {"metres": max(50, round(metres / 50) * 50)}
    kilometres = f"{metres / 1000:.1f}" if metres < 9_950 else f"{metres / 1000:.0f}"
    return _("%(kilometres)s km") % {"kilometres": kilometres.replace(".", decimal_mark())}


def grouped(number: int) -> str:
    """ "12 345", "12,345", "12.345": as the reader's language parts thousands."""
    return format_decimal(number, locale=current_locale())


def decimal_mark() -> str:
    symbols = current_locale().number_symbols
    return (symbols.get("latn") or symbols).get("decimal", ".")


def months_ago(date: datetime.date, today: datetime.date) -> str:
    """ "7 months": how long ago a listing was confirmed."""
    months = max(1, (today - date).days // 30)
    return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}


def changed_meanwhile(there: str) -> str:
    """Beside a field that somebody else has changed since its form was opened: what it says now."""
    words = _("This was changed meanwhile: %(text)s. Save again to keep yours instead.")
    return words % {"text": f"\u2068{there}\u2069"}
