"""Most danger that is told without a word for it is heard by what the model knows, and little else is."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings

from directory.imports.vocabulary_files import FIXTURES
from search.meaning import alarm
from search.meaning.alarm import Alarm, Example, get_alarm
from search.meaning.likely import likely_topics
from search.meaning.model import DIMENSIONS, get_model, is_installed
from search.meaning.regression import Regression
from search.meaning.told import Story
from search.meaning.training import texts_of_alarm
from search.meaning.weights import Weights
from search.understanding import Dictionary, Entry, dictionary, get_pieces, is_story
from search.understanding.danger import tells_of_danger
from search.understanding.stories import length
from search.weighing import SURE_OF_DANGER

ROOT = Path(__file__).resolve().parents[3]
#: Written by somebody who had seen no lists; learned from by nobody
HELD_OUT = ROOT / "evaluation" / "danger"
TRAPS = ROOT / "tests" / "search" / "understanding" / "danger"

needs_model = pytest.mark.skipif(not is_installed(), reason="The sentence model is not installed")


def told_in(folder: Path, *, is_danger: bool) -> list[Example]:
    return [each for each in alarm.texts(folder) if each.is_danger == is_danger]


def share_heard(told: Iterable[Example], known: Dictionary, *, with_lists: bool) -> float:
    weights, pieces = Weights.read(), get_pieces()

    def is_heard(each: Example) -> bool:
        vector = weights.centred_query(get_model().query(each.text))
        typed = known.read(each.text, each.language).typed(each.text)
        likely = likely_topics(typed, vector, weights, pieces, is_told=is_story(each.text))
        is_sure = get_alarm().of(each.text, vector, likely, weights.topics) >= SURE_OF_DANGER
        return is_sure or (with_lists and tells_of_danger(each.text))

    return float(np.mean([is_heard(each) for each in told]))


@needs_model
def test_most_danger_that_is_told_indirectly_is_heard_and_little_else_raises_an_alarm():
    known, told = dictionary.build(), told_in(HELD_OUT, is_danger=True)

    assert len(told) == 16 * len(settings.MODELTRANSLATION_LANGUAGES)
    assert share_heard(told, known, with_lists=True) > 0.5
    assert share_heard(told_in(HELD_OUT, is_danger=False), known, with_lists=False) <= 0.03
    assert share_heard(told_in(TRAPS, is_danger=False), known, with_lists=False) <= 0.01


def test_texts_to_learn_from_are_as_many_in_every_language():
    files = {path.stem: path for path in alarm.FOLDER.glob("*.tsv")}
    kinds = {
        language: Counter(line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines())
        for language, path in files.items()
    }

    wanted = {"violence": 20, "suicide": 15, "child": 15, alarm.HARMLESS: 60}
    assert kinds == dict.fromkeys(settings.MODELTRANSLATION_LANGUAGES, wanted)


def test_no_text_to_learn_from_is_one_that_it_is_judged_by():
    """What is said in a few words is said in the same ones by many."""
    learned, judged = (
        {each.text for folder in folders for each in alarm.texts(folder)}
        for folders in ([alarm.FOLDER], [HELD_OUT, TRAPS])
    )

    assert len(learned) == 110 * len(settings.MODELTRANSLATION_LANGUAGES)
    assert [text for text in learned & judged if length(text) >= alarm.SHORTEST] == []


def test_shipped_alarm_knows_the_topics_of_danger_of_the_shipped_vocabulary():
    with (FIXTURES / "topics" / "topics.jsonl").open(encoding="utf-8") as lines:
        dangers = [row["id"] for row in map(json.loads, lines) if row.get("danger")]

    assert sorted(get_alarm().topics) == sorted(dangers)
    assert set(dangers) <= set(Weights.read().topics)


def test_shipped_alarm_was_learned_with_the_shipped_pieces():
    assert get_alarm().pieces == get_pieces().digest


def test_others_are_learned_from_in_every_language():
    """Texts stand in the vocabulary in the order of languages: every so many of them would be of a few."""
    languages = settings.MODELTRANSLATION_LANGUAGES
    entries = [
        Entry(f"topic-{number}", language, "label", f"label:{language}:{number}")
        for number in range(40)
        for language in languages
    ]
    stories = [
        Story(f"topic-{number // 6}", "fi", f"story:{number % 6}:{number // 6}") for number in range(240)
    ]

    told = texts_of_alarm(("topic-1",), entries=entries, stories=stories)

    others = [each for each in told if each.text.startswith(("label:", "story:"))]
    kinds = {tuple(each.text.split(":")[:2]) for each in others}
    assert kinds == {("label", each) for each in languages} | {("story", str(each)) for each in range(6)}
    assert not any(each.is_danger or each.text.endswith(":1") for each in others)
    assert sum(each.worth for each in others) == pytest.approx(1.2 * (len(told) - len(others)))


def leaning(*, to_topics: float) -> Alarm:
    """Hears nothing in a vector, and so much in topics of danger."""
    weights = np.zeros((DIMENSIONS + 1, 2), np.float32)
    weights[-1, 1] = to_topics
    return Alarm(("shelter",), Regression(weights, np.array([0, to_topics], np.float32)))


def test_topic_of_danger_that_is_likely_raises_the_alarm_and_another_does_not():
    found = leaning(to_topics=10)
    vector, text = np.zeros(DIMENSIONS, np.float32), "one two three four five six seven"

    of_danger, of_swimming = (
        found.of(text, vector, np.array(likely), ("shelter", "swimming"))
        for likely in ([0.9, 0.1], [0.0, 1.0])
    )

    assert of_danger > 0.99
    assert of_swimming < 0.01


@pytest.mark.parametrize(
    "text", ["", "I don't want to live alone", "je ne veux plus vivre seule", "不想一个人生活"]
)
def test_few_words_are_left_to_the_lists(text):
    likely = np.array([1.0])

    assert leaning(to_topics=10).of(text, np.zeros(DIMENSIONS, np.float32), likely, ("shelter",)) == 0


def test_what_danger_has_in_common_is_learned_and_read_as_it_was_saved(tmp_path):
    chance = np.random.default_rng(1)
    vectors = chance.normal(0, 0.05, (400, DIMENSIONS)).astype(np.float32)
    vectors[:200, 0] += 0.5
    told = [Example("en", "one two three four five six seven", number < 200) for number in range(400)]
    likely = [np.array([0.5, 0.5])] * 400

    learned = alarm.learn(told, vectors, likely, ("shelter", "swimming"), ("shelter",))
    learned.save(tmp_path / "alarm.npz")
    read = Alarm.read(tmp_path / "alarm.npz")

    sure = np.array([read.of(told[0].text, vector, likely[0], ("shelter", "swimming")) for vector in vectors])
    assert ((sure > 0.5) == ([True] * 200 + [False] * 200)).mean() > 0.95
    assert sure[0] == learned.of(told[0].text, vectors[0], likely[0], ("shelter", "swimming"))


def test_alarm_of_another_model_is_none(tmp_path):
    np.savez_compressed(
        tmp_path / "alarm.npz", model="other", topics=[], weights=np.zeros((1, 2)), bias=np.zeros(2)
    )

    assert Alarm.read(tmp_path / "alarm.npz") is None
    assert Alarm.read(tmp_path / "none.npz") is None
