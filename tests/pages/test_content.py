"""The theme paths that come with the product: whole in every language, and with something in every list."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from directory.imports.vocabulary import load_vocabulary
from directory.models import Helpline, TaxonomyTerm
from pages.blocks.choices import theme_choices
from pages.blocks.texts import ALL_LANGUAGES, key_of
from pages.content.files import guide_files, read_file
from pages.content.tree import load_tree
from pages.models import ThemePathPage

FILES = {path.stem: path for path in guide_files()}
KEYS = {key_of(code): code for code in ALL_LANGUAGES}
LONGEST_HEADING, LONGEST_INTRODUCTION = 60, 200
#: The writing of a language; Latin where nothing else is said
SCRIPTS = dict.fromkeys(("ru", "uk"), "\u0400-\u04ff")
SCRIPTS |= dict.fromkeys(("ar", "fa", "ckb"), "\u0600-\u06ff\u200c")
SCRIPTS |= {"zh-hans": "\u4e00-\u9fff"}
LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"

pytestmark = pytest.mark.django_db


@pytest.fixture(params=FILES.values(), ids=FILES)
def guide(request):
    return read_file(request.param)


def texts(value) -> Iterator[dict[str, str]]:
    """Every text of a body, by language."""
    if isinstance(value, dict) and value.keys() & KEYS.keys():
        yield {KEYS[key]: re.sub(r"</?p>", " ", text).strip() for key, text in value.items()}
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def all_texts(guide) -> list[dict[str, str]]:
    return [guide.heading, guide.introduction, *texts(guide.body)]


def values(guide, kind: str) -> list[dict]:
    return [block["value"] for block in guide.body if block["type"] == kind]


def foreign_letters(text: str, code: str) -> str:
    own = SCRIPTS.get(code, LATIN)
    return "".join(letter for letter in text if letter.isalpha() and not re.match(f"[{own}]", letter))


def test_every_theme_has_one_path(loaded_demo):
    themes = [read_file(path).theme for path in FILES.values()]

    assert sorted(themes) == sorted(code for code, _name in theme_choices() if code)


@pytest.mark.parametrize("name", ["08-peace-of-mind", "09-safety"])
def test_whoever_is_in_danger_reads_the_number_before_the_lists(name):
    kinds = [block["type"] for block in read_file(FILES[name]).body]
    first, *_others = values(read_file(FILES[name]), "phones")

    assert kinds.index("phones") < kinds.index("services")
    assert str(first).index("hatanumero") < str(first).index("perheiden")


def test_every_text_is_in_every_language(guide):
    for text in all_texts(guide):
        assert {code for code, words in text.items() if words} == set(ALL_LANGUAGES), text.get("en")


def test_every_text_is_in_the_writing_of_its_language(guide):
    strange = {
        (code, words): foreign_letters(words, code)
        for text in all_texts(guide)
        for code, words in text.items()
        if foreign_letters(words, code)
    }

    assert not strange


def test_no_language_repeats_finnish_or_english(guide):
    for text in all_texts(guide):
        again = {code for code in text if code not in ("fi", "en") and text[code] in (text["fi"], text["en"])}
        assert not again, text["en"]


def test_a_text_stands_once_in_its_path(guide):
    counted = Counter((code, words) for text in all_texts(guide) for code, words in text.items())

    assert not [text for text, times in counted.items() if times > 1]


def test_no_two_paths_begin_alike():
    guides = [read_file(path) for path in FILES.values()]
    openings = [*(each.heading for each in guides), *(each.introduction for each in guides)]
    counted = Counter((code, words) for text in openings for code, words in text.items())

    assert not [text for text, times in counted.items() if times > 1]


def test_headings_and_introductions_are_short(guide):
    assert {code for code, words in guide.heading.items() if len(words) > LONGEST_HEADING} == set()
    assert {code for code, words in guide.introduction.items() if len(words) > LONGEST_INTRODUCTION} == set()


def test_topics_and_helplines_exist(guide, loaded_demo):
    topics = {code for value in values(guide, "services") for code in chosen(value, "topic")}
    numbers = {slug for value in values(guide, "phones") for slug in chosen(value, "numbers")}

    assert topics <= set(TaxonomyTerm.objects.values_list("code", flat=True))
    assert numbers
    assert numbers <= set(Helpline.objects.values_list("slug", flat=True))


def chosen(value: dict, name: str) -> list[str]:
    return [item["value"] for item in value.get(name, [])]


def test_loading_again_makes_nothing_new():
    load_vocabulary()

    first, second = load_tree(with_guides=True), load_tree(with_guides=True)

    assert len(first) == len(FILES) + 1
    assert second == []
    assert ThemePathPage.objects.live().count() == len(FILES)


@pytest.mark.parametrize("language", ["fi", "so"])
def test_every_list_shows_a_service(demo_site, reader, guide, language):
    load_tree(with_guides=True)

    page = reader(f"/{language}/guides/{guide.slug}/")

    lists = [part for part in page.all("section.part") if part.select(".cards .card")]
    assert len(lists) == len(values(guide, "services"))
