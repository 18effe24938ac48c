"""Interface texts: complete in all languages, as the code asks for them today."""

import re
import subprocess

import polib
import pytest
from django.conf import settings

import messages
from config.languages import LANGUAGES

LOCALE = settings.ROOT / "locale"
FOLDERS = {"zh-hans": "zh_Hans"}
CODES = [language.code for language in LANGUAGES]
#: %(name)s, %s, %d and {name}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
#: Forms of a noun after a number, as Unicode's CLDR counts them for each language
PLURALS = dict.fromkeys(CODES, 2) | {"ru": 3, "uk": 3, "ar": 6, "vi": 1, "zh-hans": 1}
#: Translations that are spelled as in English or Finnish, and right
SAME_WORDS = {
    "en": {"%(kilometres)s km"},
    "fi": {"%(kilometres)s km", "logo"},
    "sv": {"%(count)s organisation", "%(kilometres)s km", "Fax", "Hobby", "Person", "Text", "organisation"},
    "et": {"%(kilometres)s km", "Lift", "Nimi", "Number", "logo"},
    "so": {"%(kilometres)s km"},
    "tr": {"%(kilometres)s km"},
    "vi": {"%(kilometres)s km"},
    "fr": {
        "Services",
        "Code",
        "E-mail",
        "Note",
        *("%(count)s organisation", "%(count)s organisations", "%(count)s service", "%(count)s services"),
        *("%(kilometres)s km", "Association", "Fax", "Guides", "Organisations", "Page %(page)s", "Pages"),
        *("Question", "Questions", "Service", "article", "introduction", "organisation", "service"),
    },
    "es": {
        "%(kilometres)s km",
        "Editor",
        "Fax",
        "No",
    },
}


@pytest.fixture(scope="module", params=CODES)
def catalogue(request) -> polib.POFile:
    file = polib.pofile(str(_path(request.param)))
    file.language = request.param
    return file


@pytest.fixture(scope="module")
def wanted(tmp_path_factory) -> set[tuple[str, str, str]]:
    """The texts that the code asks for: context, text and plural."""
    template = tmp_path_factory.mktemp("locale") / "django.pot"
    command = re.search(r'^"\$babel" -q extract(?:.*\\\n)*.*$', _collecting(), re.MULTILINE)[0]
    subprocess.run(["sh", "-euc", command], cwd=settings.ROOT, env=_environment(template), check=True)
    return {_key(entry) for entry in polib.pofile(str(template))}


def test_every_language_has_a_catalogue_and_no_other():
    assert {path.parent.parent.name for path in messages.catalogues()} == {_path(c).parts[-3] for c in CODES}


def test_no_text_is_missing_or_guessed(catalogue):
    # The texts in the code are English themselves
    missing = [] if catalogue.language == "en" else catalogue.untranslated_entries()

    assert [entry.msgid for entry in [*missing, *catalogue.fuzzy_entries()]] == []


def test_no_translation_is_english_or_finnish_by_accident(catalogue):
    """Errors, mails and the admin too, which no page of a test shows in every language."""
    finnish = {} if catalogue.language == "fi" else _forms_by_key(polib.pofile(str(_path("fi"))))
    is_english = catalogue.language == "en"
    same = {
        form
        for key, forms in _forms_by_key(catalogue).items()
        for form in forms
        if _has_words(form) and form in {*([] if is_english else key[1:]), *finnish.get(key, ())}
    }

    assert same == SAME_WORDS.get(catalogue.language, set())


def test_placeholders_are_those_of_the_original(catalogue):
    wrong = [
        (entry.msgid, form)
        for entry in catalogue.translated_entries()
        for form in [entry.msgstr, *entry.msgstr_plural.values()]
        if form and not _has_its_placeholders(entry, form)
    ]

    assert wrong == []


def test_plural_forms_are_as_many_as_the_language_has(catalogue):
    count = PLURALS[catalogue.language]

    assert f"nplurals={count};" in catalogue.metadata["Plural-Forms"]
    assert {len(entry.msgstr_plural) for entry in catalogue if entry.msgid_plural} == {count}


def test_catalogue_has_the_texts_of_the_code_and_no_others(catalogue, wanted):
    there = {_key(entry) for entry in catalogue if not entry.obsolete}

    assert sorted(wanted - there) == []
    assert sorted(there - wanted) == []


def test_catalogue_compiles(catalogue):
    assert messages.compile_catalogue(_path(catalogue.language))


def test_no_translation_begins_or_ends_with_another_space(catalogue):
    def edges(text: str) -> tuple[bool, bool]:
        return text[:1].isspace(), text[-1:].isspace()

    # Chinese and Arabic commas carry or need no space
    wrong = [
        entry.msgid
        for entry in catalogue.translated_entries()
        if entry.msgstr and entry.msgid.strip(" ,:") and edges(entry.msgstr) != edges(entry.msgid)
    ]

    assert wrong == []


def _path(code: str):
    return LOCALE / FOLDERS.get(code, code) / "LC_MESSAGES" / "django.po"


def _key(entry: polib.POEntry) -> tuple[str, str, str]:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural


def _has_its_placeholders(entry: polib.POEntry, form: str) -> bool:
    """A plural form may leave out the number, as in "one service"; nothing may be invented."""
    found, asked = sorted(PLACEHOLDER.findall(form)), sorted(PLACEHOLDER.findall(entry.msgid))
    return found == asked or bool(entry.msgid_plural and set(found) <= set(asked))


def _collecting() -> str:
    return (settings.ROOT / "script" / "messages").read_text("utf-8")


def _environment(template) -> dict[str, str]:
    return {
        "babel": str(settings.ROOT / ".venv" / "bin" / "pybabel"),
        "template": str(template),
        "PATH": "/usr/bin:/bin",
    }


def _forms_by_key(catalogue: polib.POFile) -> dict[tuple[str, str, str], list[str]]:
    return {
        _key(entry): [entry.msgstr, *entry.msgstr_plural.values()] for entry in catalogue.translated_entries()
    }


def _has_words(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]{2,}", PLACEHOLDER.sub("", text)))
