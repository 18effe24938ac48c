"""Topics by words: what people type in their own language, inflected and misspelt."""

import numpy as np
import pytest

from search.analysis.tokenizing import WORD
from search.understanding import Entry, Lexicon, build, topics_of_listing, topics_of_query

TOPICS = ("swimming", "debt", "daycare")
ENTRIES = [
    Entry("swimming", "fi", "label", "Uinti ja uimakoulut"),
    Entry("swimming", "fi", "term", "uimakoulu"),
    Entry("swimming", "so", "term", "dabaal"),
    Entry("swimming", "so", "phrase", "Ilmahaygu ha barto dabaasha"),
    Entry("debt", "fi", "label", "Velat"),
    Entry("debt", "fi", "situation", "Laskut ovat jääneet maksamatta ja ulosotto otti palkasta."),
    Entry("debt", "so", "term", "dayn"),
    Entry("debt", "ar", "term", "ديون"),
    Entry("daycare", "fi", "label", "Päivähoito"),
    Entry("daycare", "ar", "term", "حضانة أطفال"),
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return build(ENTRIES, TOPICS, "digest")


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("fi", "uimakouluun", "swimming"),
        ("fi", "uimakuolu lapselle", "swimming"),
        ("so", "dabaasha", "swimming"),
        ("so", "daynta", "debt"),
        ("ar", "الديون", "debt"),
        ("ar", "حضانه", "daycare"),
        # A Finnish word from another interface
        ("ar", "päivähoito", "daycare"),
        ("fi", "Ulosotto vei palkasta osan, laskut odottavat", "debt"),
    ],
)
def test_the_topic_of_a_query_is_the_nearest(lexicon, language, text, topic):
    found = topics_of_query(text, language, lexicon)

    assert TOPICS[int(found.argmax())] == topic


@pytest.mark.parametrize("text", ["", "   ", "zzqqxx", "!!!", "12345"])
def test_a_text_that_says_nothing_has_no_topic(lexicon, text):
    assert topics_of_query(text, "fi", lexicon).max() == 0


@pytest.mark.parametrize(
    ("feature", "language", "is_there"),
    [
        ("w:uimakoulu", "fi", True),
        ("w:uimakoulu", "so", False),
        ("w:dayn", "so", True),
        ("w:nonesuch", "fi", False),
        ("", "fi", False),
    ],
)
def test_a_feature_is_looked_up_in_one_language(lexicon, feature, language, is_there):
    assert lexicon.has(feature.replace("w:", WORD), language) == is_there


def test_the_same_word_says_more_in_the_readers_own_language(lexicon):
    own = topics_of_query("uimakoulu", "fi", lexicon)
    other = topics_of_query("uimakoulu", "ru", lexicon)

    assert own[0] > other[0] > 0


def test_a_listing_is_near_what_its_words_say(lexicon):
    near = topics_of_listing([(3, "Uimahalli"), (1, "Uimakoulu alkaa syksyllä.")], "fi", lexicon)

    assert TOPICS[int(near.argmax())] == "swimming"
    assert near[0] > 2 * near[1]


def test_what_is_read_from_disk_finds_the_same(lexicon, tmp_path):
    lexicon.save(tmp_path / "lexicon")
    read = Lexicon.open(tmp_path / "lexicon")

    assert (read.digest, read.topics) == ("digest", TOPICS)
    for language, text in (("so", "dabaal"), ("fi", "laskut")):
        np.testing.assert_array_equal(
            topics_of_query(text, language, read), topics_of_query(text, language, lexicon)
        )


def test_a_half_written_lexicon_is_none(lexicon, tmp_path):
    lexicon.save(tmp_path / "lexicon")
    (tmp_path / "lexicon" / "entries-things.npy").unlink()

    with pytest.raises(OSError, match="entries-things"):
        Lexicon.open(tmp_path / "lexicon")


def test_texts_of_unknown_topics_are_left_out():
    lexicon = build([*ENTRIES, Entry("gone", "fi", "term", "kadonnut")], TOPICS, "digest")

    assert topics_of_query("kadonnut", "fi", lexicon).max() == 0


def test_a_vocabulary_without_topics_finds_none(tmp_path):
    build([], [], "empty").save(tmp_path / "empty")

    empty = Lexicon.open(tmp_path / "empty")

    assert topics_of_query("apua", "fi", empty).size == 0
    assert topics_of_listing([(1.0, "Apua")], "fi", empty).size == 0


def test_several_texts_that_are_near_count_more_than_one():
    by_chance = [Entry("debt", "fi", "term", text) for text in ("ilmainen ruoka", "ulosotto", "lasku")]
    often = [Entry("swimming", "fi", "term", text) for text in ("ilmaista ruokaa", "ruoka-apu", "ruokakassi")]
    lexicon = build([*by_chance, *often], TOPICS, "digest")

    debt, swimming, _daycare = topics_of_query("ilmainen ruoka", "fi", lexicon)

    assert swimming > debt


def test_topic_with_a_single_text_is_as_likely_as_one_with_many():
    many = [Entry("debt", "fi", "term", text) for text in ("lasku", "laskut", "laskuja", "laskun")]
    lexicon = build([Entry("swimming", "fi", "label", "uinti"), *many], TOPICS, "digest")

    assert topics_of_query("uinti", "fi", lexicon).max() == pytest.approx(1)
