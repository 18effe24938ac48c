import json
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from search.evaluation.figures import RIGHT
from search.evaluation.sets import read_set

FOLDER = Path(__file__).resolve().parents[3] / "evaluation"
#: By set, how often each need is asked in a language, and how many needs its halves have
SETS = {
    "clear": (2, 33, 33),
    "clear2": (2, 32, 32),
    "hard": (1, 75, 75),
    "hard2": (1, 13, 13),
    "hard3": (1, 30, 30),
    "own": (2, 20, 20),
    "official": (1, 100, 101),
}
#: Those of other sets are all
LANGUAGES = {"official": ("sv", "en")}
every_set = pytest.mark.parametrize("name", SETS)


def test_no_set_is_left_out_here():
    assert {path.parent.name for path in FOLDER.glob("*/queries.jsonl")} == SETS.keys()


@every_set
def test_each_need_is_asked_in_all_its_languages(name):
    kinds, tuned, reported = SETS[name]
    languages = LANGUAGES.get(name, settings.MODELTRANSLATION_LANGUAGES)

    queries = read_set(FOLDER / name).queries

    asked = Counter((each.need, each.language) for each in queries)
    needs = {each.need for each in queries}
    assert asked == dict.fromkeys(((need, each) for need in needs for each in languages), kinds)
    assert len(needs) == tuned + reported
    assert len({each.qid for each in queries}) == len(queries)
    assert all(each.text.strip() for each in queries)


@every_set
def test_the_halves_share_no_need(name):
    _kinds, tuned, reported = SETS[name]

    tune, report = (read_set(FOLDER / name, half=half) for half in ("tune", "report"))

    needs = [{each.need for each in half.queries} for half in (tune, report)]
    assert [len(each) for each in needs] == [tuned, reported]
    assert not needs[0] & needs[1]
    assert set(tune.judgements) == {each.qid for each in tune.queries}


@every_set
def test_judgements_are_of_listings_of_the_set(name):
    judged = read_set(FOLDER / name)

    ids = Counter(each["id"] for each in judged.listings)
    assert max(ids.values()) == 1
    assert all(max(grades.values()) == RIGHT for grades in judged.judgements.values())
    assert {each for grades in judged.judgements.values() for each in grades} <= ids.keys()
    assert not judged.doubts


@every_set
def test_every_need_is_judged_and_said_in_english(name):
    with (FOLDER / name / "needs.jsonl").open(encoding="utf-8") as lines:
        needs = [json.loads(line) for line in lines]

    judged = read_set(FOLDER / name)

    assert all(need["intent_en"] for need in needs)
    assert {each.need for each in judged.queries} == {need["need"] for need in needs}
    assert judged.judgements.keys() == {each.qid for each in judged.queries}


def test_a_sample_has_all_languages_and_kinds():
    drawn = read_set(FOLDER / "clear", half="tune", sample=300).queries

    assert len(drawn) == 300
    assert min(Counter(each.kind for each in drawn).values()) > 120
    assert len({each.language for each in drawn}) == 15
