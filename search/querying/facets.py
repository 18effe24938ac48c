"""The facets: what a listing can be found by, at which level, and how its value is read from a document."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from directory.choices import TextState
from search.documents.shapes import ServiceDocument, SessionTemplate

#: The value of a facet that is a plain yes
YES = "1"
#: The area of a session that is at no known place: online, by phone, at a hidden address
ANYWHERE = "anywhere"


class Level(Enum):
    """Of what a facet is a property. All but the listing's must hold for one and the same session."""

    SERVICE = "service"
    SESSION = "session"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Facet:
    """A property by which listings are found; `read` takes a document (SERVICE) or a template (SESSION)."""

    key: str  # as in Parameters
    level: Level
    read: Callable[..., Iterable[str]] | None = None
    is_counted: bool = True


def _of_service(
    key: str, read: Callable[[ServiceDocument], Iterable[str]], *, is_counted: bool = True
) -> Facet:
    return Facet(key, Level.SERVICE, read, is_counted)


def _of_session(
    key: str, read: Callable[[SessionTemplate], Iterable[str]], *, is_counted: bool = True
) -> Facet:
    return Facet(key, Level.SESSION, read, is_counted)


def _some(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _yes(is_so: bool) -> tuple[str, ...]:
    return (YES,) if is_so else ()


def _written_by_people(texts: Mapping[str, str]) -> tuple[str, ...]:
    """Languages whose texts a person has written or checked, the outdated ones among them."""
    return tuple(language for language, state in texts.items() if state != TextState.MACHINE)


def _areas(template: SessionTemplate) -> tuple[str, ...]:
    is_somewhere = template.areas or template.postal_code or template.latitude is not None
    return template.areas if is_somewhere else (ANYWHERE,)


#: In the order in which a page shows them
FACETS = (
    _of_service("theme", lambda document: document.themes),
    _of_service("topic", lambda document: document.topics),
    _of_service("whom", lambda document: document.whom),
    _of_service("gender", lambda document: _some(document.gender)),
    _of_service("free", lambda document: _yes(document.is_free)),
    _of_session("entry", lambda template: _some(template.entry)),
    _of_session("spoken", lambda template: template.languages),
    _of_session("channel", lambda template: template.channels),
    _of_session("area", _areas),
    Facet("when", Level.TIME),
    Facet("part", Level.TIME),
    _of_session("family_centre", lambda template: _yes(template.is_family_centre)),
    _of_session("step_free", lambda template: _yes(template.is_step_free)),
    _of_service("no_client_relation", lambda document: _yes(document.needs_client_relation is False)),
    _of_service("no_identity", lambda document: _yes(document.needs_identity is False)),
    _of_service("easy", lambda document: document.easy_languages),
    _of_service("written", lambda document: _written_by_people(document.texts)),
    _of_service("organization_kind", lambda document: _some(document.organization_kind)),
    _of_service("kind", lambda document: _some(document.kind)),
    _of_service("organization", lambda document: document.organizations, is_counted=False),
    _of_session("postal_code", lambda template: _some(template.postal_code), is_counted=False),
    _of_session("location", lambda template: _some(template.location), is_counted=False),
)
BY_KEY = {facet.key: facet for facet in FACETS}
COUNTED = tuple(facet.key for facet in FACETS if facet.is_counted)


def facets_of(level: Level) -> tuple[Facet, ...]:
    return tuple(facet for facet in FACETS if facet.level is level)
