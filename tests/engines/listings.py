"""Random listings and searches: small vocabularies, so that much of it meets."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from search.analysis import tokens
from search.documents import LabelDocument, Occurrence, ServiceDocument, SessionTemplate
from search.querying.parameters import Parameters

LANGUAGES = ("fi", "sv", "en", "so", "ar")
WORDS = (
    *("kahvila", "perhekahvila", "kahvilassa", "neuvonta", "läksykerho", "kerho"),
    *("barn", "help", "caawimaad", "مساعدة"),
)
AREAS = (("vuosaari", "east"), ("kallio", "central"), ("malmi", "north-east"), ())
#: A Friday, 12:20:30 in Helsinki
NOW = datetime(2026, 5, 8, 9, 20, 30, tzinfo=UTC)
MINUTE = int(NOW.timestamp() // 60)
VALUES = {
    "theme": ["health", "home", "nowhere"],
    "topic": ["sleep", "school", "money"],
    "age": ["0", "5", "12"],
    "whom": ["families", "young"],
    "gender": ["women", "men"],
    "free": ["1"],
    "entry": ["walk_in", "appointment"],
    "spoken": LANGUAGES,
    "channel": ["on_site", "online"],
    "area": ["vuosaari", "east", "central", "anywhere"],
    "postal_code": ["00101", "00102"],
    "near": ["60.17,24.94", "60.23,25.03"],
    "when": ["now", "today", "tomorrow", "week", "weekdays", "weekend", "2026-05-12"],
    "part": ["morning", "afternoon", "evening"],
    "family_centre": ["1"],
    "step_free": ["1"],
    "no_client_relation": ["1"],
    "no_identity": ["1"],
    "easy": ["fi", "sv"],
    "written": LANGUAGES,
    "organization_kind": ["city_unit", "association"],
    "kind": ["service", "group"],
    "organization": ["one"],
    "location": ["place-1", "place-2"],
    "sort": ["nearest", "soonest"],
}


def some(random: Random, values, most: int = 2) -> tuple[str, ...]:
    return tuple(random.sample(values, random.randint(0, min(most, len(values)))))


def a_day_or_none(random: Random):
    days = random.choice([None, None, None, -20, -1, 0, 1, 40])
    return None if days is None else NOW.date() + timedelta(days=days)


def random_template(random: Random) -> SessionTemplate:
    place = random.randint(0, 4)
    is_known = bool(place) and random.random() < 0.7
    return SessionTemplate(
        languages=some(random, LANGUAGES),
        entry=random.choice(["walk_in", "appointment", ""]),
        location_id=place or None,
        location=f"place-{place}" if place else "",
        areas=AREAS[place - 1] if place else (),
        postal_code=f"0010{place}" if is_known else "",
        latitude=60.15 + place / 50 if is_known else None,
        longitude=24.9 + place / 30 if is_known else None,
        is_family_centre=place == 1,
        is_step_free=place in (1, 2),
        channels=some(random, ["on_site", "online"]),
        last_day=a_day_or_none(random),
    )


def random_occurrence(random: Random, number_of_templates: int) -> Occurrence:
    """Near now, on the very minute, in days or in weeks."""
    start = MINUTE + random.choice(
        [
            random.randint(-600, 600),
            random.randint(-2, 2),
            random.randint(-3_000, 6_000),
            random.randint(0, 86_400),
        ]
    )
    length = random.choice([1, 60, random.randint(1, 900)])
    end = random.choice([start + length, max(start + 1, MINUTE)])
    return Occurrence(start, end, random.randrange(number_of_templates), random.randint(1, 7))


def random_tokens(random: Random, most: int) -> tuple[str, ...]:
    chosen = [(random.choice(WORDS), random.choice(LANGUAGES)) for _ in range(random.randint(0, most))]
    return tuple(dict.fromkeys(token for word, language in chosen for token in tokens(word, language)))


def random_document(random: Random, service_id: int) -> ServiceDocument:
    templates = tuple(random_template(random) for _ in range(random.randint(0, 4)))
    meetings = [
        random_occurrence(random, len(templates)) for _ in range(random.randint(0, 5) if templates else 0)
    ]
    names = dict.fromkeys(some(random, LANGUAGES), "kahvila")
    return ServiceDocument(
        id=service_id,
        label=LabelDocument("service", f"listing-{service_id}", names),
        kind=random.choice(["service", "group"]),
        organization_kind=random.choice(["city_unit", "association"]),
        organizations=some(random, ["one", "two"]),
        themes=some(random, ["health", "home"]),
        topics=some(random, ["sleep", "school", "money"]),
        whom=some(random, ["families", "young"]),
        gender=random.choice(["", "women"]),
        is_free=random.random() < 0.7,
        needs_client_relation=random.choice([None, False, False, True]),
        needs_identity=random.choice([None, False, False, True]),
        easy_languages=some(random, ["fi", "sv"]),
        texts={each: random.choice(["written", "checked", "machine", "outdated"]) for each in names},
        minimum_age=random.choice([None, 0, 5, 7]),
        maximum_age=random.choice([None, 12, 17]),
        valid_from=a_day_or_none(random),
        valid_until=a_day_or_none(random),
        is_faded=random.random() < 0.2,
        templates=templates,
        occurrences=tuple(sorted(meetings)),
        tokens={
            weight: random_tokens(random, most) for weight, most in (("name", 2), ("about", 2), ("text", 4))
        },
    )


def random_documents(random: Random, numbers: Sequence[int] = ()) -> list[ServiceDocument]:
    """Few or some dozens: n-grams of long texts count only for words that few have otherwise."""
    number = random.choice(numbers or [0, 1, random.randint(2, 20), random.randint(20, 60)])
    return [random_document(random, service_id) for service_id in random.sample(range(1, 10_000), number)]


def random_search(random: Random) -> Parameters:
    """Up to four things asked, and words in every second search."""
    keys = random.sample(sorted(VALUES), random.choice([0, 1, 1, 2, 2, 3, 4]))
    asked = {key: random.sample(VALUES[key], random.randint(1, min(2, len(VALUES[key])))) for key in keys}
    if random.random() < 0.3:
        asked |= {
            "near": random.sample(VALUES["near"], 1),
            "sort": random.choices(["best", "nearest", "soonest"]),
        }
    words = random.choices([*WORDS, "kahvilaan", "olematon", "neuvola"], k=random.choice([0, 0, 1, 1, 2, 3]))
    return Parameters.read(asked | {"q": " ".join(words)})


def random_wide_search(random: Random) -> Parameters:
    """A search in any order that most listings meet, so that there are several pages."""
    near, sort = random.choice(VALUES["near"]), random.choice(["best", "nearest", "soonest"])
    asked = random.choice([{}, {}, {"q": "kahvila"}, {"when": "week"}, {"free": "1"}])
    return Parameters.read({"near": near, "sort": sort} | asked)
