"""A query word by word in Finnish: what is read, in which language, and by which words listings are found."""

import re

import pytest

from search.analysis import query_words
from search.understanding import Entry
from search.understanding.dictionary import FOLDER, NOTHING, Dictionary, build, lines
from search.understanding.reading import MOST_WITHIN

LINES = {
    "so": ["makiinad\tkone", "makiinadda dawaarka\tompelukone", "hagaaji\tkorjata", "aan\t-", "cunto\truoka"],
    "es": ["pared\tseinä", "para\t-", "mujer\tnainen", "natación\tuinti"],
    "ar": ["ماكينة\tkone", "خياطة\tompelu"],
    "zh-hans": ["缝纫机\tompelukone", "修\tkorjata, huoltaa", "哪里\t-"],
    "vi": ["bơi\tuinti"],
    "et": ["ahi\tuuni", "ja\t-", "köögi\tkeittiö", "savi\tsavi"],
    "sv": ["amning\timetys", "hjälp\tapu", "skurs\tkuurosade"],
}
#: What people type in Latin letters whatever their own are: abbreviations and a few names
SHORT_LATIN = re.compile("[a-z0-9]{1,9}")
#: The letters of a language that is not written in Latin ones
LETTERS = {
    **dict.fromkeys(("ru", "uk"), "[\u0400-\u04ff]"),
    **dict.fromkeys(("ar", "fa", "ckb"), "[\u0600-\u06ff]"),
    "zh-hans": "[\u4e00-\u9fff]",
}
FINNISH = re.compile(r"[a-zåäöéšžA-ZÅÄÖ0-9' ,:.&-]+")


@pytest.fixture(scope="module")
def dictionary(tmp_path_factory) -> Dictionary:
    """A small one, written and read again."""
    folder = tmp_path_factory.mktemp("dictionary")
    for language, rows in LINES.items():
        (folder / f"{language}.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    # A word that four topics use tells none of them from the others
    topics = [Entry(f"topic-{number}", "fi", "term", f"ruoka {number}") for number in range(4)]
    build(folder, [*topics, Entry("sewing", "fi", "term", "kone")]).save(folder)
    return Dictionary.open(folder)


@pytest.mark.parametrize(
    ("language", "text", "finnish"),
    [
        ("so", "makiinadda hagaaji", "kone korjata"),
        # The longest expression counts
        ("so", "makiinadda dawaarka hagaaji", "ompelukone korjata"),
        ("so", "MAKIINADDAN  hagaaji!", "kone korjata"),
        ("so", "aan cuntada", "ruoka"),
        # A word that says nothing, though it has the stem of another
        ("es", "natacion para mujeres", "uinti nainen"),
        ("ar", "والماكينة للخياطة", "kone ompelu"),
        ("zh-hans", "哪里修缝纫机", "korjata ompelukone"),
        ("vi", "boi", "uinti"),
        # Words written together as people need them
        ("et", "saviahi", "savi uuni"),
        ("sv", "amningshjälpen", "imetys apu"),
        ("et", "saviahi köögis", "savi uuni keittiö"),
        ("et", "savija", ""),
        ("es", "paredmujer", ""),
        ("so", "xyzzy", ""),
        ("so", "", ""),
        ("fi", "ompelukone", ""),
    ],
)
def test_what_is_known_of_a_query_is_read_in_finnish(dictionary, language, text, finnish):
    assert dictionary.read(text, language).in_finnish == finnish


@pytest.mark.parametrize(
    ("typed_on", "text", "language"),
    [
        ("so", "makiinadda hagaaji", "so"),
        ("fi", "makiinadda hagaaji", "so"),
        ("fi", "ماكينة", "ar"),
        ("so", "缝纫机", "zh-hans"),
        ("so", "ompelukone korjata", "fi"),
        # One word in the same letters, and a text of which most is known nowhere
        ("fi", "natación", "fi"),
        ("fi", "natación xyzzy plugh", "fi"),
        ("ar", "12345", "ar"),
    ],
)
def test_a_query_is_read_in_the_language_it_is_in(dictionary, typed_on, text, language):
    assert dictionary.read(text, typed_on).language == language


def test_a_word_is_found_by_what_it_is_in_finnish(dictionary):
    text = "makiinadda dawaarka xyzzy"

    first, second, unknown = dictionary.read(text, "so").with_finnish(query_words(text, "so"))

    assert {"w:makiinadda", "w:ompelukone"} <= set(first.exact)
    assert {"w:dawaarka", "w:ompelukone"} <= set(second.exact)
    assert unknown == query_words("xyzzy", "so")[0]


def test_a_word_is_found_by_finnish_that_tells_of_few_topics_where_only_that_counts(dictionary):
    words = query_words("makiinadda cuntada", "so")

    machine, food = dictionary.read("makiinadda cuntada", "so").with_finnish(words, only_telling=True)

    assert "w:kone" in machine.exact
    assert food == words[1]


def test_words_are_found_by_the_forms_that_texts_have_of_their_finnish(dictionary):
    """Texts have *naisten* and *naisille* where the dictionary has *nainen*."""
    words = dictionary.read("mujer", "es").with_finnish(query_words("mujer", "es"))

    assert "s:nais" in words[0].exact


def test_a_long_query_asks_for_no_more_than_a_few_words_within_others(tmp_path):
    """Elasticsearch refuses a query of too many terms, and who sends one is to harm nobody else."""
    words = [f"palabra{letter}" for letter in "abcdefghijklmnopqrst"]
    rows = "".join(f"{word}\tsuomalainen{word[-1]}, kaupunginosa{word[-1]}\n" for word in words)
    (tmp_path / "es.tsv").write_text(rows, encoding="utf-8")
    text = " ".join(words)

    found = build(tmp_path).read(text, "es").with_finnish(query_words(text, "es"))

    assert sum(len(word.other_grams) for word in found) == MOST_WITHIN
    assert len(found) == len(words)


def test_neighbours_in_a_text_without_spaces_are_found_by_it(dictionary):
    words = dictionary.read("修缝纫机", "zh-hans").with_finnish(query_words("修缝纫机", "zh-hans"))

    assert [word.word for word in words if "w:ompelukone" in word.exact] == ["缝纫", "纫机"]


def test_finnish_words_stay_as_they_are(dictionary):
    words = query_words("ompelukone", "fi")

    assert dictionary.read("ompelukone", "fi").with_finnish(words) == words


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_the_dictionary_of_a_language_is_well_formed(path):
    rows = path.read_text(encoding="utf-8").splitlines()
    wrong = [row for row in rows if not _is_well_formed(row, path.stem)]

    assert wrong == []
    assert len(rows) > 4_000
    assert rows == sorted(set(rows))


def test_every_language_has_a_dictionary(settings):
    languages = {code for code, _name in settings.LANGUAGES} - {"fi"}

    assert {language for language, _word, _finnish in lines()} == languages


def _is_well_formed(row: str, language: str) -> bool:
    word, _tab, finnish = row.partition("\t")
    letters = LETTERS.get(language, "[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")
    is_own = re.search(letters, word) or SHORT_LATIN.fullmatch(word)
    return bool(is_own) and (finnish == NOTHING or bool(FINNISH.fullmatch(finnish)))
