"""One session of a listing: on which days, from when till when, and what is special about it."""

from datetime import date, datetime, time
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from directory.actions.errors import NoSuchSession
from directory.choices import Entry, ScheduleDateKind
from directory.dates import recurrences
from directory.models import Location, Schedule, ScheduleDate, Service
from directory.reading.wording import weekday_name
from workspace.forms.fields import (
    column,
    day,
    language_choices,
    line,
    one_of,
    some_of,
    tick,
    time_of_day,
    write_in_original,
)
from workspace.forms.section import SectionForm
from workspace.names import place_name
from workspace.rhythms import Rhythm, rule_of, spoken

#: Dates that a form has room for, at least and besides those that are there
DATES, MORE_DATES, MORE_CANCELLED = 6, 3, 1
#: What is asked of what repeats: with single dates the page hides it (static/css/workspace.css)
REPEATING = ("weekdays", "first", "until")
EVENING, MORNING = time(18), time(6)
AS_USUAL = ("", _("As in the whole listing"))


class SessionForm(SectionForm):
    """`number` is the place of the session among those of the listing, None for a new one."""

    facts: ClassVar = ()

    rhythm = one_of(_("How often?"), Rhythm.choices, required=True)
    weekdays = some_of(_("On which days?"))
    opens_at = time_of_day(capfirst(Schedule._meta.get_field("opens_at").verbose_name))
    closes_at = time_of_day(capfirst(Schedule._meta.get_field("closes_at").verbose_name))
    first = day(_("From which day?"))
    until = day(_("Until which day?"), help_text=_("Leave it empty if it goes on for now."))
    skips_holidays = tick(capfirst(Schedule._meta.get_field("skips_holidays").verbose_name))
    languages = some_of(_("Languages of this session, if others than usual"))
    entry = one_of(capfirst(Schedule._meta.get_field("entry").verbose_name), [AS_USUAL, *Entry.choices])
    place = one_of(capfirst(Schedule._meta.get_field("location").verbose_name), [AS_USUAL])
    note = line(Schedule, "description")

    def __init__(self, data=None, *, listing: Service, number: int | None = None, **kwargs):
        self.number = number
        super().__init__(data, listing=listing, **kwargs)
        self._offer_choices(listing)
        self._make_room(listing)
        write_in_original(self, ["note", *self._numbered("reason")], listing.original_language)

    def _offer_choices(self, listing: Service) -> None:
        self.fields["weekdays"].choices = [(str(n), capfirst(weekday_name(n))) for n in range(7)]
        self.fields["languages"].choices = language_choices(*listing.languages, *self._session().languages)
        if self.initial.get("rhythm") != Rhythm.KEPT:
            self.fields["rhythm"].choices = [choice for choice in Rhythm.choices if choice[0] != Rhythm.KEPT]
        ids = {at.location_id for at in listing.service_at_locations.all()} | {self._session().location_id}
        places = Location.objects.filter(pk__in=ids - {None})
        if len(ids - {None}) < 2:
            del self.fields["place"]
        else:
            named = [(str(place.pk), place_name(place)) for place in places]
            self.fields["place"].choices = [AS_USUAL, *named]

    def _make_room(self, listing: Service) -> None:
        stated = list(self._session(listing).dates.all())
        extra = [each.date for each in stated if each.kind == ScheduleDateKind.EXTRA]
        for n in range(max(DATES, len(extra) + MORE_DATES)):
            self.fields[f"date_{n}"] = day(_("Date %(number)s") % {"number": n + 1})
        cancelled = [each for each in stated if each.kind == ScheduleDateKind.CANCELLED]
        for n in range(len(cancelled) + MORE_CANCELLED):
            self.fields[f"cancelled_{n}"] = day(_("Cancelled on"))
            self.fields[f"reason_{n}"] = line(ScheduleDate, "reason")

    def _session(self, listing: Service | None = None) -> Schedule:
        """This session in a version; a new one where there is none of its number."""
        schedules = list((listing or self.listing).schedules.all())
        if self.number is None or self.number >= len(schedules):
            return Schedule()
        return schedules[self.number]

    def _numbered(self, name: str) -> list[str]:
        return [field for field in self.fields if field.startswith(f"{name}_")]

    @property
    def date_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self._numbered("date")]

    @property
    def cancelled_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[cancelled], self[reason]) for cancelled, reason in self._cancelled_names()]

    def values(self, listing: Service) -> dict[str, object]:
        session = self._session(listing)
        if session.opens_at is None:
            return {"rhythm": Rhythm.WEEKLY, "skips_holidays": True, "languages": [], "entry": ""}
        said = spoken(session.rrule)
        return {
            "rhythm": said.rhythm,
            "weekdays": [str(number) for number in said.weekdays],
            "opens_at": f"{session.opens_at:%H.%M}",
            "closes_at": f"{session.closes_at:%H.%M}",
            "first": session.dtstart,
            "until": session.valid_to,
            "skips_holidays": session.skips_holidays,
            "languages": session.languages,
            "entry": session.entry,
            "place": str(session.location_id or ""),
            "note": getattr(session, column("description", listing.original_language)) or "",
            **_dates(session, listing.original_language),
        }

    def compared(self, listing: Service) -> object:
        """All sessions: the number of one says nothing once another was taken out."""
        mine, count = self.number, len(listing.schedules.all())
        try:
            return [self._values_of(number, listing) for number in range(count)]
        finally:
            self.number = mine

    def _values_of(self, number: int, listing: Service) -> dict[str, object]:
        self.number = number
        return self.values(listing)

    def clean(self):
        values = super().clean()
        errors = {}
        rhythm = values.get("rhythm")
        if rhythm == Rhythm.DATES:
            values |= self._without_repeating()
        if rhythm in (Rhythm.WEEKLY, Rhythm.FORTNIGHTLY) and not values.get("weekdays"):
            errors["weekdays"] = _("Choose at least one day.")
        if rhythm == Rhythm.DATES and not self._wanted_dates():
            errors.setdefault("date_0", _("Write at least one date."))
        if not _is_possible(values.get("opens_at"), values.get("closes_at")):
            errors["closes_at"] = _("The end has to be later than the beginning.")
        if values.get("first") and values.get("until") and values["until"] < values["first"]:
            errors["until"] = _("The last day is before the first.")
        errors |= self._errors_of_cancelled(knows_rule=not errors and not self.errors)
        if errors:
            raise ValidationError(errors)
        return values

    def _without_repeating(self) -> dict[str, object]:
        """Values for the fields that are hidden, whatever was typed into them before."""
        for name in REPEATING:
            self.errors.pop(name, None)
        return {"weekdays": [], "first": None, "until": None}

    def _errors_of_cancelled(self, *, knows_rule: bool) -> dict[str, object]:
        """A reason needs its date, and what was never to be held is not cancelled: people would come."""
        errors, stated = {}, {each.date for each in self._session().dates.all()}
        for name, reason in self._cancelled_names():
            day = self.cleaned_data.get(name)
            is_new = name not in self.initial and name not in self.errors
            if is_new and not day and self.cleaned_data.get(reason):
                errors[name] = self.fields[name].error_messages["invalid"]
            elif day and knows_rule and day not in stated and not self._is_held(day):
                errors[name] = NoSuchSession.message
        return errors

    def _is_held(self, day: date) -> bool:
        """Whether the session as it is typed has this day. Of single dates each is told by itself."""
        values = self.cleaned_data
        if values["rhythm"] == Rhythm.DATES:
            return True
        session = self._session()
        begin = datetime.combine(self._begin(session), time())
        is_over = values["until"] and values["until"] < day
        rule = recurrences.parse_rule(self._rule(session))
        return not is_over and day in recurrences.days(rule, begin, day, day)

    def _rule(self, session: Schedule) -> str:
        values = self.cleaned_data
        if values["rhythm"] == Rhythm.KEPT:
            return session.rrule
        return rule_of(values["rhythm"], map(int, values["weekdays"]))

    def _begin(self, session: Schedule) -> date:
        return self.cleaned_data["first"] or session.dtstart or timezone.localdate()

    def _cancelled_names(self) -> list[tuple[str, str]]:
        return list(zip(self._numbered("cancelled"), self._numbered("reason"), strict=True))

    def _wanted_dates(self) -> list[date]:
        found = (self.cleaned_data.get(name) for name in self._numbered("date"))
        return sorted({each for each in found if each})

    def apply(self, listing: Service) -> None:
        schedules = list(listing.schedules.all())
        if self.number is None or self.number >= len(schedules):
            schedules.append(Schedule())
            self.number = len(schedules) - 1
        self._write(schedules[self.number], listing.original_language)
        for number, each in enumerate(schedules):
            each.sort_order = number
        listing.schedules.set(schedules)

    def _write(self, session: Schedule, language: str) -> None:
        values = self.cleaned_data
        session.rrule = self._rule(session)
        dates, begin = self._wanted_dates(), self._begin(session)
        session.dtstart = min([begin, *dates]) if values["rhythm"] == Rhythm.DATES else begin
        session.opens_at, session.closes_at = values["opens_at"], values["closes_at"]
        session.valid_to = values["until"]
        session.skips_holidays = values["skips_holidays"]
        session.languages, session.entry = values["languages"], values["entry"]
        if "place" in self.fields:
            session.location_id = int(values["place"]) if values["place"] else None
        setattr(session, column("description", language), values["note"])
        session.dates.set([*self._extra(session, dates), *self._cancelled(session, language)])

    def _extra(self, session: Schedule, dates: list[date]) -> list[ScheduleDate]:
        known = {each.date: each for each in session.dates.all() if each.kind == ScheduleDateKind.EXTRA}
        gone = {self.cleaned_data[name] for name in self._numbered("cancelled")}
        new = {each: ScheduleDate(kind=ScheduleDateKind.EXTRA, date=each) for each in dates}
        return [known.get(each, new[each]) for each in dates if each not in gone]

    def _cancelled(self, session: Schedule, language: str) -> list[ScheduleDate]:
        known = {each.date: each for each in session.dates.all() if each.kind == ScheduleDateKind.CANCELLED}
        wanted = {}
        for name, reason in self._cancelled_names():
            if cancelled := self.cleaned_data[name]:
                stated = known.get(cancelled) or ScheduleDate(kind=ScheduleDateKind.CANCELLED, date=cancelled)
                setattr(stated, column("reason", language), self.cleaned_data[reason])
                wanted[cancelled] = stated
        return list(wanted.values())


def _dates(session: Schedule, language: str) -> dict[str, object]:
    stated = list(session.dates.all())
    extra = [each.date for each in stated if each.kind == ScheduleDateKind.EXTRA]
    cancelled = [each for each in stated if each.kind == ScheduleDateKind.CANCELLED]
    return (
        {f"date_{n}": each for n, each in enumerate(extra)}
        | {f"cancelled_{n}": each.date for n, each in enumerate(cancelled)}
        | {f"reason_{n}": getattr(each, column("reason", language)) for n, each in enumerate(cancelled)}
    )


def _is_possible(opens_at: time | None, closes_at: time | None) -> bool:
    """An evening may end in the night; what ends by day before it began is a slip."""
    if opens_at is None or closes_at is None or closes_at > opens_at:
        return True
    return opens_at >= EVENING and closes_at <= MORNING
