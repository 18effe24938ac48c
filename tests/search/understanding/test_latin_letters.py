"""Russian and Ukrainian typed in Latin letters are spelled in their own."""

import pytest

from search.understanding.dictionary import build
from search.understanding.latin_letters import in_own_letters


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


def test_letters_that_are_left_out_in_latin_ones_are_not_missed(tmp_path):
    (tmp_path / "ru.tsv").write_text("жительство\tasuminen\n", encoding="utf-8")

    assert build(tmp_path).read("жителство", "ru").in_finnish == "asuminen"
