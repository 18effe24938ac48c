"""The sections of a listing, in the order in which a new one is told."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.choices import Channel, Entry, TaxonomySlug
from directory.models import Service
from directory.sessions import last_day_of_version
from workspace.forms import terms
from workspace.forms.audience import AudienceForm
from workspace.forms.basics import BasicsForm
from workspace.forms.contact import ContactForm
from workspace.forms.fields import column
from workspace.forms.picture import PictureForm
from workspace.forms.place import PlaceForm
from workspace.forms.section import SectionForm
from workspace.forms.together import TogetherForm
from workspace.forms.topics import TopicsForm


@dataclass(frozen=True)
class Section:
    """`title` names it among the others, `is_done` says whether a version tells anything there.

    `is_of_provider`: who takes part is said by whose listing it is, not by those who do.
    """

    slug: str
    title: Promise
    is_done: Callable[[Service], bool]
    form: type[SectionForm] | None = None
    is_of_provider: bool = False


@dataclass(frozen=True)
class Step:
    """A section of one listing, as the row of tabs shows it. `is_over`: what it tells was, and is no more."""

    section: Section
    is_done: bool
    is_current: bool
    is_over: bool = False


def _tells_basics(listing: Service) -> bool:
    language = listing.original_language
    return any(getattr(listing, column(name, language)) for name in ("summary", "description"))


def _tells_place(listing: Service) -> bool:
    needs_place = Channel.ON_SITE in listing.channels
    return bool(listing.channels) and (not needs_place or bool(listing.service_at_locations.all()))


def _tells_contact(listing: Service) -> bool:
    """Whoever may simply come needs no number to call."""
    ways = (listing.email, listing.url, listing.phones.all(), listing.urls.all())
    return listing.entry == Entry.WALK_IN or bool(listing.entry and any(ways))


SECTIONS = (
    Section("basics", pgettext_lazy("section of a listing", "Basics"), _tells_basics, BasicsForm),
    Section(
        "topics", _("Topics"), lambda listing: bool(terms.chosen(listing, TaxonomySlug.TOPICS)), TopicsForm
    ),
    # A listing for everybody tells no groups and no ages, but always in which languages it is
    Section("audience", _("Who it is for"), lambda listing: bool(listing.languages), AudienceForm),
    Section("times", _("Times"), lambda listing: bool(listing.schedules.all())),
    Section("place", _("Where"), _tells_place, PlaceForm),
    Section("contact", _("How to join"), _tells_contact, ContactForm),
    Section("languages", _("Languages"), lambda listing: len(listing.translation_states.all()) > 1),
    Section("picture", _("Picture"), lambda listing: bool(listing.pictures.all()), PictureForm),
    Section(
        "together",
        _("With others"),
        lambda listing: bool(listing.roles.all()),
        TogetherForm,
        is_of_provider=True,
    ),
)
BY_SLUG = {section.slug: section for section in SECTIONS}
#: What a new listing is led through; translations come when it is told
PATH = SECTIONS[:6]


def steps(listing: Service, current: str = "", *, is_own: bool = True) -> list[Step]:
    """The sections of a listing; `is_own` says that it is the partner's, which is not only a co-provider."""
    shown = (section for section in SECTIONS if is_own or not section.is_of_provider)
    over = {"times"} if times_are_over(listing) else set()
    return [
        Step(
            section,
            is_done=section.is_done(listing) and section.slug not in over,
            is_current=section.slug == current,
            is_over=section.slug in over,
        )
        for section in shown
    ]


def times_are_over(listing: Service) -> bool:
    """Whether it tells times and the last one was before today, as in a copy of last season's."""
    day = last_day_of_version(listing)
    return day is not None and day < timezone.localdate()


def next_after(slug: str) -> str:
    """The section after one on the path of a new listing, "" after the last."""
    slugs = [section.slug for section in PATH]
    position = slugs.index(slug) + 1 if slug in slugs else len(slugs)
    return slugs[position] if position < len(slugs) else ""


def missing(listing: Service) -> list[Section]:
    """Sections of the path that tell nothing yet."""
    return [section for section in PATH if not section.is_done(listing)]
