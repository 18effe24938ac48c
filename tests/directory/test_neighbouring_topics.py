"""Coordinators choose the neighbours of a topic: what is offered to whoever finds little under it."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from directory.choices import TaxonomySlug
from directory.models import RelatedTerm, TaxonomyTerm
from directory.reading.vocabulary import vocabulary
from tests.directory.admin_forms import post_edit, posted
from tests.factories import TaxonomyFactory, TaxonomyTermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme():
    return TaxonomyTermFactory(code="free-time", name_fi="Vapaa-aika")


@pytest.fixture
def topic(theme):
    """Swimming, with diving as its neighbour; there are skiing and something sensitive, too."""
    term = TaxonomyTermFactory(code="swimming", name_fi="Uinti", parent=theme)
    diving = TaxonomyTermFactory(code="diving", name_fi="Sukellus", parent=theme)
    TaxonomyTermFactory(code="skiing", name_fi="Hiihto", parent=theme)
    TaxonomyTermFactory(code="divorce", name_fi="Ero", parent=theme, is_sensitive=True)
    RelatedTerm.objects.create(term=term, related=diving)
    return term


def address(topic, page="edit") -> str:
    return reverse(f"wagtailsnippets_directory_taxonomyterm:{page}", args=[topic.pk])


def pk_of(code: str) -> int:
    return TaxonomyTerm.objects.get(code=code).pk


def kept(topic) -> list[str]:
    return list(topic.related_terms.values_list("related__code", flat=True))


def test_a_coordinator_puts_another_topic_before_the_neighbour(as_coordinator, topic):
    post_edit(as_coordinator, address(topic), neighbour_1=pk_of("skiing"), neighbour_2=pk_of("diving"))

    assert kept(topic) == ["skiing", "diving"]


def test_a_topic_chosen_twice_is_a_neighbour_once_and_gaps_close(as_coordinator, topic):
    post_edit(as_coordinator, address(topic), neighbour_3=pk_of("diving"), neighbour_5=pk_of("skiing"))

    assert kept(topic) == ["diving", "skiing"]


def test_neighbours_are_taken_away(as_coordinator, topic):
    post_edit(as_coordinator, address(topic), neighbour_1="")

    assert kept(topic) == []


def test_other_changes_leave_neighbours_as_they_are(as_coordinator, topic):
    before = topic.related_terms.get().pk

    post_edit(as_coordinator, address(topic), name_sv="Simning")

    assert topic.related_terms.get().pk == before


def test_only_other_topics_can_be_chosen(as_coordinator, topic):
    register = TaxonomyFactory(slug=TaxonomySlug.SERVICE_CLASSES)
    other = TaxonomyTermFactory(taxonomy=register, code="P1", name_fi="Luokka")
    page = as_coordinator.get(address(topic))
    values = posted(page.context["form"])

    offered = [str(term) for term in page.context["form"].fields["neighbour_1"].queryset]
    for chosen in (other.pk, topic.pk, topic.parent_id, "x"):
        refused = as_coordinator.post(address(topic), values | {"neighbour_2": chosen}).context["form"]
        assert set(refused.errors) == {"neighbour_2"}

    assert offered == ["Ero", "Hiihto", "Sukellus"]
    assert kept(topic) == ["diving"]


@pytest.mark.parametrize("flag", ["is_sensitive", "is_danger"])
def test_a_sensitive_topic_stands_beside_sensitive_ones_only(as_coordinator, topic, flag):
    TaxonomyTerm.objects.filter(code="divorce").update(is_sensitive=False, is_danger=False)
    TaxonomyTerm.objects.filter(code="divorce").update(**{flag: True})
    values = posted(as_coordinator.get(address(topic)).context["form"]) | {"neighbour_2": pk_of("divorce")}

    refused = as_coordinator.post(address(topic), values).context["form"]
    before = kept(topic)
    as_coordinator.post(address(topic), posted(refused) | {"is_sensitive": "on"})

    assert set(refused.errors) == {"neighbour_2"}
    assert (before, kept(topic)) == (["diving"], ["diving", "divorce"])


def test_a_neighbour_that_became_sensitive_is_not_offered_to_readers(topic):
    offered = vocabulary("fi").topic("swimming").neighbours
    TaxonomyTerm.objects.filter(code="diving").update(is_danger=True)

    assert offered == ("diving",)
    assert vocabulary("sv").topic("swimming").neighbours == ()


def test_the_history_says_who_changed_the_neighbours(as_coordinator, coordinator, topic):
    post_edit(as_coordinator, address(topic), neighbour_2=pk_of("skiing"))

    entry = ModelLogEntry.objects.get(action="wagtail.edit")
    assert entry.user == coordinator
    assert entry.data["changes"] == {"neighbours": [["diving"], ["diving", "skiing"]]}


def test_what_a_colleague_has_chosen_meanwhile_stays_or_is_told(as_coordinator, topic):
    mine = posted(as_coordinator.get(address(topic)).context["form"])
    post_edit(as_coordinator, address(topic), neighbour_2=pk_of("skiing"))

    as_coordinator.post(address(topic), mine | {"name_fi": "Uiminen"})
    refused = as_coordinator.post(address(topic), mine | {"neighbour_2": pk_of("diving")}).context["form"]

    assert kept(topic) == ["diving", "skiing"]
    assert set(refused.errors) == {"neighbour_2"}
    assert "Hiihto" in str(refused.errors["neighbour_2"])


def test_a_new_topic_gets_neighbours_at_once(as_coordinator, topic):
    add = reverse("wagtailsnippets_directory_taxonomyterm:add")
    values = posted(as_coordinator.get(add).context["form"])
    new = {"taxonomy": topic.taxonomy_id, "code": "rowing", "name_fi": "Soutu", "neighbour_1": topic.pk}

    as_coordinator.post(add, values | new)

    assert kept(TaxonomyTerm.objects.get(code="rowing")) == ["swimming"]


def test_themes_and_terms_of_other_registers_have_no_neighbours(as_coordinator, topic):
    register = TaxonomyFactory(slug=TaxonomySlug.SERVICE_CLASSES)
    other = TaxonomyTermFactory(taxonomy=register, code="P1", name_fi="Luokka")

    for term in (topic.parent, other):
        assert "neighbour_1" not in as_coordinator.get(address(term)).context["form"].fields
