"""Which words of the project are asked about, and which are right without being in a dictionary."""

import pytest

from config.languages import LANGUAGES
from judges.spelling import DICTIONARIES, LISTS, Allowed, words
from judges.texts import of_catalogue, of_demo, of_file


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%(count)s osuma <b>nyt</b>&nbsp;ja {name}", ["osuma", "nyt", "ja"]),
        ("%(young)s–%(old)s-vuotiaat", ["1-vuotiaat"]),
        ("Katso ytj.fi tai https://a.example/sivu, apu@b.example.", ["Katso", "tai"]),
        ("Itä-Helsinki, HSL:n, isn’t", ["Itä-Helsinki", "HSL:n", "isn’t"]),
        ("9.30–12 ja 40 €", ["ja"]),
    ],
)
def test_words_are_what_a_reader_reads(text, expected):
    assert words(text) == expected


def test_word_of_a_list_is_right_in_every_case_and_a_name_with_every_ending():
    allowed = Allowed(["doula", "Migri*"])

    assert "Doula" in allowed
    assert "Migrissä" in allowed
    assert "doulan" not in allowed


def test_texts_of_a_file_are_those_in_one_language_with_the_entry_they_belong_to(tmp_path):
    file = tmp_path / "demo.toml"
    file.write_text('[[service]]\nid = "a"\nname = "Kerho"\n[service.summary]\nfi = "Tule!"\nsv = "Kom!"\n')

    (text,) = of_file(file, "fi")

    assert (text.words, text.place) == ("Tule!", "demo.toml a")


@pytest.mark.parametrize("language", DICTIONARIES)
def test_interface_and_demo_have_texts_to_spell(language):
    assert len(list(of_catalogue(language))) > 100
    assert len(list(of_demo(language))) > 50


def test_every_list_is_read_and_has_each_word_once():
    files = {file.stem: file.read_text("utf-8").split("\n") for file in LISTS.glob("*.txt")}

    assert files.keys() == {*DICTIONARIES, "names"} <= {"names", *(language.code for language in LANGUAGES)}
    for lines in files.values():
        entries = [line.casefold() for line in lines if line and not line.startswith("#")]
        assert len(entries) == len(set(entries))
