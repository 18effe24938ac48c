"""The words of listings and queries meet, however they are inflected, spelled or typed."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import (
    fold,
    grams,
    prefix_query,
    prefixes,
    query_words,
    stems,
    tokens,
    with_slips,
    words,
)
from search.analysis.stopwords import STOP_WORDS

LANGUAGES = ["fi", "sv", "en", "ru", "et", "uk", "so", "ar", "fa", "ckb", "tr", "vi", "zh-hans", "fr", "es"]

any_text = st.text(st.characters(exclude_categories=[]), max_size=80)
any_language = st.sampled_from(LANGUAGES)


def share_a_word(one, other, language):
    """Whether a query of one word finds a text of the other by a whole word or a stem."""
    (asked,) = query_words(one, language)
    return not set(asked.exact).isdisjoint(tokens(other, language))


def shared_grams(typed, meant, language="fi"):
    """How much of what was typed stands in what was meant, 0 to 1."""
    typed, meant = (set(grams(fold(word, language))) for word in (typed, meant))
    return len(typed & meant) / len(typed)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fi", "perhekahvilassa", "perhekahvila"),
        ("fi", "läksyapua", "läksyapu"),
        ("sv", "läxhjälpen", "läxhjälp"),
        ("en", "families", "family"),
        ("ru", "семьи", "семья"),
        ("et", "raamatud", "raamat"),
        ("uk", "допомоги", "допомога"),
        ("uk", "дітям", "діти"),
        ("so", "hooyooyinka", "hooyo"),
        ("so", "carruurta", "carruur"),
        ("so", "guryo", "guri"),
        ("ar", "للأطفال", "أطفال"),
        ("fa", "کتاب‌های", "کتاب"),
        ("fa", "کودکان", "کودک"),
        ("ckb", "منداڵەکان", "منداڵ"),
        ("ckb", "ژنان", "ژن"),
        ("ckb", "ماڵەوە", "ماڵ"),
        ("ckb", "قوتابخانەدا", "قوتابخانە"),
        ("ckb", "منداڵمان", "منداڵ"),
        ("tr", "çocuklar", "çocuk"),
        ("fr", "écoles", "école"),
        ("es", "ayudas", "ayuda"),
    ],
)
def test_inflected_word_shares_a_stem_with_its_basic_form(language, one, other):
    assert share_a_word(one, other, language)


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        ("fi", "laksyapua", "läksyapu"),
        ("sv", "laxhjalpen", "läxhjälp"),
        ("et", "oppida", "õppida"),
        ("tr", "cocuklar", "çocuk"),
        ("fr", "ecole", "écoles"),
        ("es", "nino", "niños"),
        ("vi", "tieng phan lan", "tiếng Phần Lan"),
        ("vi", "duong", "đường"),
    ],
)
def test_word_typed_without_accents_finds_the_accented_one(language, typed, written):
    asked = query_words(typed, language)

    found = tokens(written, language)

    assert all(not set(word.exact).isdisjoint(found) for word in asked)


@pytest.mark.parametrize("written", ["İstanbul", "istanbul", "ISTANBUL", "ıstanbul", "I\u0307stanbul"])
def test_all_turkish_i_are_one(written):
    assert fold(written, "tr") == "istanbul"
    assert fold(written, "fi") == "istanbul"


def test_turkish_capital_i_is_stemmed_as_dotless():
    assert share_a_word("IŞIKLAR", "ışık", "tr")


@pytest.mark.parametrize("written", ["الأسرة", "الاسره", "أسرة", "والأسرة", "بالأُسْرَةِ", "اســرة"])
def test_arabic_word_is_found_whatever_its_article_hamza_and_vowel_signs(written):
    assert share_a_word(written, "أسرة", "ar")


def test_arabic_parents_are_not_religion():
    assert not share_a_word("والدين", "دين", "ar")


def test_arabic_and_persian_keyboards_write_one_yeh_and_kaf():
    assert fold("كتابي", "ar") == fold("کتابی", "fa")
    assert share_a_word("كتابهاي", "کتاب‌های", "fa")
    assert share_a_word("المکتبة", "المكتبة", "ar")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كار", "کار"),
        ("مندال", "منداڵ"),
        ("گەوره", "گەورە"),
        ("سكپر", "سکپڕ"),
        ("دوگیان", "دووگیان"),
        ("بوچی", "بۆچی"),
        ("ژیانی", "ژیانێ"),
    ],
)
def test_sorani_spellings_are_one(one, other):
    assert fold(one, "ckb") == fold(other, "ckb")


@pytest.mark.parametrize("written", ["dhallinyaro", "dhalinyaro", "dhallinyarada", "DHALINYARO"])
def test_somali_young_people_are_found_in_every_spelling(written):
    assert share_a_word(written, "dhallinyaro", "so")


@pytest.mark.parametrize("written", ["la’aan", "la'aan", "laʼaan", "la´aan", "laaan"])
def test_somali_apostrophe_is_a_matter_of_taste(written):
    assert words(written, "so") == ["laaan"]


def test_ukrainian_is_found_without_its_apostrophe_and_letters():
    assert words("сім'я", "uk") == words("сімʼя", "uk") == words("симя", "uk")
    assert fold("ґанок єдність їжа", "uk") == fold("ганок едність іжа", "uk")


def test_russian_yo_is_ye_and_short_i_stays():
    assert fold("ещё Йога и\u0306од", "ru") == "еще йога йод"


def test_query_in_another_script_than_the_interface_is_folded_and_stemmed_all_the_same():
    assert share_a_word("المدارس", "المدارس", "fi")
    (asked,) = query_words("للأطفال", "fi")

    found = tokens("أطفال", "ar")

    assert "s:اطفال" in asked.exact
    assert "s:اطفال" in found


def test_finnish_name_in_a_russian_text_is_stemmed_as_finnish():
    assert share_a_word("neuvolassa", "Детская neuvola", "ru")


def test_digits_of_every_script_are_ascii():
    assert words("۱۲ ١٢ １２", "fa") == ["12", "12", "12"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("toimentulotuki", "toimeentulotuki"),
        ("päivähoto", "päivähoito"),
        ("neuvolasa", "neuvolassa"),
        ("perhekahvla", "perhekahvila"),
        ("maahanmutajat", "maahanmuuttajat"),
        ("dhalinyaro", "dhallinyaro"),
    ],
)
def test_mistyped_word_shares_half_its_grams_with_the_meant_one(typed, meant):
    assert shared_grams(typed, meant) >= 0.5


def test_compound_shares_grams_with_its_parts():
    assert shared_grams("kahvila", "perhekahvila") >= 0.5
    assert shared_grams("perhe", "perhekahvila") == 1.0


def test_grams_remember_the_start_of_the_word():
    assert grams("kela") == ["^kel", "kela", "^kela"]


@pytest.mark.parametrize("word", ["", "te", "gar", "芬兰", "00530"])
def test_short_words_and_numbers_have_no_grams(word):
    assert grams(word) == []


def test_hyphenated_word_is_found_in_parts_and_together():
    found = tokens("Linja-autossa", "fi")

    assert words("Linja-autossa", "fi") == ["linja", "autossa"]
    assert {"w:linja", "w:autossa", "w:linjaautossa", "s:auto"} <= set(found)
    assert any("w:wifi" in word.exact for word in query_words("wi-fi", "en"))


def test_french_article_is_taken_off_at_the_apostrophe():
    assert [word.word for word in query_words("l’école", "fr")] == ["ecole"]


def test_chinese_gives_pairs_of_characters_and_indexes_single_ones():
    assert words("芬兰语 书", "zh-hans") == ["芬兰", "兰语", "书"]
    assert "w:语" in tokens("芬兰语", "zh-hans")
    assert tokens("芬兰语", "zh-hans") == tokens("芬兰语", "fi")


def test_scripts_written_without_a_space_are_told_apart():
    assert words("孕妇neuvola做B超", "zh-hans") == ["孕妇", "neuvola", "做", "b", "超"]


def test_repeated_words_are_indexed_once():
    found = tokens("Perhe, perhe ja PERHE", "fi")

    assert len(found) == len(set(found))
    assert found[:2] == ("w:perhe", "w:ja")


@pytest.mark.parametrize(
    ("language", "query", "left"),
    [
        ("fi", "missä voin saada apua", ["apua"]),
        ("en", "I need help with my rent", ["help", "rent"]),
        ("ru", "где мне найти работу", ["найти", "работу"]),
        ("ar", "أين أجد مساعدة", ["اجد", "مساعده"]),
        ("vi", "tôi muốn mượn sách", ["muon", "sach"]),
        ("zh-hans", "什么是图书馆", ["是图", "图书", "书馆"]),
    ],
)
def test_stop_words_are_left_out_of_a_query(language, query, left):
    assert [word.word for word in query_words(query, language)] == [fold(word, language) for word in left]


@pytest.mark.parametrize("language", LANGUAGES)
def test_query_of_stop_words_alone_keeps_them(language):
    stop_word = min(STOP_WORDS[language])

    assert [word.word for word in query_words(stop_word, language)] == [fold(stop_word, language)]


def test_query_words_come_once_and_in_order():
    assert [word.word for word in query_words("Lapsi perhe lapsi", "fi")] == ["lapsi", "perhe"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        " ".join(f"sana{number}" for number in range(1500)),
        "a" * 10_000,
        "a-" * 5_000,
        "a" + "\u0300\u0323" * 5_000,
        "\ufdfa" * 10_000,
        "芬兰语学习" * 2_000,
    ],
    ids=["words", "one word", "hyphens", "combining marks", "ligatures", "chinese"],
)
def test_very_long_query_is_analysed_quickly_to_the_limit(language, text):
    started = time.perf_counter()

    asked = query_words(text[:10_000], language, limit=24)

    assert 1 <= len(asked) <= 24
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("pe", "Perhekahvila"),
        ("lä", "Läksyapu"),
        ("kahv", "Perhe-kahvila"),
        ("perhekahvi", "Perhe-kahvila"),
        ("lapsi perh", "Lapsi ja perhe"),
        ("maahanmuuttajanu", "Maahanmuuttajanuoret"),
        ("芬", "学芬兰语"),
        ("芬兰语", "学芬兰语"),
    ],
)
def test_label_is_suggested_for_the_beginnings_typed(typed, label):
    asked = prefix_query(typed, "fi")

    assert asked
    assert set(asked) <= set(prefixes(label, "fi"))


def test_nothing_is_suggested_for_other_words_or_one_letter():
    assert not set(prefix_query("perhe työ", "fi")) <= set(prefixes("Perhekahvila", "fi"))
    assert prefix_query("p", "fi") == ()


@pytest.mark.parametrize(
    ("typed", "exact", "near"),
    [
        ("perhe", [], ["p:perhe"]),
        ("äiti", ["p:aiti"], []),
        ("lapsi 00530", ["p:00530"], ["p:lapsi"]),
        ("maahanmuuttajanuoret", [], ["p:maahanmuutt"]),
        ("芬兰语芬兰语", ["p:芬兰", "p:兰语", "p:语芬"], []),
        ("neuvola neuvola", [], ["p:neuvola"]),
    ],
)
def test_slips_are_for_words_of_five_letters_and_more(typed, exact, near):
    assert with_slips(prefix_query(typed, "fi")) == (tuple(exact), tuple(near))


def test_threads_stem_alike():
    expected = stems("perhekahvilassa", "fi")

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: stems.__wrapped__("perhekahvilassa", "fi"), range(400)))

    assert set(found) == {expected}


@given(any_text, any_language)
def test_folding_twice_changes_nothing(text, language):
    once = fold(text, language)

    assert fold(once, language) == once


@given(any_text, any_language)
def test_tokens_of_any_text_are_whole(text, language):
    asked = query_words(text, language)

    found = [*tokens(text, language), *prefixes(text, language), *prefix_query(text, language)]
    found += [token for word in asked for token in (*word.exact, *word.grams)]

    assert all(2 < len(token) <= 64 for token in found)
    assert not any(character.isspace() for token in found for character in token)


@given(any_text, any_language)
def test_text_is_found_by_its_own_words(text, language):
    indexed = set(tokens(text, language))

    asked = query_words(text, language)

    assert all(indexed.issuperset(word.exact) and indexed.issuperset(word.grams) for word in asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_invisible_and_broken_characters_do_no_harm(language):
    text = "\u200fpe\u00adrhe\u200b\x00kahvila\ud800 \U0001f468\u200d\U0001f469 1\ufe0f\u20e3"

    assert words(text, language) == ["perhe", "kahvila", "1"]
