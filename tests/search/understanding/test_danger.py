"""Words of danger: of the texts that the lists were written with nearly all are heard, in every language, and
nearly nothing else is taken for one. How many of others are heard tests/search/meaning/test_alarm.py asks."""

import tomllib
from pathlib import Path

import pytest

from search.understanding.conditions.word_lists import LANGUAGES
from search.understanding.danger import FOLDER, LONGEST_READ, tells_of_danger

CORPUS = Path(__file__).parent / "danger"
RECALL, FALSE_ALARMS = 0.95, 0.02
#: One alarm is more than that share of a language's twenty traps already
MOST_IN_A_LANGUAGE = 1
HARMLESS = "-"
#: Lists of words for people
PEOPLE = ("child", "partner", "me", "hitter", "others", "my", "self")
FEWEST_QUERIES, FEWEST_TRAPS = 26, 15


def corpus(language: str) -> list[tuple[str, str]]:
    """Kinds of danger, and what people type; a trap has none."""
    lines = (CORPUS / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines]


def words_of_sets(language: str) -> list[str]:
    """Who is meant, and not what was done."""
    sets = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8")).get("sets", {})
    return [word.strip("*^") for name in PEOPLE for word in sets.get(name, ())]


def share(texts: list[str]) -> float:
    return sum(map(tells_of_danger, texts)) / len(texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_danger_of_the_corpus_of_the_lists_is_heard_in_every_language(language):
    told = [text for kind, text in corpus(language) if kind != HARMLESS]

    assert len(told) >= FEWEST_QUERIES
    assert share(told) >= RECALL


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_queries_raise_no_alarm_in_any_language(language):
    traps = [text for kind, text in corpus(language) if kind == HARMLESS]

    assert len(traps) >= FEWEST_TRAPS
    assert sum(map(tells_of_danger, traps)) <= MOST_IN_A_LANGUAGE


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_for_a_person_raises_no_alarm_by_itself(language):
    assert [word for word in words_of_sets(language) if tells_of_danger(word)] == []


def test_other_queries_raise_hardly_any_alarm_in_all_languages_together():
    traps = [text for language in LANGUAGES for kind, text in corpus(language) if kind == HARMLESS]

    assert share(traps) <= FALSE_ALARMS


@pytest.mark.parametrize(
    "text",
    [
        "Olen Kontulasta. MIES LYÖ MINUA, mihin voin mennä yöksi?",
        "муж бьет меня",
        "чоловік б’є мене",
        "شوهرم من را می زند",
        "bao luc gia dinh",
        "lapsi pelkää, koska isä on juonut ja lyö taas lasta",
    ],
)
def test_danger_is_heard_however_it_is_typed(text):
    assert tells_of_danger(text)


@pytest.mark.parametrize(
    "text", ["", "   ", "väkivallaton vanhemmuus kurssi", "từ từ", "mies. lyömäsoittimet", "0" * 5_000]
)
def test_what_only_looks_like_danger_raises_no_alarm(text):
    assert not tells_of_danger(text)


#: The learned alarm (search.meaning.alarm) still takes these for danger: the lists alone are judged by them
TAKEN_FOR_DANGER = (
    "کوڕەکەم لە باخچەی منداڵان لە منداڵان دەدات",
    "mi hijo pega a otros niños en la guardería",
    "mi hija se corta el pelo sola",
    "min son slår andra barn på dagis",
    "дитина б'є і кусає дітей у садочку",
    "mẹ đánh thức con dậy đi học",
    "con tôi đánh bạn và cắn ở nhà trẻ",
    "con trai tôi đánh các bạn ở mẫu giáo",
)


@pytest.mark.parametrize("text", TAKEN_FOR_DANGER)
def test_sentence_that_only_sounds_like_danger_raises_no_alarm_of_the_lists(text):
    assert not tells_of_danger(text)


def test_a_very_long_text_is_read_to_its_limit():
    assert tells_of_danger("itsemurha " + "sana " * LONGEST_READ)
    assert not tells_of_danger("sana " * LONGEST_READ + "itsemurha")
