"""Words of a dictionary and the forms of them that texts have share a stem."""

import pytest

from search.analysis import stems
from search.understanding.finnish_forms import SHORTEST_STEM, stems_in_texts

WORDS = {
    "vasenkätinen": "vasenkätiselle vasenkätisen",
    "rukous": "rukoukseen rukoukset rukouksia",
    "terveys": "terveyden terveyttä",
    "sieni": "sieniä sienet sienen",
    "luokka": "luokan luokkia luokalla",
    "uinti": "uinnin uintia uintiin",
    "kauppa": "kaupassa kauppoja",
    "osoite": "osoitteen osoitteita",
    "avain": "avaimen avaimia",
    "puhelin": "puhelimen puhelimet",
    "hammas": "hampaan hampaita",
    "vaate": "vaatteita vaatteen",
    "kampa": "kamman kammalla kampoja",
    "velka": "velan velkoja velat",
    "lapsi": "lapsen lapsia lapset",
    "sakset": "saksia saksilla",
    "leikki": "leikin leikkejä",
}


@pytest.mark.parametrize("word", WORDS)
def test_form_in_a_text_shares_a_stem_with_the_word(word):
    known = set(stems_in_texts(word))

    assert [form for form in WORDS[word].split() if known.isdisjoint(stems(form, "fi"))] == []


def test_stemmer_alone_does_not_see_them():
    alone = [word for word in WORDS if set(stems(word, "fi")).isdisjoint(stems(WORDS[word].split()[0], "fi"))]

    assert len(alone) > len(WORDS) / 2


def test_own_stem_comes_first_and_short_words_stay_as_they_are():
    assert stems_in_texts("sieni")[0] == stems("sieni", "fi")[0]
    assert stems_in_texts("työ") == stems("työ", "fi")


@pytest.mark.parametrize("word", ["", "a", "aaaa", "kkkk", "öööö", "nen", "wi-fi", "123456", "中文学校"])
def test_what_is_no_finnish_word_does_no_harm(word):
    own = stems(word, "fi")

    assert stems_in_texts(word)[: len(own)] == own
    assert all(len(stem) >= SHORTEST_STEM for stem in stems_in_texts(word)[len(own) :])
