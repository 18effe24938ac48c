"""What topics are learned from besides their texts: stories of several sentences."""

from search.meaning.training import SENTENCES, stories
from search.understanding import Entry

TOPICS = ("swimming", "debt", "daycare")


def told(topic: str, language: str, *texts: str) -> list[Entry]:
    return [Entry(topic, language, "situation", text) for text in texts]


def test_story_joins_situations_of_one_topic_in_one_language():
    entries = [
        *told(
            "swimming",
            "fi",
            "Lapsi pelkää vettä",
            "Haluan hänen oppivan!",
            "Mistä löydän ohjaajan?",
            "Ja muuta.",
        ),
        *told("debt", "fi", "Laskut jäivät."),
        Entry("swimming", "fi", "label", "Uinti"),
    ]

    assert list(stories(entries, TOPICS)) == [
        ("swimming", "Lapsi pelkää vettä. Haluan hänen oppivan! Mistä löydän ohjaajan?")
    ]


def test_each_language_tells_of_other_topics():
    texts = [str(number) for number in range(SENTENCES)]
    entries = [
        entry
        for language in ("ar", "fi", "so")
        for topic in TOPICS
        for entry in told(topic, language, *texts)
    ]

    assert sorted(topic for topic, _text in stories(entries, TOPICS)) == sorted(TOPICS)
