"""Which languages, areas and themes each listing has, gathered in a few queries for counting."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models.functions import Coalesce

from desk.figures.tally import Values
from directory.choices import TaxonomySlug
from directory.models import Area, Schedule, Service, ServiceAtLocation, ServiceAttribute

ROWS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Profile:
    """Languages that are spoken, districts, and codes of themes, each in order."""

    languages: Values = ()
    areas: Values = ()
    themes: Values = ()


NONE = Profile()


def profiles() -> dict[int, Profile]:
    """Of every listing, public or not, by its number. Those that are alike are one object."""
    languages, areas, themes = _languages(), _areas(), _themes()
    alike: dict[Profile, Profile] = {}
    found = {}
    for pk, codes in languages.items():
        profile = Profile(_ordered(codes), _ordered(areas.get(pk, ())), _ordered(themes.get(pk, ())))
        found[pk] = alike.setdefault(profile, profile)
    return found


def _ordered(values) -> Values:
    return tuple(sorted(values))


def _languages() -> dict[int, set[str]]:
    """Those of a listing and of its sessions."""
    spoken = Service.objects.order_by().values_list("pk", "languages")
    found = {pk: set(codes) for pk, codes in spoken.iterator(chunk_size=ROWS_AT_ONCE)}
    own = Schedule.objects.order_by().exclude(languages=[]).values_list("service_id", "languages")
    for pk, codes in own.iterator(chunk_size=ROWS_AT_ONCE):
        found[pk].update(codes)
    return found


def _areas() -> dict[int, set[str]]:
    districts, found = districts_by_slug(), defaultdict(set)
    for model in (ServiceAtLocation, Schedule):
        places = model.objects.order_by().filter(location__area__isnull=False)
        pairs = places.values_list("service_id", "location__area__slug").distinct()
        for pk, slug in pairs.iterator(chunk_size=ROWS_AT_ONCE):
            found[pk].add(districts[slug])
    return found


def districts_by_slug() -> dict[str, str]:
    """The district of each area; a district is its own."""
    return dict(Area.objects.values_list("slug", Coalesce("parent__slug", "slug")))


def _themes() -> dict[int, set[str]]:
    found = defaultdict(set)
    topics = ServiceAttribute.objects.order_by().filter(term__taxonomy__slug=TaxonomySlug.TOPICS)
    pairs = topics.values_list("service_id", Coalesce("term__parent__code", "term__code")).distinct()
    for pk, code in pairs.iterator(chunk_size=ROWS_AT_ONCE):
        found[pk].add(code)
    return found
