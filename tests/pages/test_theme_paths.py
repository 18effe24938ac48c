"""Theme paths: texts in the reader's language or marked as another, with what is on today between them."""

import pytest
from django.core.files.base import ContentFile

from config.languages import LANGUAGES
from directory.models import Helpline, Picture
from directory.reading.vocabulary import forget
from tests.cast import walk_in
from tests.directory import drawings
from tests.factories import TaxonomyTermFactory
from tests.pages.trees import block, edit, guides_page, items, theme_path

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(now, search_index):
    return search_index


def text(**languages) -> dict:
    return block("text", text=languages)


def drawing() -> Picture:
    return Picture.objects.create(title="Piirros", file=ContentFile(drawings.picture(), "talo.jpg"))


def services(**value) -> dict:
    return block("services", **{"entry": "walk_in", "most": 4} | value)


def hrefs(page) -> set[str]:
    return {link["href"] for link in page.all("main a[href]")}


def test_texts_are_in_the_readers_language(reader):
    theme_path(text(fi="<p>Lepää.</p>", so="<p>Naso.</p>"), heading_so="Waddo", introduction_so="Halkan")

    page = reader("/so/guides/path/")

    assert page.texts("h1") == ["Waddo"]
    assert page.texts(".head__lead") == ["Halkan"]
    assert "Naso." in page.text
    assert "Lepää." not in page.text


def test_a_text_in_another_language_is_marked_as_what_it_is(reader):
    theme_path(text(fi="<p>Lepää.</p>"), heading_ar="طريق")

    page = reader("/ar/guides/path/")

    (foreign,) = page.all(".foreign")
    assert (foreign["lang"], foreign["dir"]) == ("fi", "ltr")
    assert page.texts(".editorial .mark") == ["لغة النص: الفنلندية"]


def test_a_page_that_nobody_has_checked_says_so(reader):
    theme_path(text(fi="<p>Lepää.</p>", so="<p>Naso.</p>"), heading_so="Waddo", how="machine")

    assert reader("/so/guides/path/").texts(".marks .mark") == ["Mashiin baa turjumay"]
    assert reader("/fi/guides/path/").texts(".marks .mark") == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_page_opens_in_every_language(reader, language):
    theme_path(text(fi="<p>Lepää.</p>"), services())

    page = reader(f"/{language.code}/guides/path/")

    (html,) = page.all("html")
    assert (html["lang"], html["dir"]) == (language.html_lang, language.direction)
    assert page.texts("h1") == ["Polku"]


def test_a_list_holds_what_fits_now(reader, site):
    kept, gone = walk_in(name_fi="Perhekahvila"), walk_in(name_fi="Suljettu")
    site.drain()
    theme_path(services())
    assert set(reader("/fi/guides/path/").texts(".card__name")) == {"Perhekahvila", "Suljettu"}

    gone.unpublish()
    site.drain()

    assert reader("/fi/guides/path/").texts(".card__name") == [kept.name_fi]


def test_a_service_stands_only_in_the_first_list_that_has_it(reader, site):
    walk_in(name_fi="Perhekahvila")
    site.drain()
    theme_path(services(), services(free=False))

    assert reader("/fi/guides/path/").texts(".card__name") == ["Perhekahvila"]


def test_a_list_shows_as_many_as_its_editor_chose_and_leads_to_the_rest(reader, site):
    for number in range(4):
        walk_in(name_fi=f"Kahvila {number}")
    site.drain()
    theme_path(services(most=2, spoken="fi"))

    page = reader("/fi/guides/path/")

    assert len(page.all(".card")) == 2
    assert "/fi/search/?entry=walk_in&spoken=fi" in hrefs(page)


def test_a_list_without_a_hit_leads_on(reader, site):
    site.drain()
    theme_path(services())

    assert {"/fi/search/", "/fi/help/"} <= hrefs(reader("/fi/guides/path/"))


def test_a_list_of_a_topic_that_is_gone_shows_the_rest_of_its_conditions(reader, site):
    walk_in(name_fi="Perhekahvila")
    site.drain()
    theme_path(services(topic=items("never-known"), theme=""))

    assert reader("/fi/guides/path/").response.status_code == 200


