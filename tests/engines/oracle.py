"""The right answer to any query, by looking at every document: slow, plain, written apart from engines."""

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from search.documents import Occurrence, ServiceDocument, SessionTemplate
from search.querying.parameters import Parameters
from search.querying.queries import build

HELSINKI = ZoneInfo("Europe/Helsinki")
PARTS = {"morning": 1, "afternoon": 2, "evening": 4}
WEIGHTS = {"name": 4.0, "about": 2.0, "text": 1.0}
FAR = 10**9
COUNTED = (
    *(
        "theme",
        "topic",
        "whom",
        "gender",
        "free",
        "entry",
        "spoken",
        "channel",
        "area",
        "when",
        "part",
        "family_centre",
        "step_free",
    ),
    *("no_client_relation", "no_identity", "easy", "written", "organization_kind", "kind"),
)
SESSION_KEYS = ("entry", "spoken", "channel", "area", "family_centre", "step_free", "postal_code", "location")
CHOSEN_BY_NAME = ("now", "today", "tomorrow", "week", "weekdays", "weekend")


@dataclass
class Meeting:
    """A template with its next occurrence that meets the conditions, or none."""

    number: int
    template: SessionTemplate
    occurrence: Occurrence | None
    distance: int

    @property
    def start(self) -> int:
        return self.occurrence.start if self.occurrence else FAR


@dataclass
class Found:
    document: ServiceDocument
    score: float
    meetings: list[Meeting]
    ages: tuple[int, ...]

    @property
    def start(self) -> int:
        return min((meeting.start for meeting in self.meetings), default=FAR)

    @property
    def distance(self) -> int:
        return min((meeting.distance for meeting in self.meetings), default=FAR)

    def representative(self, sort: str) -> Meeting | None:
        if sort == "nearest":
            return min(self.meetings, key=lambda m: (m.distance, m.start, m.number), default=None)
        return min(self.meetings, key=lambda m: (m.start, m.distance, m.number), default=None)


class Oracle:
    def __init__(
        self, documents: list[ServiceDocument], parameters: Parameters, now: datetime, language: str
    ):
        self.documents, self.parameters, self.now, self.language = documents, parameters, now, language
        self.words = build(parameters, now=now, language=language).words
        self.day = now.astimezone(HELSINKI).date()
        self.minute = math.floor(now.timestamp() / 60)
        self.listed = [each for each in documents if is_offered(each, self.day)]
        self.matches = [matches(documents, word) for word in self.words]
        self.idfs = [self._idf(sum(match > 0 for match in each.values())) for each in self.matches]
        self.least = self._least()

    def found(self, parameters: Parameters | None = None) -> list[Found]:
        """All listings that meet the conditions of these parameters, unordered."""
        found = []
        for document in self.listed:
            meetings = self._meetings(document, parameters or self.parameters)
            if self._meets(document, parameters or self.parameters, meetings):
                ages = tuple(age for age in self.parameters.age if suits(document, age))
                found.append(Found(document, self._score(document), meetings, ages))
        return found

    def ordered(self) -> list[Found]:
        ranks = {
            "best": lambda f: (-f.score, f.start, f.document.id),
            "soonest": lambda f: (f.start, -f.score, f.document.id),
            "nearest": lambda f: (f.distance, f.start, f.document.id),
        }
        return sorted(self.found(), key=ranks[self.sort])

    @property
    def sort(self) -> str:
        is_lost = self.parameters.sort == "nearest" and self.parameters.near is None
        return "best" if is_lost else self.parameters.sort

    @property
    def matched_all_words(self) -> bool:
        return self.least in (None, len(self.words))

    def facets(self) -> dict[str, dict[str, int]]:
        return {key: self._counts(key) for key in COUNTED}

    def _counts(self, key: str) -> dict[str, int]:
        """Choose each value alone in its facet, search again, and count what is found."""
        chosen = self.parameters.values(key)
        counts = {}
        for value in {*self._values(key), *chosen}:
            number = len(self.found(self.parameters.without_value(key).with_value(key, value)))
            if number or value in chosen:
                counts[value] = number
        return counts

    def _values(self, key: str) -> set[str]:
        if key == "when":
            return set(CHOSEN_BY_NAME)
        if key == "part":
            return set(PARTS)
        of_documents = {value for each in self.documents for value in service_values(each, key)}
        return of_documents | {
            v for each in self.documents for t in each.templates for v in session_values(t, key)
        }

    def _meets(self, document: ServiceDocument, parameters: Parameters, meetings: list[Meeting]) -> bool:
        keys = ("theme", "topic", "whom", "gender", "free", "no_client_relation", "no_identity")
        keys += ("easy", "written", "organization_kind", "kind", "organization")
        for key in keys:
            wanted = parameters.values(key)
            if wanted and not set(wanted) & set(service_values(document, key)):
                return False
        if parameters.age and not any(suits(document, age) for age in parameters.age):
            return False
        if self.words and (self.least is None or self._matching(document) < self.least):
            return False
        return bool(meetings) or not any(parameters.values(key) for key in (*SESSION_KEYS, "when", "part"))

    def _meetings(self, document: ServiceDocument, parameters: Parameters) -> list[Meeting]:
        meetings = []
        for number, template in enumerate(document.templates):
            coming = [o for o in document.occurrences if o.template == number and o.end > self.minute]
            if template.last_day is not None and template.last_day < self.day and not coming:
                continue
            wanted = {key: set(parameters.values(key)) for key in SESSION_KEYS if parameters.values(key)}
            if any(not values & set(session_values(template, key)) for key, values in wanted.items()):
                continue
            then = sorted(o for o in coming if self._is_then(o, parameters))
            if (parameters.when or parameters.part) and not then:
                continue
            first = then[0] if then else None
            meetings.append(Meeting(number, template, first, self._distance(template)))
        return meetings

    def _is_then(self, occurrence: Occurrence, parameters: Parameters) -> bool:
        if parameters.part and not any(occurrence.parts & PARTS[part] for part in parameters.part):
            return False
        if not parameters.when:
            return True
        if parameters.when == "weekdays":
            coming = (self.day + timedelta(days=days) for days in range(7))
            whens = [day.isoformat() for day in coming if day.weekday() < 5]
        else:
            whens = [parameters.when]
        stretches = map(self._days, whens)
        return any(occurrence.start < end and occurrence.end > start for start, end in stretches)

    def _days(self, when: str) -> tuple[int, int]:
        if when == "now":
            return self.minute, self.minute + 1
        monday = self.day - timedelta(days=self.day.weekday())
        first, after_last = {
            "today": (self.day, self.day + timedelta(days=1)),
            "tomorrow": (self.day + timedelta(days=1), self.day + timedelta(days=2)),
            "week": (self.day, monday + timedelta(days=7)),
            "weekend": (monday + timedelta(days=5), monday + timedelta(days=7)),
        }.get(when) or (date.fromisoformat(when), date.fromisoformat(when) + timedelta(days=1))
        return midnight(first), midnight(after_last)

    def _distance(self, template: SessionTemplate) -> int:
        near = self.parameters.near
        if near is None or template.location_id is None or template.latitude is None:
            return FAR
        lat1, lon1, lat2, lon2 = map(math.radians, (*near, template.latitude, template.longitude))
        a = (
            math.sin((lat2 - lat1) / 2) ** 2
            + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
        )
        return round(2 * 6_371_000 * math.asin(math.sqrt(a)))

    def _score(self, document: ServiceDocument) -> float:
        units = 0 if self.words else 10_000
        for found, idf in zip(self.matches, self.idfs, strict=True):
            units += round(idf * found[document.id] * 10_000)
        if self.language in document.label.labels:
            units = round(units * 1.05)
        if document.is_faded:
            units = round(units * 0.7)
        return units / 10_000

    def _idf(self, matching: int) -> float:
        return math.log(1 + (len(self.documents) - matching + 0.5) / (matching + 0.5))

    def _matching(self, document: ServiceDocument) -> int:
        return sum(found[document.id] > 0 for found in self.matches)

    def _least(self) -> int | None:
        """How many words must match: as many as the best has, if that is at least half of them."""
        most = max((self._matching(document) for document in self.listed), default=0)
        return most if 2 * most >= len(self.words) and most else None


