"""Names stand where a reader of each language looks for them."""

import pytest
from django.conf import settings

from directory.reading.alphabets import LIKE, OTHERS, alphabet


def shuffled(names: list[str]) -> list[str]:
    return names[::-1]


def in_order(language: str, names: str) -> str:
    return " ".join(sorted(shuffled(names.split()), key=alphabet(language).key))


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("fi", "aalto vesi wanha ümit yrjö zeta åbo äiti öljy"),
        ("sv", "šamaan sara taimi zeta åbo ärla öland øre"),
        ("et", "sara šamaan zeta žanna taimi õnne äiti öö ümar yrjö"),
        ("en", "åbo äiti art naïve ocean öljy šaman sara zeta"),
        ("tr", "cem çay gül ğ hilâl ıspanak ilk oya özgür sara şule ulaş ümit"),
        ("vi", "an ăn âm dam đam em ếch êm on ôn ơn un ưng"),
        ("es", "nora nunca ñandú oliva"),
        ("ru", "ангел елена ёлка жанна илона йога якорь"),
        ("uk", "гора ґанок елен єва жанна ірина їжак йога"),
        ("ar", "أب بيت تمر كتاب نور يد"),
        ("fa", "آب پدر تاب چای ژاله کتاب گل نور وقت هنر ید"),
        ("ckb", "ئازاد باخ پرد چا ژن ڤیان کتێب گوڵ هاوڕێ یاری"),
    ],
)
def test_names_are_in_the_order_of_the_readers_alphabet(language, names):
    assert in_order(language, names) == names


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("fi", "Zeta Äiti Ангел بيت 上海 1kerho"),
        ("ru", "Ангел Zeta بيت 上海 1kerho"),
        ("fa", "بيت Zeta Ангел 上海 1kerho"),
        ("zh-hans", "上海 Zeta Ангел بيت 1kerho"),
    ],
)
def test_scripts_are_apart_and_the_readers_own_is_first(language, names):
    assert in_order(language, names) == names


def test_capitals_signs_and_spaces_do_not_part_names():
    names = ["«Aalto»", "ala malmi", "Ala-Malmin talo", "ALAMALMI", "Alku"]

    order = sorted(shuffled(names), key=alphabet("fi").key)

    assert order == ["«Aalto»", "ala malmi", "ALAMALMI", "Ala-Malmin talo", "Alku"]


@pytest.mark.parametrize(
    ("language", "name", "heading"),
    [
        ("fi", "äiti", "Ä"),
        ("en", "Äiti", "A"),
        ("fi", "«Надежда»", "Н"),
        ("tr", "ilk", "İ"),
        ("tr", "Ispanak", "I"),
        ("tr", "ışık", "I"),
        ("et", "šamaan", "Š"),
        ("vi", "Ếch", "Ê"),
        ("ar", "آمال", "ا"),
        ("fi", "上海之家", "汉字"),
        ("fi", "4H-yhdistys", OTHERS),
        ("fi", "–", OTHERS),
        ("fi", "", OTHERS),
        ("fi", "ለልጆች", OTHERS),
    ],
)
def test_name_stands_under_its_first_letter(language, name, heading):
    assert alphabet(language).heading(name) == heading


@pytest.mark.parametrize("language", settings.MODELTRANSLATION_LANGUAGES)
def test_letter_without_a_place_of_its_own_has_one_all_the_same(language):
    assert [letter for letter in LIKE if alphabet(language).heading(letter) == OTHERS] == []
