"""Classes, target groups, life events, keywords and areas of a service as terms of taxonomies."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.utils.text import slugify

from directory.choices import TaxonomySlug
from directory.imports import vocabulary_files
from directory.imports.ptv.texts import language_of, read_texts
from directory.imports.ptv.values import Remarks, TermValue

#: Where a service is offered: municipalities and regions, by their codes
AREAS = "ptv-areas"
LISTS = {
    TaxonomySlug.SERVICE_CLASSES.value: "serviceClasses",
    TaxonomySlug.PTV_TARGET_GROUPS.value: "targetGroups",
    TaxonomySlug.LIFE_EVENTS.value: "lifeEvents",
    TaxonomySlug.KEYWORDS.value: "ontologyTerms",
}
#: The register's target groups as ours, where they mean the same. "Citizens" (KR1) stands beside every other
#: one, so it does not mean everyone; those of companies and authorities (KR2, KR3) are not for families
OUR_TARGET_GROUPS = {
    "KR1.1": ("older_people",),
    "KR1.2": ("families", "children"),
    "KR1.3": ("young",),
    "KR1.6": ("disabled",),
}
NATIONWIDE = {
    "Nationwide": {"fi": "Koko Suomi", "sv": "Hela Finland", "en": "All of Finland"},
    "NationwideExceptAlandIslands": {
        "fi": "Koko Suomi paitsi Ahvenanmaa",
        "sv": "Hela Finland utom Åland",
        "en": "All of Finland except Åland",
    },
}


def read_terms(body: Mapping[str, Any], remarks: Remarks) -> dict[str, tuple[TermValue, ...]]:
    """The terms of a service by taxonomy, each once."""
    terms = {taxonomy: _read_list(body.get(key), taxonomy, remarks) for taxonomy, key in LISTS.items()}
    terms[TaxonomySlug.KEYWORDS.value] += _read_free_keywords(body.get("keywords"))
    terms[AREAS] = _read_areas(body, remarks)
    terms[TaxonomySlug.TARGET_GROUPS.value] = _as_ours(terms[TaxonomySlug.PTV_TARGET_GROUPS.value])
    return {
        taxonomy: tuple({term.code: term for term in found}.values()) for taxonomy, found in terms.items()
    }


def _read_list(items: Iterable[Mapping[str, Any]] | None, taxonomy: str, remarks: Remarks) -> list[TermValue]:
    return [
        TermValue(taxonomy, code, item.get("uri") or "", read_texts(item.get("name"), remarks))
        for item in items or []
        if (code := item.get("code") or _code_of(item.get("uri") or ""))
    ]


def _as_ours(groups: Iterable[TermValue]) -> list[TermValue]:
    taxonomy, names = TaxonomySlug.TARGET_GROUPS.value, _names_of_our_target_groups()
    codes = [code for group in groups for code in OUR_TARGET_GROUPS.get(group.code, ())]
    return [TermValue(taxonomy, code, "", names[code]) for code in codes]


@cache
def _names_of_our_target_groups() -> dict[str, Mapping[str, str]]:
    return {term.code: term.names for term in vocabulary_files.read_terms(TaxonomySlug.TARGET_GROUPS)}


def _code_of(uri: str) -> str:
    """A code for a concept that has none: the vocabulary and the number of its address ("koko-p14592")."""
    return slugify("-".join(re.split(r"[/:#]", uri)[-2:]))[:100]


def _read_free_keywords(items: Iterable[Mapping[str, Any]] | None) -> list[TermValue]:
    taxonomy = TaxonomySlug.KEYWORDS.value
    words = [(language_of(item), (item.get("value") or "").strip()) for item in items or []]
    return [
        TermValue(taxonomy, f"free-{code}-{slugify(word, allow_unicode=True)}"[:100], "", {code: word})
        for code, word in words
        if code and word
    ]


def _read_areas(body: Mapping[str, Any], remarks: Remarks) -> list[TermValue]:
    whole = NATIONWIDE.get(body.get("areaType"))
    areas = [TermValue(AREAS, slugify(body["areaType"]), "", whole)] if whole else []
    for area in body.get("areas") or []:
        if area.get("code"):
            code = slugify(f"{area.get('type')}-{area['code']}")
            areas.append(TermValue(AREAS, code, "", read_texts(area.get("name"), remarks)))
        for town in area.get("municipalities") or [] if area.get("type") == "Municipality" else []:
            areas.append(TermValue(AREAS, town["code"], "", read_texts(town.get("name"), remarks)))
    return areas
