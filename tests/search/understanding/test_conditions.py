"""Reading the words of a query: what is found where, what is left, and what contradicts itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding.conditions import Areas, Condition, read_conditions

AREAS = Areas(
    {
        "vartiokyla": ("Vartiokylä", "Botby"),
        "mellunkyla": ("Mellunkylä", "Mellungsby"),
        "kallio": ("Kallio", "Berghäll"),
        "vuosaari": ("Vuosaari", "Nordsjö"),
        "sornainen": ("Sörnäinen", "Sörnäs"),
        "kamppi": ("Kamppi", "Kampen"),
    }
)


def names(text: str, language: str = "fi") -> list[str]:
    return [condition.name for condition in read_conditions(text, language, AREAS).conditions]


def test_condition_says_where_in_the_text_it_stands_and_the_rest_is_what_asks():
    read = read_conditions("ilmainen uimakoulu 5-vuotiaalle Kontulassa", "fi", AREAS)

    assert read.conditions == (
        Condition("free", "1", 0, 8),
        Condition("age", "5", 19, 31),
        Condition("area", "mellunkyla", 32, 42),
    )
    assert read.rest == "uimakoulu"


def test_name_that_holds_an_area_is_still_looked_for():
    assert read_conditions("Vuosaaren kirjasto", "fi", AREAS).rest == "Vuosaaren kirjasto"


def test_words_that_hold_a_condition_and_a_subject_stay():
    read = read_conditions("tyttökerho lauantaina", "fi", AREAS)

    assert [condition.name for condition in read.conditions] == ["gender.girls", "weekday.6"]
    assert read.rest == "tyttökerho"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("so", "dabaasha haweenka"),
        ("ckb", "مەلەی ژنان"),
        ("ar", "سباحة نسائية"),
        ("fa", "استخر بانوان"),
        ("zh-hans", "女孩足球"),
        ("es", "natación de mujeres"),
        ("fr", "foot filles"),
    ],
)
def test_what_women_or_girls_do_is_still_looked_for(language, text):
    read = read_conditions(text, language, AREAS)

    assert [condition.kind for condition in read.conditions] == ["gender"]
    assert read.rest == text


@pytest.mark.parametrize(
    ("language", "text", "age"),
    [
        ("fi", "Tyttö on 8-vuotias ja yksin. Kukaan ei leiki hänen kanssaan.", "8"),
        ("ru", "Дочке 8 лет, она одна! С ней никто не играет.", "8"),
        ("zh-hans", "女儿八岁。没有人跟她玩。", "8"),
    ],
)
def test_of_a_story_nothing_is_taken_away(language, text, age):
    read = read_conditions(text, language, AREAS)

    assert [condition.name for condition in read.conditions] == [f"age.{age}"]
    assert read.rest == text


def test_full_stop_of_a_number_ends_no_sentence():
    assert read_conditions("3. luokka uimakoulu", "fi", AREAS).rest == "uimakoulu"


def test_condition_can_be_read_as_words():
    read = read_conditions("ilmainen kerho tänään", "fi", AREAS)

    assert read.without(frozenset({"free.1"})).rest == "ilmainen kerho"
    assert [each.name for each in read.without(frozenset({"free.1"})).conditions] == ["when.today"]


def test_text_without_conditions_is_left_as_it_is():
    read = read_conditions("vauva itkee, apua", "fi", AREAS)

    assert (read.conditions, read.rest) == ((), "vauva itkee, apua")


@pytest.mark.parametrize(
    "text", ["", "  ", "5", "-", "،", "👶", "\u200f", "٥", "3-", "٣ـ", "一", "'", "0" * 400]
)
def test_strange_text_holds_no_condition(text):
    assert names(text) == []


PIECES = [
    "5",
    "٥",
    "3-6",
    "½",
    "³",
    "vuotias",
    "ساله",
    "岁",
    "в",
    "Контуле",
    "free",
    "for",
    "ـ",
    "\u200c",
    "'",
    "ﷺ",
    "-",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=12).map(" ".join))
def test_any_text_can_be_read_and_each_condition_stands_in_it(text):
    read = read_conditions(text, "fi", AREAS)

    assert all(0 <= each.start < each.end <= len(text) for each in read.conditions)
    assert len(read.rest) <= len(text)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("3-6-vuotiaat", ["3", "4", "5", "6"]),
        ("3–4 year olds", ["3", "4"]),
        ("2. luokka", ["8"]),
        ("طفل عمره ٣ سنوات", ["3"]),
        ("三岁", ["3"]),
        ("vauva 14 kk", ["1"]),
        ("1,5-vuotias", ["1"]),
        ("2.5 years old", ["2"]),
        ("2–3,5-vuotiaat", ["2", "3"]),
        ("lapsi 1 v 6 kk", ["1"]),
        ("vauva 6 kk ja isosisko 3-vuotias", ["0", "3"]),
        ("17-vuotias", ["17"]),
        ("18-vuotias", []),
        ("15-29-vuotiaat", []),
        ("luokka 11", []),
    ],
)
def test_ages_are_those_of_children(text, ages):
    assert names(text) == [f"age.{age}" for age in ages]


@pytest.mark.parametrize(
    ("text", "language", "ages"),
    [
        ("our baby is seven months", "en", ["0"]),
        ("our son is 14 months", "en", ["1"]),
        ("our son is two weeks old", "en", []),
        ("our son is ten and a half months", "en", []),
        ("our son is five and a half", "en", ["5"]),
        ("our son is one of the quiet ones", "en", []),
        ("kids aged 6 to 12 weeks", "en", []),
        ("our son is 7, weeks of illness", "en", ["7"]),
        ("min son är en snäll pojke", "sv", []),
        ("дочке 3 класс", "ru", ["9"]),
        ("дочке один год", "ru", ["1"]),
        ("عمرها خمسة عشر يوما", "ar", []),
        ("beş aylık hamileyim, oğlum 7 yaşında", "tr", ["7"]),
    ],
)
def test_number_that_counts_something_else_is_no_age_in_years(text, language, ages):
    assert names(text, language) == [f"age.{age}" for age in ages]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We are new here. I work on weekdays.", []),
        ("We are new here. Is there a club on weekdays?", ["when.weekdays"]),
        ("We are new here. We are looking for a club on weekdays.", ["when.weekdays"]),
        ("We are new here! A club on weekdays would help my son, he is 7.", ["when.weekdays", "age.7"]),
        ("we are new here and know nobody and my wife and i work on weekdays until six or seven", []),
        (
            "we are new here and know nobody yet and we are looking for a family cafe on weekdays",
            ["when.weekdays"],
        ),
    ],
)
def test_time_counts_in_a_part_of_a_story_that_asks(text, expected):
    assert names(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("games without paying", "en", ["free.1"]),
        ("two months without paying", "en", []),
        ("free advice about two months of rent", "en", ["free.1"]),
        ("simhall med rullstol", "sv", ["step_free.1"]),
        ("låna en rullstol", "sv", []),
        ("var lånar man en rullstol", "sv", []),
        ("tillgänglig klubb, låna böcker", "sv", ["step_free.1"]),
    ],
)
def test_what_is_owed_is_not_free_and_what_is_borrowed_is_no_way_in(text, language, expected):
    assert names(text, language) == expected


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("kerho Itäkeskuksessa", ["vartiokyla"]),
        ("kerho Itäkeskukseen", ["vartiokyla"]),
        ("kerho Vuosaaressa", ["vuosaari"]),
        ("kerho Sörnäisissä", ["sornainen"]),
        ("kerho Kampissa", ["kamppi"]),
        ("klubb i Nordsjö", ["vuosaari"]),
        ("kampen mot våld", []),
        ("Vuosaaren lähellä kerho", ["vuosaari"]),
        ("Vuosaaren kirjasto", ["vuosaari"]),
        ("Vuosaaren satama", []),
        ("Kallio", []),
        ("Kalliossa kerho", ["kallio"]),
        ("muutin Vuosaaresta", []),
        ("в Контуле", ["mellunkyla"]),
        ("возле Вуосаари", ["vuosaari"]),
        ("قرب ايتاكيسكوس", ["vartiokyla"]),
        ("klubi Kontulas", ["mellunkyla"]),
        ("Kontula'da kurs", ["mellunkyla"]),
        ("Itäkeskus附近", ["vartiokyla"]),
    ],
)
def test_area_is_read_where_the_word_says_where(text, slugs):
    assert [name.removeprefix("area.") for name in names(text)] == slugs


def test_area_handed_in_is_read_before_what_people_call_a_part_of_another():
    areas = Areas({"itakeskus": ("Itäkeskus",), "vartiokyla": ("Vartiokylä",)})

    read = read_conditions("kerho Itäkeskuksessa", "fi", areas)

    assert [condition.value for condition in read.conditions] == ["itakeskus"]


def test_part_of_an_area_that_is_not_handed_in_is_no_condition():
    assert read_conditions("kerho Kontulassa", "fi", Areas({})).conditions == ()


@pytest.mark.parametrize(
    "text", ["boys and girls", "tytöille ja pojille", "for women and for men", "today or tomorrow"]
)
def test_what_excludes_itself_is_no_condition(text):
    assert names(text, "en") == []


@pytest.mark.parametrize("text", ["00930", "ruokaa 00930 Helsinki"])
def test_postal_code_is_read(text):
    assert names(text) == ["postal_code.00930"]


@pytest.mark.parametrize("text", ["10000 euroa", "09 00930", "00930 123", "33100"])
def test_sum_or_phone_number_is_no_postal_code(text):
    assert names(text) == []


def test_languages_may_be_mixed():
    assert names("läksykerho на русском bilaash") == ["spoken.ru", "free.1"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("On yedi yaşındayım", "tr", ["age.17"]),
        ("oğlum yedi yaşında", "tr", ["age.7"]),
        ("Em mười bảy tuổi", "vi", ["age.17"]),
        ("fils de dix-sept ans", "fr", ["age.17"]),
        ("toddoba iyo toban jir", "so", ["age.17"]),
        ("laba jir", "so", ["age.2"]),
        ("I am twenty five years old", "en", []),
        ("yirmi beş yaşındayım", "tr", []),
        ("olen kakskümmend viis aastat vana", "et", []),
        ("I am seventy-six years old", "en", []),
        ("پدرم شصت و پنج ساله است", "fa", []),
        ("mi hijo de treinta y cinco años", "es", []),
        ("أبي عمره خمسة وستين سنة", "ar", []),
        ("ابني عمره خمسة عشر سنة", "ar", ["age.15"]),
    ],
)
def test_number_of_two_words_is_one_number(text, language, expected):
    assert names(text, language) == expected


@pytest.mark.parametrize(
    ("text", "own", "other", "meant"),
    [
        ("hoy", "so", "es", "when.today"),
        ("homme", "fr", "et", "when.tomorrow"),
        ("دوو ساڵە", "ckb", "fa", "age.2"),
    ],
)
def test_word_of_the_readers_language_is_no_condition_of_another_language(text, own, other, meant):
    assert names(text, own) == []
    assert names(text, other) == [meant]


@pytest.mark.parametrize("text", ["turvallisuus netissä", "online safety", "سلامة الأطفال على الإنترنت"])
def test_what_is_feared_online_is_not_held_online(text):
    assert names(text) == []
