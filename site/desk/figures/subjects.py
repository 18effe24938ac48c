"""What reports are about: which numbers belong together, and what they may be divided by."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from desk.models import Figure

What = Figure.What


class By(models.TextChoices):
    """What the rows of a table are."""

    LANGUAGE = "language", pgettext_lazy("of texts", "Language")
    AREA = "area", _("Area")
    THEME = "theme", _("Theme")
    AGE = "age", pgettext_lazy("figures", "Age")
    PARTNER = "partner", _("organisation")
    STAGE = "stage", pgettext_lazy("of a listing", "State")
    PARTNER_KIND = "partner_kind", pgettext_lazy("figures", "Kind of organisation")
    ANSWER = "answer", pgettext_lazy("figures", "Answer")
    FEEDBACK_KIND = "feedback_kind", pgettext_lazy("feedback", "About")

    @property
    def heading(self) -> str:
        return capfirst(str(self.label))

    @property
    def column(self) -> str:
        """Of the figures."""
        return COLUMNS.get(self, "detail")


#: What all may be narrowed down to
COLUMNS: Mapping[By, str] = {By.LANGUAGE: "language_code", By.AREA: "area", By.THEME: "theme"}


@dataclass(frozen=True)
class Measure:
    """A column of numbers: what happened in a period, or how much there was at its end.

    Small numbers of readers are hidden; `others` says where the same is kept for some divisions.
    """

    what: What
    label: str | Promise
    is_at_the_end: bool = False
    is_of_readers: bool = False
    others: tuple[tuple[By, What], ...] = ()

    def what_by(self, by: By) -> What:
        return dict(self.others).get(by, self.what)


@dataclass(frozen=True)
class Subject:
    """`narrowed` is what it may be narrowed down to while it is divided by something else."""

    code: str
    title: str | Promise
    measures: tuple[Measure, ...]
    ways: tuple[By, ...]
    has_shares: bool = False
    note: str | Promise = ""

    def narrowed(self, by: By) -> tuple[By, ...]:
        if by == By.PARTNER or not set(COLUMNS) & {*self.ways, *NARROWED.get(self.code, ())}:
            return ()
        found = NARROWED.get(self.code, tuple(COLUMNS))
        return tuple(each for each in found if each != by and not (by == By.AGE and each == By.LANGUAGE))


#: Of those that are not kept by language, area and theme
NARROWED: Mapping[str, tuple[By, ...]] = {"freshness": (By.AREA, By.THEME), "trays": ()}
ALL_WAYS = (By.LANGUAGE, By.AREA, By.THEME)
SEARCHES = Measure(What.SEARCHES, _("Searches"), is_of_readers=True)

SUBJECTS: Mapping[str, Subject] = {
    subject.code: subject
    for subject in (
        Subject(
            "searches",
            _("What is searched for"),
            (
                SEARCHES,
                Measure(What.FEW, _("Found at most two"), is_of_readers=True),
                Measure(What.GAVE_UP, _("Opened nothing"), is_of_readers=True),
            ),
            (By.THEME, By.LANGUAGE, By.AREA),
        ),
        Subject(
            "sessions",
            _("What is offered, and what is searched for"),
            (Measure(What.SESSIONS, _("Sessions in four weeks"), is_at_the_end=True), SEARCHES),
            ALL_WAYS,
            has_shares=True,
            note=_(
                "A session in several languages counts in each of them. Searches count by the language of "
                "the page, and by the area and the theme that were searched for."
            ),
        ),
        Subject(
            "listings",
            _("Listings"),
            (Measure(What.LISTINGS, _("Listings"), is_at_the_end=True, others=((By.AGE, What.AGES),)),),
            (*ALL_WAYS, By.AGE),
            note=_("A listing with several languages, areas, themes or ages counts in each of them."),
        ),
        Subject(
            "reach",
            _("How often pages are read"),
            (
                Measure(
                    What.SHOWN,
                    pgettext_lazy("figures", "Pages shown"),
                    is_of_readers=True,
                    others=((By.PARTNER, What.SHOWN_OF_PARTNER),),
                ),
            ),
            (*ALL_WAYS, By.PARTNER),
        ),
        Subject(
            "freshness",
            _("How fresh the listings are"),
            (Measure(What.FRESHNESS, _("Listings"), is_at_the_end=True),),
            (By.STAGE,),
        ),
        Subject(
            "partners",
            pgettext_lazy("menu", "Partners"),
            (Measure(What.PARTNERS, pgettext_lazy("menu", "Partners"), is_at_the_end=True),),
            (By.PARTNER_KIND,),
        ),
        Subject(
            "trays",
            _("Trays for families"),
            (
                Measure(
                    What.TRAYS,
                    pgettext_lazy("figures", "Open trays"),
                    is_at_the_end=True,
                    is_of_readers=True,
                ),
            ),
            (By.LANGUAGE,),
        ),
        Subject(
            "outcomes",
            _("How it went at the services of a tray"),
            (Measure(What.OUTCOMES, pgettext_lazy("figures", "Answers"), is_of_readers=True),),
            (By.ANSWER,),
        ),
        Subject(
            "feedback",
            _("Feedback"),
            (Measure(What.FEEDBACK, _("Feedback"), is_of_readers=True),),
            (By.FEEDBACK_KIND,),
        ),
    )
}
