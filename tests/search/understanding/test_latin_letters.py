"""Russian and Ukrainian typed in Latin letters are read in their own; what is Finnish or English stays."""

import pytest

from search.understanding.dictionary import Dictionary, build
from search.understanding.latin_letters import in_own_letters

LINES = {
    "ru": [
        "детский\tlapsi",
        "сад\tpuutarha",
        "нет\tei",
        "денег\traha",
        "жительство\tasuminen",
        "парк\tpuisto",
    ],
    "uk": ["дитячий\tlapsi", "лікаря\tlääkäri", "до\t-"],
    "en": ["park\tpuisto", "sad\tsurullinen", "hsl\tHSL", "benefit\ttoimeentulotuki"],
}


@pytest.fixture(scope="module")
def dictionary(tmp_path_factory) -> Dictionary:
    folder = tmp_path_factory.mktemp("dictionary")
    for language, rows in LINES.items():
        (folder / f"{language}.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return build(folder)


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        ("ru", "detskij sad", "детский сад"),
        ("ru", "Detskiy sad!", "детский сад!"),
        ("ru", "novye russkii yest moyey", "новые русский ест моей"),
        ("ru", "borshch, zhizn', semya", "борщ, жизнь, семя"),
        ("ru", "detstvo otcovstvo ulitsa", "детство отцовство улица"),
        ("uk", "dytiachyi yizha novyy", "дитячий їжа новий"),
        ("uk", "hovoryty moyei", "говорити моєі"),
    ],
)
def test_each_language_is_spelled_as_its_people_do(language, typed, written):
    assert in_own_letters(typed, language, lambda _word: False) == written


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        ("ru", "detskij sad", "детский сад"),
        # Finnish words and abbreviations are as they are in any language
        ("ru", "deneg net toimeentulotuki", "денег нет toimeentulotuki"),
        ("ru", "sad hsl", "sad hsl"),
        ("uk", "do likarya", "до лікаря"),
        # What English knows as well is left to it
        ("ru", "park", "park"),
        ("ru", "toimeentulotuki", "toimeentulotuki"),
        ("ru", "xyzzy", "xyzzy"),
        ("ru", "детский sad", "детский sad"),
        ("fi", "detskij sad", "detskij sad"),
        ("ru", "", ""),
    ],
)
def test_query_is_read_in_the_letters_in_which_more_of_it_is_known(dictionary, language, typed, written):
    assert dictionary.in_own_letters(typed, language) == written


def test_letters_that_are_left_out_in_latin_ones_are_not_missed(dictionary):
    assert dictionary.read("жителство", "ru").in_finnish == "asuminen"
