"""Nothing on a page is Finnish or English by accident: what is not marked as another language is its own.

A text counts as borrowed when it stands, unmarked, on the page of a language and on the Finnish or English
page of the same address. Names, numbers and the words that several languages share are listed below.
"""

import re
from collections.abc import Iterator

import pytest
from bs4 import Comment, NavigableString, Tag

from config.languages import BY_CODE
from directory.reading.wording import cldr_locale
from directory.spoken import SPOKEN_HERE
from public_pages import FORMS, PAGES

pytestmark = pytest.mark.django_db

#: Each language against those it could have been forgotten in
OTHERS = [code for code in BY_CODE if code not in ("fi", "en")]
READ_ATTRIBUTES = ("alt", "aria-label", "title", "placeholder", "data-suggest-announce")
#: A title cannot be marked; what it says stands in the heading too
#: Nor what `bdi` isolates: it is a name, a number or an address
NOT_READ = ("script", "style", "template", "title", "bdi", "[document]")
LETTERS = re.compile(r"[^\W\d_]{2,}")
#: What is nobody's language: the name of the product, addresses, numbers with their units
NAMES = re.compile(
    r"Tarjotin|xyzzyx|Kurmancî|[\w.+-]+@[\w.-]+|https?://\S+|www\.\S+|\bwidth=\S+|\b\d+[\d\s.–:-]*(?:m|km|h|min|€)\b",
    re.IGNORECASE,
)
SIGNS = re.compile(r"[\d()·]+")
#: Words that are spelled the same, by language
SAME_WORDS: dict[str, set[str]] = {
    "fr": {
        *(
            "Guides",
            "Organisations",
            "organisations",
            "Association",
            "Service",
            "Services",
            "services",
            "service",
        ),
        *("somali", "sorani", "Question", "Questions"),
    },
    "es": {"somali"},
    "et": {"Lift", "sorani", "ukraina"},
    "sv": {"Lift", "Hobby", "sorani", "Östersundom", "Eira"},
    # "9 – 15 Mar"
    "so": {"– Mar"},
    "tr": {"– Mar"},
}

#: Of languages, where those of CLDR are none
OWN_NAMES = {"so": {"Tagalog"}, "et": {"dari"}, "sv": {"dari"}, "fr": {"dari"}}


def own_texts(tree: Tag, html_lang: str) -> Iterator[str]:
    """The texts of a page that it does not mark as being in another language."""
    for node in tree.descendants:
        if isinstance(node, Tag) and _is_own(node, html_lang):
            yield from (str(node[name]) for name in READ_ATTRIBUTES if node.has_attr(name))
        elif _is_text(node) and _is_own(node.parent, html_lang):
            yield str(node)


def _is_text(node) -> bool:
    is_text = isinstance(node, NavigableString) and not isinstance(node, Comment)
    return is_text and node.parent.name not in NOT_READ


def _is_own(tag: Tag, html_lang: str) -> bool:
    for each in (tag, *tag.parents):
        # Inside a drawing it has the name of XML
        if marked := each.get("lang") or each.get("xml:lang"):
            return marked == html_lang
    return True


def words(text: str) -> str:
    """A text without names, numbers and the signs around them."""
    return " ".join(SIGNS.sub(" ", NAMES.sub(" ", text)).split())


def texts(page, code: str) -> set[str]:
    found = map(words, own_texts(page.tree, BY_CODE[code].html_lang))
    return {text for text in found if LETTERS.search(text)}


def names_of_languages(code: str) -> set[str]:
    """As CLDR has them in this language: many are spelled alike in several."""
    names = cldr_locale(code).languages
    return {names[spoken] for spoken in SPOKEN_HERE if spoken in names} | OWN_NAMES.get(code, set())


@pytest.fixture(scope="module")
def read(demo_site, django_db_blocker):
    """The own texts of a page of the demo in a language, read once."""
    return {}


@pytest.fixture
def texts_of(demo_site, reader, read):
    def texts_of(name: str, code: str) -> set[str]:
        if (name, code) not in read:
            read[name, code] = texts(reader(f"/{code}/{demo_site[name]}"), code)
        return read[name, code]

    return texts_of


@pytest.mark.parametrize("name", [*PAGES, *FORMS])
@pytest.mark.parametrize("code", OTHERS)
def test_page_holds_no_text_of_another_language_by_accident(texts_of, name, code):
    own = texts_of(name, code)

    borrowed = own & (texts_of(name, "fi") | texts_of(name, "en"))

    assert sorted(borrowed - SAME_WORDS.get(code, set()) - names_of_languages(code)) == []
