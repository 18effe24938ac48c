"""What was typed in other letters than those of its words is read in these; Finnish and English stay."""

import pytest

from search.understanding import Entry
from search.understanding.dictionary import Dictionary
from search.understanding.dictionary import build as build_dictionary
from search.understanding.keyboards import to_latin
from search.understanding.own_letters import in_own_letters
from search.understanding.sounds import Sounds
from search.understanding.sounds import build as build_sounds

LINES = {
    "ru": [
        *(
            "детский\tlapsi",
            "сад\tpuutarha",
            "нет\tei",
            "денег\traha",
            "жительство\tasuminen",
            "парк\tpuisto",
        ),
        *("пособие\ttuki", "любовь\trakkaus", "в\t-"),
    ],
    "uk": ["дитячий\tlapsi", "лікаря\tlääkäri", "до\t-", "сім'я\tperhe", "їжа\truoka", "садок\tpäiväkoti"],
    "ar": [
        *("مدرسة\tkoulu", "مدارس\tkoulu", "مدرس\topettaja", "إقامة\toleskelulupa", "مجاني\tilmainen"),
        *("تعبانة\tväsynyt", "مسجد\tmoskeija", "طفل\tlapsi", "اكتئاب\tmasennus", "لا\tei"),
    ],
    "fa": ["مدرسه\tkoulu", "رایگان\tilmainen", "دندانپزشک\thammaslääkäri", "غذا\truoka", "کودک\tlapsi"],
    "ckb": ["قوتابخانە\tkoulu", "منداڵ\tlapsi", "یارمەتی\tapu", "خۆراک\truoka"],
    "zh-hans": [
        *("学\topiskella", "芬语\tsuomen kieli", "看\t-", "医生\tlääkäri", "一生\telämä", "女儿\ttytär"),
        *("公园\tpuisto", "公寓\tasunto", "安\trauha", "没钱\traha", "了\t-", "么\t-", "女\tnainen"),
        *("方案\tsuunnitelma", "反感\tinho"),
    ],
    "en": ["park\tpuisto", "sad\tsurullinen", "hsl\tHSL", "benefit\ttoimeentulotuki", "school\tkoulu"],
    "sv": ["mamma\täiti", "kväll\tneuvola"],
}
TOPICS = [
    Entry("adult-education", "zh-hans", "term", "学校"),
    Entry("childcare", "zh-hans", "label", "托儿所"),
    Entry("childcare", "zh-hans", "phrase", "医生在托儿所。"),
    Entry("school", "ar", "phrase", "ابني يكره المدرسة"),
    Entry("school", "fa", "situation", "مدرسه دور است"),
]


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Read a text typed on the site in a language, by files that were written and are read again."""
    folder = tmp_path_factory.mktemp("dictionary")
    for language, rows in LINES.items():
        (folder / f"{language}.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    lines = [(language, *row.split("\t")) for language, rows in LINES.items() for row in rows]
    build_dictionary(folder).save(folder)
    build_sounds(lines, TOPICS).save(folder)
    dictionary, sounds = Dictionary.open(folder), Sounds.open(folder)
    return lambda typed, language: in_own_letters(typed, language, dictionary, sounds)


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
def test_query_is_read_in_the_letters_in_which_more_of_it_is_known(read, language, typed, written):
    assert read(typed, language) == written


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        ("ru", "ltncrbq cfl", "детский сад"),
        ("ru", "Gjcj,bt toimeentulotuki", "пособие toimeentulotuki"),
        ("ru", "k.,jdm", "любовь"),
        ("uk", "lbnzxbq cfljr", "дитячий садок"),
        # On the Finnish layout the keys beside P are å and ¨, those beside L are ö and ä
        ("uk", "¨öf", "їжа"),
        ("ar", "l]vsm", "مدرسة"),
        ("fa", "nkn'kchi", "nkn'kchi"),
        ("fa", "lnvsi vhd'hk", "مدرسه رایگان"),
        # A single letter is a word in any language
        ("ru", "d", "d"),
        ("ru", "FC Kivikko", "FC Kivikko"),
    ],
)
def test_keyboard_that_was_left_on_latin_letters(read, language, typed, written):
    assert read(typed, language) == written


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        ("ru", "ьфььф", "mamma"),
        ("ru", "лмэдд", "kväll"),
        ("uk", "зфкл ісрщщд", "park school"),
        ("ar", "حشقن سؤاخخم", "park school"),
        ("fa", "حشقن", "park"),
        # Its own words and names that nobody knows
        ("ru", "детский сад", "детский сад"),
        ("ru", "Зызюка", "Зызюка"),
        ("ru", "бюро HSL", "бюро HSL"),
        ("ru", "бюро Park", "бюро Park"),
        ("ckb", "حشقن", "حشقن"),
    ],
)
def test_keyboard_that_was_left_on_other_letters(read, language, typed, written):
    assert read(typed, language) == written


def test_no_word_with_signs_in_it_comes_of_the_keys():
    assert to_latin("любовь тугмщдф, эшеш", "ru") == "любовь neuvola, äiti"
    assert to_latin("دوچرخهه حشقن", "fa") == "دوچرخهه park"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("xue fenyu", "学芬语"),
        ("xuefenyu", "学芬语"),
        ("xue fen yu", "学芬语"),
        # Names of topics come before other words, then what stands in more texts
        ("tuoersuo", "托儿所"),
        ("kan yisheng", "看医生"),
        # The longest expression: not gong-yu-an
        ("gongyuan", "公园"),
        # A space is between syllables: not fan-gan
        ("fang an", "方案"),
        ("fan gan", "反感"),
        ("nver nüer NUER", "女儿女儿女儿"),
        ("xue toimeentulotuki fenyu", "学 toimeentulotuki 芬语"),
        ("16xue meiqian le", "16学没钱了"),
        # Single syllables alone are nothing
        ("menu", "menu"),
        ("school park", "school park"),
        # No part of a Finnish word, and names beside Chinese stay as they were typed
        ("ryhmäxuexiao", "ryhmäxuexiao"),
        ("Kallio学芬语", "Kallio学芬语"),
        ("tuoersuo xyzzy", "托儿所 xyzzy"),
    ],
)
def test_pinyin_is_read_as_the_characters_that_sound_so(read, typed, written):
    assert read(typed, "zh-hans") == written


def test_only_who_reads_chinese_types_pinyin(read):
    assert read("tuoersuo", "fi") == "tuoersuo"
    assert read("tuoersuo", "ru") == "tuoersuo"


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        ("ar", "madrasa", "مدرسة"),
        ("ar", "madrase majani", "مدرسة مجاني"),
        ("ar", "madares", "مدارس"),
        ("ar", "ta3bane", "تعبانة"),
        ("ar", "masjid", "مسجد"),
        ("ar", "masgid", "مسجد"),
        ("ar", "ikti2ab", "اكتئاب"),
        # Two consonants are enough where all else agrees
        ("ar", "iqameh", "إقامة"),
        ("ar", "qam", "qam"),
        ("fa", "madreseh raygan", "مدرسه رایگان"),
        ("fa", "dandanpezeshk", "دندانپزشک"),
        ("fa", "koodak", "کودک"),
        ("ckb", "qutabxana", "قوتابخانە"),
        ("ckb", "yarmeti mndal", "یارمەتی منداڵ"),
        ("ckb", "xorak toimeentulotuki", "خۆراک toimeentulotuki"),
        # Other vowels than that word has, no word of these consonants, and what English knows
        ("ar", "midirisu", "midirisu"),
        ("ar", "kalimba", "kalimba"),
        ("ar", "school park", "school park"),
        # No Arabic word is typed with ä
        ("ar", "mädrasa", "mädrasa"),
    ],
)
def test_words_of_the_arabic_script_are_known_by_consonants_and_vowels(read, language, typed, written):
    assert read(typed, language) == written
