"""What topics are learned from besides the vocabulary: stories of several sentences, and example listings."""

import json
from collections import Counter

import pytest
from django.conf import settings

from directory.imports.vocabulary_files import FIXTURES
from search.meaning import told
from search.meaning.examples import Example, examples
from search.meaning.told import FOLDER
from search.meaning.training import WORTH
from search.meaning.weights import Weights


def test_every_story_comes_with_its_topic(tmp_path):
    line = {"id": "debt", "stories": ["Laskut jäivät. Mitä teen?", "Kirje tuli taas."]}
    (tmp_path / "fi.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")

    assert list(told.stories(tmp_path)) == [
        ("debt", "fi", "Laskut jäivät. Mitä teen?"),
        ("debt", "fi", "Kirje tuli taas."),
    ]


@pytest.fixture(scope="module")
def topics() -> list[str]:
    """Those of the shipped vocabulary: a misspelt one would be learned by nobody."""
    with (FIXTURES / "topics" / "topics.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line)["id"] for line in lines]


def test_stories_are_told_in_every_language():
    assert {path.stem for path in FOLDER.glob("*.jsonl")} == set(settings.MODELTRANSLATION_LANGUAGES)


@pytest.mark.parametrize("language", settings.MODELTRANSLATION_LANGUAGES)
def test_each_topic_has_the_same_number_of_stories_in_a_language(language, topics):
    with (FOLDER / f"{language}.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]

    assert {row["id"]: len(set(row["stories"])) for row in rows} == dict.fromkeys(topics, 6)
    assert len(rows) == len(topics)


def test_no_story_is_told_twice():
    counted = Counter(story.text for story in told.stories())

    assert [text for text, times in counted.items() if times > 1] == []


def test_example_is_read_as_a_listing_with_its_queries(tmp_path):
    texts = {"name": "Pesä", "summary": "", "description": "Leikitään."}
    query = {"lang": "so", "kind": "word", "text": "ciyaar"}
    line = {"id": "play/1", "also": ["music"], "organization": "Kerho", **texts, "queries": [query]}
    (tmp_path / "1.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")

    [example] = examples(tmp_path)

    assert example == Example("play", ("music",), "Pesä. Leikitään.", (("so", "word", "ciyaar"),))


def test_each_topic_has_twelve_examples_half_of_them_with_three_queries(topics):
    known = list(examples())

    assert Counter(example.topic for example in known) == dict.fromkeys(topics, 12)
    assert Counter(example.topic for example in known if example.queries) == dict.fromkeys(topics, 6)
    assert {topic for example in known for topic in example.also} <= set(topics)
    assert {len(example.queries) for example in known} == {0, 3}
    assert {kind for example in known for _language, kind, _text in example.queries} <= {*WORTH, "story"}


def test_shipped_weights_know_the_topics_of_the_shipped_vocabulary_and_no_others(topics):
    assert sorted(Weights.read().topics) == sorted(topics)
