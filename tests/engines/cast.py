"""Documents for tests of engines: plain ones, of which a test changes what matters to it."""

from datetime import UTC, date, datetime, timedelta

from search.analysis import tokens
from search.documents import LabelDocument, Occurrence, ServiceDocument, SessionTemplate
from search.querying.parameters import Parameters
from search.querying.queries import build
from search.querying.results import Results

#: A Friday, 12:20 in Helsinki
NOW = datetime(2026, 5, 8, 9, 20, tzinfo=UTC)
TODAY = date(2026, 5, 8)


def listing(number: int, name: str = "", **values) -> ServiceDocument:
    """A listing without sessions, with its words in its name alone."""
    found = {"name": tokens(name, "fi"), "about": (), "text": ()}
    label = LabelDocument("service", f"listing-{number}", {"fi": name} if name else {})
    return ServiceDocument(id=number, **({"label": label, "tokens": found} | values))


def meeting(template: int = 0, *, hours: float = 1, length: float = 1, parts: int = 2) -> Occurrence:
    """A session some hours from now, in the afternoon unless it says otherwise."""
    start = NOW + timedelta(hours=hours)
    return Occurrence(minute(start), minute(start + timedelta(hours=length)), template, parts)


def speaking(*languages: str, **values) -> SessionTemplate:
    return SessionTemplate(languages=languages, **values)


def minute(moment: datetime) -> int:
    return int(moment.timestamp() // 60)


def fill(engine, documents, labels=(), progress=None) -> None:
    with engine.rebuild(TODAY) as writer:
        writer.put(documents)
        writer.put_labels(labels)
        writer.commit(progress or {})


def change(engine, documents=(), removed=(), progress=None) -> None:
    with engine.write() as writer:
        writer.put(documents)
        writer.remove(removed)
        writer.commit(progress or {})


def search(engine, *, now: datetime = NOW, language: str = "fi", **get) -> Results:
    return engine.search(build(Parameters.read(get), now=now, language=language))


def ids(engine, **get) -> list[int]:
    return [hit.service_id for hit in search(engine, **get).hits]
