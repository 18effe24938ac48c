"""How one meets at each session: a listing tells it once for all of them, which is not true of each.

"Walk in on site" must not be met by a listing whose session of today is on the phone.
"""

from collections.abc import Sequence

from directory.choices import Channel

Channels = tuple[str, ...]


def of_schedules(channels: Sequence[str], have_places: Sequence[bool]) -> list[Channels]:
    """The channels of a listing's sessions, by whether each has a place.

    At a place one meets on site. Where all sessions have one, the other channels are theirs too: one may join
    the same session from home.
    """
    on_site, elsewhere = _divided(channels)
    at_places = (*on_site, *elsewhere) if all(have_places) else on_site or elsewhere
    return [at_places if has_place else elsewhere or on_site for has_place in have_places]


def of_places(channels: Sequence[str], *, has_place: bool) -> tuple[Channels, Channels]:
    """The channels of a listing without schedules: those at each of its places, and those elsewhere."""
    on_site, elsewhere = _divided(channels)
    return (on_site, elsewhere) if has_place else ((), (*on_site, *elsewhere))


def _divided(channels: Sequence[str]) -> tuple[Channels, Channels]:
    distinct = dict.fromkeys(channels)
    on_site = tuple(code for code in distinct if code == Channel.ON_SITE)
    return on_site, tuple(code for code in distinct if code != Channel.ON_SITE)