def service_values(document: ServiceDocument, key: str) -> tuple[str, ...]:
    return {
        "theme": document.themes,
        "topic": document.topics,
        "whom": document.whom,
        "gender": (document.gender,) if document.gender else (),
        "free": ("1",) if document.is_free else (),
        "no_client_relation": () if document.needs_client_relation is not False else ("1",),
        "no_identity": () if document.needs_identity is not False else ("1",),
        "easy": document.easy_languages,
        "written": tuple(code for code, state in document.texts.items() if state != "machine"),
        "organization_kind": (document.organization_kind,),
        "kind": (document.kind,),
        "organization": document.organizations,
    }.get(key, ())


def session_values(template: SessionTemplate, key: str) -> tuple[str, ...]:
    return {
        "entry": (template.entry,) if template.entry else (),
        "spoken": template.languages,
        "channel": template.channels,
        "area": template.areas if template.areas or template.latitude is not None else ("anywhere",),
        "family_centre": ("1",) if template.is_family_centre else (),
        "step_free": ("1",) if template.is_step_free else (),
        "postal_code": (template.postal_code,) if template.postal_code else (),
        "location": (template.location,) if template.location else (),
    }.get(key, ())


def is_offered(document: ServiceDocument, day: date) -> bool:
    has_begun = document.valid_from is None or document.valid_from <= day
    return has_begun and (document.valid_until is None or day <= document.valid_until)


def suits(document: ServiceDocument, age: int) -> bool:
    is_old_enough = document.minimum_age is None or document.minimum_age <= age
    return is_old_enough and (document.maximum_age is None or age <= document.maximum_age)


def matches(documents: list[ServiceDocument], word) -> dict[int, float]:
    """How well each listing matches a word; by n-grams in long texts only where few match otherwise."""
    found = {each.id: best_match(each, word, ("name", "about")) for each in documents}
    if sum(match > 0 for match in found.values()) < 20:
        found = {each.id: best_match(each, word, ("name", "about", "text")) for each in documents}
    return found


def best_match(document: ServiceDocument, word, with_grams: tuple[str, ...]) -> float:
    best = 0.0
    for name, weight in WEIGHTS.items():
        there = set(document.tokens[name])
        if there & {token for token in word.exact if token.startswith("w:")}:
            best = max(best, weight * 1.0)
        if there & {token for token in word.exact if token.startswith("s:")}:
            best = max(best, weight * 0.9)
        if name in with_grams and word.grams and 10 * len(there & set(word.grams)) >= 6 * len(word.grams):
            best = max(best, weight * 0.5)
    return best


def midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=HELSINKI).astimezone(UTC).timestamp() // 60)
