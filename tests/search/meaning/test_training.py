"""What topics are learned from besides the vocabulary: stories of several sentences."""

import json
from collections import Counter

import pytest
from django.conf import settings

from directory.imports.vocabulary_files import FIXTURES
from search.meaning import told
from search.meaning.told import FOLDER


def test_every_story_comes_with_its_topic(tmp_path):
    line = {"id": "debt", "stories": ["Laskut jäivät. Mitä teen?", "Kirje tuli taas."]}
    (tmp_path / "fi.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")

    assert list(told.stories(tmp_path)) == [
        ("debt", "Laskut jäivät. Mitä teen?"),
        ("debt", "Kirje tuli taas."),
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

    assert {row["id"]: len(set(row["stories"])) for row in rows} == dict.fromkeys(topics, 4)
    assert len(rows) == len(topics)


def test_no_story_is_told_twice():
    counted = Counter(text for _topic, text in told.stories())

    assert [text for text, times in counted.items() if times > 1] == []