def test_every_kind_of_block_is_shown(reader):
    Helpline.objects.create(slug="line", number="09 000 1000", name_fi="Neuvonta")
    picture = drawing()
    theme_path(
        block(
            "picture", picture=picture.pk, alternative_text={"fi": "Lapsi leikkii"}, caption={"fi": "Pihalla"}
        ),
        block("phones", heading={"fi": "Soita"}, numbers=items("line", "gone")),
        block("steps", steps=items({"title": {"fi": "Tule"}, "text": {"fi": "<p>Ovi on auki.</p>"}})),
        block(
            "questions", questions=items({"question": {"fi": "Maksaako?"}, "answer": {"fi": "<p>Ei.</p>"}})
        ),
        block("quote", quote={"fi": "Sain apua."}, who={"fi": "Äiti"}),
    )

    page = reader("/fi/guides/path/")

    assert [image["alt"] for image in page.all(".figure img")] == ["Lapsi leikkii"]
    assert page.texts("figcaption") == ["Pihalla", "Äiti"]
    assert page.texts(".tel") == ["09 000 1000"]
    assert page.texts(".steps h3") == ["Tule"]
    assert page.texts("summary")[-1:] == ["Maksaako?"]
    assert page.texts("blockquote") == ["Sain apua."]


def test_a_picture_that_was_deleted_leaves_no_hole(reader):
    picture = drawing()
    theme_path(
        block("picture", picture=picture.pk, alternative_text={"fi": "Lapsi"}), text(fi="<p>Lepää.</p>")
    )
    picture.delete()

    page = reader("/fi/guides/path/")

    assert not page.all(".figure")
    assert "Lepää." in page.text


def test_markup_that_no_editor_could_write_is_not_shown(reader):
    theme_path(
        text(fi='<p onclick="x()">Hei<script>alert(1)</script> <a href="javascript:x()">tästä</a></p>')
    )

    page = reader("/fi/guides/path/")

    (paragraph,) = page.all(".editorial .part p")
    assert "onclick" not in paragraph
    assert not page.all(".editorial script")
    assert not [link for link in hrefs(page) if link.startswith("javascript")]


def test_a_link_to_another_page_stays_in_the_readers_language(reader):
    other = theme_path(slug="other")
    theme_path(text(fi=f'<p><a linktype="page" id="{other.pk}">Toinen</a></p>'))

    assert reader("/so/guides/path/").href("Toinen") == "/so/guides/other/"


def test_an_edit_that_is_not_published_is_not_public(reader):
    path = theme_path(text(fi="<p>Lepää.</p>"))
    edit(path, publish=False, heading_fi="Salainen")
    theme_path(slug="draft", heading_fi="Luonnos").unpublish()

    assert "Salainen" not in reader("/fi/guides/path/").text
    assert reader("/fi/guides/draft/", status=404)
    assert reader("/fi/guides/").texts(".guide__name") == ["Polku"]


def test_the_list_of_guides_links_each_in_the_readers_words(reader):
    TaxonomyTermFactory(code="babies", name_fi="Vauvat")
    theme_path(heading_so="Waddo", theme="babies")

    page = reader("/so/guides/")

    assert page.href("Waddo") == "/so/guides/path/"
    assert page.all(".guide.theme--babies")


def test_an_empty_list_of_guides_leads_on(reader):
    guides_page()

    assert "/fi/search/" in hrefs(reader("/fi/guides/"))


@pytest.mark.parametrize("count", [1, 6])
def test_queries_do_not_grow_with_lists(reader, site, django_assert_max_num_queries, count):
    walk_in(name_fi="Perhekahvila")
    site.drain()
    theme_path(*[services(most=3) for _n in range(count)])
    reader("/fi/guides/path/")

    with django_assert_max_num_queries(14):
        reader("/fi/guides/path/")


def test_other_methods_are_refused(client):
    theme_path()

    assert client.post("/fi/guides/path/").status_code == 405


@pytest.mark.parametrize("is_sensitive", [True, False])
def test_path_of_a_sensitive_theme_can_be_left_at_once(reader, is_sensitive):
    TaxonomyTermFactory(code="safety", is_sensitive=is_sensitive)
    forget()
    theme_path(text(fi="<p>Apua saa.</p>"), theme="safety")

    page = reader("/fi/guides/path/")

    assert bool(page.all("main a[data-exit]")) == is_sensitive
    assert bool(page.all('script[src$="js/exit.js"]')) == is_sensitive
