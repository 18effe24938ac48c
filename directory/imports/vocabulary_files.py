"""Reading the shipped fixtures of areas, taxonomies and terms. No database."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.text import slugify

from directory.choices import TaxonomySlug
from directory.imports.problems import RefusedError

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
#: The lists of the national register in `ptv_codes.json`
PTV_LISTS = {
    TaxonomySlug.SERVICE_CLASSES: "service_classes",
    TaxonomySlug.PTV_TARGET_GROUPS: "target_groups",
    TaxonomySlug.LIFE_EVENTS: "life_events",
}
PTV_LANGUAGES = ("fi", "sv", "en")
#: The General Finnish Ontology: before the number of a concept, as imports write its code
ONTOLOGY = "yso"
#: The topics without their texts, which lie beside it, a file per language
TOPICS = FIXTURES / "topics" / "topics.jsonl"


@dataclass(frozen=True)
class AreaEntry:
    """A major district with its postal codes, or a neighbourhood with its centre and its district."""

    slug: str
    names: Mapping[str, str]
    district: str = ""  # slug of the major district, for a neighbourhood
    latitude: float | None = None
    longitude: float | None = None
    postal_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class TaxonomyEntry:
    slug: str
    uri: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class TermEntry:
    """A term with its texts, the words people type for it and what they tell of it, by language."""

    code: str
    names: Mapping[str, str]
    phrases: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, list[str]] = field(default_factory=dict)
    situations: Mapping[str, list[str]] = field(default_factory=dict)
    parent: str = ""
    uri: str = ""
    icon: str = ""
    is_sensitive: bool = False
    is_danger: bool = False
    related_codes: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()  # codes, the nearest first


def read_districts() -> list[AreaEntry]:
    return [
        AreaEntry(
            slug=_district_slug(row["fi"]),
            names={code: row[code] for code in ("fi", "sv", "en")},
            postal_codes=tuple(row["postal_codes"]),
        )
        for row in _read_json("areas.json")["major_districts"]
    ]


def read_neighbourhoods() -> list[AreaEntry]:
    return [
        AreaEntry(
            slug=slugify(row["fi"]),
            names={code: row[code] for code in ("fi", "sv")},
            district=_district_slug(row["district"]),
            latitude=row["lat"],
            longitude=row["lon"],
        )
        for row in _read_json("areas.json")["neighbourhoods"]
    ]


def read_taxonomies() -> list[TaxonomyEntry]:
    return [TaxonomyEntry(row["id"], row["uri"], row["names"]) for row in _read_json("taxonomies.json")]


def read_terms(taxonomy: str) -> list[TermEntry]:
    """The terms of one taxonomy in their order, parents before children."""
    if taxonomy == TaxonomySlug.TOPICS:
        return [*_themes(), *_topics()]
    if taxonomy == TaxonomySlug.TARGET_GROUPS:
        return list(_target_groups())
    # The register's own list has P7.12 twice, once without a URI
    rows = [row for row in _read_json("ptv_codes.json")[PTV_LISTS[taxonomy]] if row["uri"]]
    return [_ptv_term(row) for row in sorted(rows, key=lambda row: row["code"].count("."))]


def read_topics(path: Path) -> list[dict]:
    """The topics without their texts. Raises RefusedError where a neighbour of one is no other topic."""
    rows = _read_lines(path)
    known = {row["id"] for row in rows}
    for line, row in enumerate(rows, start=1):
        unknown = [code for code in row["neighbours"] if code not in known - {row["id"]}]
        if unknown:
            where = f"{path.name}, line {line}: {row['id']}"
            raise RefusedError(f"{where}: the neighbour {', '.join(unknown)} is no other topic")
    return rows


def _district_slug(name: str) -> str:
    """Östersundom is a neighbourhood and a major district: the longer official name keeps them apart."""
    return slugify(f"{name} suurpiiri")


def _themes() -> Iterator[TermEntry]:
    for row in _read_json("themes.json"):
        yield TermEntry(
            code=row["id"],
            names=row["names"],
            icon=row["icon"],
            is_sensitive=row.get("sensitive", False),
            is_danger=row.get("danger", False),
        )


def _topics() -> Iterator[TermEntry]:
    rows = read_topics(TOPICS)
    texts = {path.stem: _by_id(path) for path in TOPICS.parent.glob("*.jsonl") if path != TOPICS}
    for row in rows:
        by_language = {code: rows[row["id"]] for code, rows in texts.items()}
        yield TermEntry(
            code=row["id"],
            names=_each(by_language, "label"),
            phrases=_each(by_language, "phrase"),
            words=_each(by_language, "terms"),
            situations=_each(by_language, "situations"),
            parent=row["theme"],
            is_sensitive=row["sensitive"],
            is_danger=row.get("danger", False),
            related_codes=(*row["ptv"], *(f"{ONTOLOGY}-{number}" for number in row.get("yso", ()))),
            neighbours=tuple(row["neighbours"]),
        )


def _by_id(path: Path) -> dict[str, dict]:
    return {row["id"]: row for row in _read_lines(path)}


def _read_lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _each(by_language: Mapping[str, dict], key: str) -> dict:
    return {code: row[key] for code, row in by_language.items()}


def _target_groups() -> Iterator[TermEntry]:
    for row in _read_json("target_groups.json"):
        yield TermEntry(code=row["id"], names=row["names"], related_codes=tuple(row["related_codes"]))


def _ptv_term(row: Mapping) -> TermEntry:
    return TermEntry(
        code=row["code"],
        names={code: row[code] for code in PTV_LANGUAGES if row[code]},
        parent=row["parent"] or "",
        uri=row["uri"],
    )


def _read_json(name: str):
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))
