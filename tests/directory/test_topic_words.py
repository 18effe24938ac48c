"""Coordinators edit what people call a topic, in Finnish and one more language; nobody else sees it."""

from collections import Counter

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import ModelLogEntry

from directory.choices import TaxonomySlug
from directory.models import SearchWords
from tests.directory.admin_forms import post_edit, posted
from tests.factories import TaxonomyFactory, TaxonomyTermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    """Swimming, which has words in Somali and Arabic."""
    theme = TaxonomyTermFactory(code="free-time", name_fi="Vapaa-aika")
    term = TaxonomyTermFactory(code="swimming", name_fi="Uinti", parent=theme)
    SearchWords.objects.create(term=term, language_code="so", words=["dabaal"], situations=["biyo"])
    SearchWords.objects.create(term=term, language_code="ar", words=["سباحة"])
    return term


def address(topic, page="edit") -> str:
    return reverse(f"wagtailsnippets_directory_taxonomyterm:{page}", args=[topic.pk])


def kept(topic) -> dict:
    return {row.language_code: (row.words, row.situations) for row in topic.search_words.all()}


def test_a_coordinator_changes_the_words_of_two_languages(as_coordinator, topic):
    post_edit(as_coordinator, address(topic), words_so="dabaal\r\n  quusid  \r\n\r\ndabaal", words_fi="uinti")

    assert kept(topic) == {
        "fi": (["uinti"], []),
        "so": (["dabaal", "quusid"], ["biyo"]),
        "ar": (["سباحة"], []),
    }


def test_the_words_stand_beside_each_other_and_say_that_they_are_never_shown(as_coordinator, topic):
    page = as_coordinator.get(address(topic), {"language": "ar"})

    form, text = page.context["form"], page.content.decode()
    assert form["words_ar"].value() == "سباحة"
    assert [name for name in form.fields if name.startswith("words")] == ["words_fi", "words_ar"]
    assert 0 < text.index('name="words_fi"') < text.index('name="words_ar"')
    assert 'lang="ar" dir="rtl"' in str(form["words_ar"])


def test_each_field_stands_on_the_page_once(as_coordinator, topic):
    """Of two with one name a browser sends both, and the last one counts."""
    page = BeautifulSoup(as_coordinator.get(address(topic), {"language": "ar"}).content, "html.parser")

    names = [field["name"] for field in page.select("form [name]") if field.get("type") != "hidden"]

    assert {"words_fi", "words_ar", "neighbour_1"} <= set(names)
    assert [name for name, number in Counter(names).items() if number > 1] == []
    assert len(page.select("[name=seen_values]")) == 1


def test_the_history_says_who_changed_which_words(as_coordinator, coordinator, topic):
    post_edit(as_coordinator, address(topic), words_so="dabaal\nquusid")

    entry = ModelLogEntry.objects.get(action="wagtail.edit")
    assert entry.user == coordinator
    assert entry.data["changes"] == {"words_so": [["dabaal"], ["dabaal", "quusid"]]}


def test_words_that_a_colleague_has_written_meanwhile_stay(as_coordinator, topic):
    mine = posted(as_coordinator.get(address(topic), {"language": "so"}).context["form"])
    post_edit(as_coordinator, address(topic), words_so="dabaal\nquusid")

    response = as_coordinator.post(address(topic), mine | {"words_fi": "uinti"})

    assert response.status_code == 302
    assert kept(topic)["so"][0] == ["dabaal", "quusid"]
    assert kept(topic)["fi"][0] == ["uinti"]


def test_who_changes_the_words_that_a_colleague_has_changed_is_told_and_decides(as_coordinator, topic):
    mine = posted(as_coordinator.get(address(topic), {"language": "so"}).context["form"])
    post_edit(as_coordinator, address(topic), words_so="dabaal\nquusid", name_so="Dabaal")

    refused = as_coordinator.post(address(topic), mine | {"words_so": "dabaal\nbarkad"}).context["form"]

    assert set(refused.errors) == {"words_so"}
    assert "dabaal, quusid" in str(refused.errors["words_so"])
    assert kept(topic)["so"][0] == ["dabaal", "quusid"]

    as_coordinator.post(address(topic), posted(refused))

    topic.refresh_from_db()
    assert (kept(topic)["so"][0], topic.name_so) == (["dabaal", "barkad"], "Dabaal")


def test_where_the_words_stand_is_sent_with_what_was_shown(as_coordinator, topic):
    page = as_coordinator.get(address(topic), {"language": "so"}).content.decode()

    assert 'name="seen_values"' in page


NOT_TAKEN = {"many": "\n".join(map(str, range(61))), "long": "a" * 101, "no word": "fine\n!?", "nul": "nul\0"}


@pytest.mark.parametrize("typed", NOT_TAKEN.values(), ids=NOT_TAKEN)
def test_what_cannot_be_taken_is_said_at_its_field_and_kept(as_coordinator, topic, typed):
    values = posted(as_coordinator.get(address(topic), {"language": "so"}).context["form"])

    page = as_coordinator.post(address(topic), values | {"words_so": typed})

    form = page.context["form"]
    assert set(form.errors) == {"words_so"}
    assert form["words_so"].value() == typed
    assert kept(topic)["so"] == (["dabaal"], ["biyo"])


def test_a_new_topic_gets_words_at_once(as_coordinator, topic):
    add = reverse("wagtailsnippets_directory_taxonomyterm:add")
    values = posted(as_coordinator.get(add, {"language": "so"}).context["form"])
    new = {"taxonomy": topic.taxonomy_id, "code": "diving", "name_fi": "Sukellus", "words_so": "quusid"}

    as_coordinator.post(add, values | new)

    assert SearchWords.objects.get(term__code="diving").words == ["quusid"]


def test_themes_and_terms_of_other_registers_have_no_words(as_coordinator, topic):
    register = TaxonomyFactory(slug=TaxonomySlug.SERVICE_CLASSES)
    other = TaxonomyTermFactory(taxonomy=register, code="P1", name_fi="Luokka")

    for term in (topic.parent, other):
        assert "words_fi" not in as_coordinator.get(address(term)).context["form"].fields
