"""The shipped vocabulary: whole, in all languages, and loaded as often as one likes."""

import json
import re
from collections import Counter

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from django.utils import translation
from wagtail.log_actions import log

from directory.choices import AreaKind, TaxonomySlug
from directory.imports import vocabulary_files
from directory.imports.upserts import Tally
from directory.imports.vocabulary import load_vocabulary
from directory.imports.vocabulary_files import (
    FIXTURES,
    TermEntry,
    read_districts,
    read_neighbourhoods,
    read_taxonomies,
    read_terms,
)
from directory.models import Area, ImportedRecord, RelatedTerm, SearchWords, Taxonomy, TaxonomyTerm
from directory.signals import vocabulary_changed

ALL_LANGUAGES = set(settings.MODELTRANSLATION_LANGUAGES)
#: What fits on a button of the front page on a narrow phone
BUTTON = 34
#: What a label should be, on one line of a narrow phone in every script, and what none may pass
SHORT, LONGEST = 24, 40
#: Hundredths of all labels that may be longer than that: where a shorter word would be hard or wrong
LONGER_THAN_SHORT = 1
#: Labels that are the same word as the Finnish or the English one
SAME_WORDS = {
    "sv": {"ADHD", "Adoption", "Autism", "Cancer", "Pension"},
    "et": {"Autism", "Epilepsia", "Jooga ja pilates", "Pension"},
    "so": {"ADHD", "Autism", "LGBTQ+", "Sirkus"},
    "fr": {"Adoption", "Cancer", "Contraception", "Divorce", "Football", "LGBTQ+", "Scouts"},
    "es": {"Epilepsia", "Scouts"},
}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("taxonomy", [TaxonomySlug.TOPICS, TaxonomySlug.TARGET_GROUPS])
def test_every_term_readers_see_has_a_name_in_all_languages(taxonomy):
    terms = read_terms(taxonomy)

    lacking = {term.code: ALL_LANGUAGES - term.names.keys() for term in terms}

    assert not {code: missing for code, missing in lacking.items() if missing}


def test_names_on_buttons_are_short_and_different_from_each_other():
    buttons = [term for term in read_terms(TaxonomySlug.TOPICS) if not term.parent]
    buttons_and_groups = [buttons, read_terms(TaxonomySlug.TARGET_GROUPS)]

    for terms in buttons_and_groups:
        for code in ALL_LANGUAGES:
            names = [term.names[code] for term in terms]
            assert len(set(names)) == len(names), code
            assert max(map(len, names)) <= BUTTON, max(names, key=len)


def test_target_groups_stand_in_lists_without_a_comma_of_their_own():
    names = [name for term in read_terms(TaxonomySlug.TARGET_GROUPS) for name in term.names.values()]

    assert [name for name in names if any(comma in name for comma in ",،、，")] == []


def test_labels_are_short():
    labels = [name for term in terms_readers_see() for name in term.names.values()]

    longer = [label for label in labels if len(label) > SHORT]

    assert [label for label in longer if len(label) > LONGEST] == []
    assert len(longer) * 100 <= LONGER_THAN_SHORT * len(labels), longer


@pytest.mark.parametrize("code", sorted(ALL_LANGUAGES - {"fi", "en"}))
def test_no_label_is_left_in_finnish_or_english(code):
    originals = {term.names[original] for term in terms_readers_see() for original in ("fi", "en")}

    same = {term.names[code] for term in terms_readers_see()} & originals

    assert same == SAME_WORDS.get(code, set())


def test_every_theme_has_a_picture(pytestconfig):
    sprite = (pytestconfig.rootpath / "site/static/img/icons.svg").read_text()

    themes = [term for term in read_terms(TaxonomySlug.TOPICS) if not term.parent]

    assert len(themes) == 14
    assert [theme.icon for theme in themes if f'id="{theme.icon}"' not in sprite] == []


def test_target_groups_name_codes_of_the_national_register():
    known = {term.code for term in read_terms(TaxonomySlug.PTV_TARGET_GROUPS)}

    named = {code for term in read_terms(TaxonomySlug.TARGET_GROUPS) for code in term.related_codes}

    assert named == {"KR1.1", "KR1.2", "KR1.3", "KR1.6"}
    assert named <= known


def test_topics_name_codes_of_the_national_register():
    known = {term.code for term in read_terms(TaxonomySlug.SERVICE_CLASSES)}

    named = {code for term in read_terms(TaxonomySlug.TOPICS) for code in term.related_codes}

    assert {code for code in named - known if not code.startswith("yso-p")} == set()


def test_concepts_of_the_ontology_are_numbers_and_each_stands_for_few_topics():
    codes = [code for term in read_terms(TaxonomySlug.TOPICS) for code in term.related_codes]
    concepts = [code for code in codes if code.startswith("yso")]

    assert all(re.fullmatch(r"yso-p\d{2,6}", code) for code in concepts)
    assert len(set(concepts)) > 1_000
    assert max(Counter(concepts).values()) <= 3


def test_codes_are_there_once():
    for taxonomy in TaxonomySlug.values:
        if taxonomy != TaxonomySlug.KEYWORDS:
            codes = [term.code for term in read_terms(taxonomy)]
            assert len(set(codes)) == len(codes), taxonomy


def test_areas_have_plain_slugs_of_their_own():
    slugs = [area.slug for area in [*read_districts(), *read_neighbourhoods()]]

    assert len(set(slugs)) == len(slugs) == 59
    assert all(slug.isascii() for slug in slugs)


def test_every_taxonomy_of_the_code_has_a_row(loaded_vocabulary):
    assert {row.slug for row in read_taxonomies()} == set(TaxonomySlug.values)
    assert set(Taxonomy.objects.values_list("slug", flat=True)) == set(TaxonomySlug.values)


def test_first_loading_adds_everything(loaded_vocabulary):
    assert loaded_vocabulary["areas"] == Tally(added=59)
    assert loaded_vocabulary["topics"] == Tally(added=404)
    assert loaded_vocabulary["target-groups"] == Tally(added=12)
    assert loaded_vocabulary["search words"] == Tally(added=390 * 15)
    assert loaded_vocabulary["neighbours"].added == RelatedTerm.objects.count()


def test_second_loading_changes_nothing(loaded_vocabulary):
    before = contents()

    tallies = load_vocabulary()

    assert {(tally.added, tally.changed) for tally in tallies.values()} == {(0, 0)}
    assert contents() == before


def test_loading_leaves_no_trace_of_the_language_of_whoever_loads(loaded_vocabulary):
    ImportedRecord.objects.filter(source="vocabulary").delete()
    TaxonomyTerm.objects.filter(code="health").update(icon="another")

    with translation.override("so"):
        load_vocabulary()

    row = TaxonomyTerm.objects.filter(code="health").raw_values("name", "name_fi", "name_so").get()
    assert row == {"name": "Terveys", "name_fi": "Terveys", "name_so": "Caafimaadka"}


@pytest.fixture
def former_version(loaded_vocabulary) -> TaxonomyTerm:
    """A topic as if an earlier version had been loaded: another name, no flag, one word, one parent less."""
    term = TaxonomyTerm.objects.get(code="debt")
    TaxonomyTerm.objects.filter(pk=term.pk).update(name_so="Hore", icon="former", parent=None)
    SearchWords.objects.filter(term=term, language_code="fi").update(words=["vanha", "velat"])
    record = ImportedRecord.objects.get(source="vocabulary", identifier="debt")
    record.values |= {"name_so": "Hore", "icon": "former", "parent_id": None, "words_fi": ["vanha", "velat"]}
    record.save()
    term.refresh_from_db()
    return term


def words_of(term: TaxonomyTerm) -> list[str]:
    return term.search_words.get(language_code="fi").words


def test_what_the_fixtures_changed_is_brought_in(former_version):
    tallies = load_vocabulary()

    former_version.refresh_from_db()
    assert (former_version.name_so, former_version.parent.code) == ("Deymo", "money-food-home")
    assert tallies["topics"] == Tally(changed=1, unchanged=403)
    assert tallies["search words"].changed == 1
    assert len(words_of(former_version)) > 1
    assert "vanha" not in words_of(former_version)


def test_what_coordinators_changed_stays(former_version):
    TaxonomyTerm.objects.filter(pk=former_version.pk).update(
        is_sensitive=True, is_danger=True, name_so="Deyn", phrase_sv=""
    )

    for _time in range(2):
        load_vocabulary()

    former_version.refresh_from_db()
    assert former_version.is_sensitive
    assert former_version.is_danger
    assert (former_version.name_so, former_version.phrase_sv) == ("Deyn", "")
    assert former_version.parent.code == "money-food-home"


def test_words_that_coordinators_added_and_took_away_stay_so_and_new_ones_come(former_version):
    SearchWords.objects.filter(term=former_version, language_code="fi").update(words=["velat", "oma sana"])
    shipped = next(each for each in read_terms(TaxonomySlug.TOPICS) if each.code == "debt").words["fi"]

    for _time in range(2):
        load_vocabulary()

    kept = [word for word in words_of(former_version) if word in shipped]
    assert "oma sana" in words_of(former_version)
    assert sorted(kept) == sorted(shipped)


def test_a_word_of_the_fixtures_that_was_taken_away_does_not_come_back(loaded_vocabulary):
    row = SearchWords.objects.get(term__code="debt", language_code="fi")
    first, *row.words = row.words
    row.save()

    load_vocabulary()

    row.refresh_from_db()
    assert first not in row.words


def test_a_topic_that_was_deleted_does_not_come_back(loaded_vocabulary):
    TaxonomyTerm.objects.get(code="debt").delete()

    tallies = load_vocabulary()

    assert not TaxonomyTerm.objects.filter(code="debt").exists()
    assert tallies["topics"] == Tally(unchanged=403)


def test_before_there_were_records_the_history_says_what_people_changed(loaded_vocabulary, admin_user):
    ImportedRecord.objects.filter(source="vocabulary").delete()
    term = TaxonomyTerm.objects.get(code="debt")
    TaxonomyTerm.objects.filter(pk=term.pk).update(is_sensitive=True, name_so="Hore")
    changes = {"is_sensitive": [False, True], "words_so": [[], ["dayn"]]}
    log(term, "wagtail.edit", user=admin_user, data={"changes": changes})

    load_vocabulary()

    term.refresh_from_db()
    assert (term.is_sensitive, term.name_so) == (True, "Deymo")


def neighbours_of(code: str) -> list[str]:
    return list(RelatedTerm.objects.filter(term__code=code).values_list("related__code", flat=True))


def shipped_neighbours(code: str) -> list[str]:
    return list(next(term.neighbours for term in read_terms(TaxonomySlug.TOPICS) if term.code == code))


def test_every_topic_has_two_to_five_neighbours_in_their_order(loaded_vocabulary):
    topics = [term for term in read_terms(TaxonomySlug.TOPICS) if term.parent]

    numbers = {len(set(topic.neighbours)) for topic in topics}

    assert numbers <= {2, 3, 4, 5}
    assert sum(len(topic.neighbours) for topic in topics) == RelatedTerm.objects.count()
    assert neighbours_of("debt") == shipped_neighbours("debt")


def test_no_shipped_topic_leads_to_a_sensitive_one_that_is_not_sensitive_itself(loaded_vocabulary):
    assert RelatedTerm.objects.count() == RelatedTerm.objects.offered().count()


def test_neighbours_that_people_changed_stay_and_new_ones_come(loaded_vocabulary):
    first, *rest, last = shipped_neighbours("debt")
    record = ImportedRecord.objects.get(source="vocabulary", identifier="debt")
    record.values["neighbours"] = ["adhd", first, *rest]
    record.save()
    for code in ("adhd", "chess-board-games"):
        RelatedTerm.objects.create(
            term=TaxonomyTerm.objects.get(code="debt"), related=TaxonomyTerm.objects.get(code=code)
        )
    RelatedTerm.objects.filter(term__code="debt", related__code__in=(first, last)).delete()

    for _time in range(2):
        load_vocabulary()

    assert set(neighbours_of("debt")) == {"chess-board-games", *rest, last}


def test_neighbours_come_to_topics_loaded_before_there_were_any(loaded_vocabulary):
    RelatedTerm.objects.all().delete()
    for record in ImportedRecord.objects.filter(source="vocabulary", kind="topics"):
        del record.values["neighbours"]
        record.save()

    load_vocabulary()

    assert neighbours_of("debt") == shipped_neighbours("debt")


def test_neighbour_that_is_no_longer_shipped_goes_and_the_others_move_up(loaded_vocabulary):
    term = TaxonomyTerm.objects.get(code="debt")
    related = [
        TaxonomyTerm.objects.get(code=code) for code in ("adhd", *reversed(shipped_neighbours("debt")))
    ]
    term.related_terms.all().delete()
    RelatedTerm.objects.bulk_create(
        RelatedTerm(term=term, related=each, sort_order=place) for place, each in enumerate(related)
    )
    record = ImportedRecord.objects.get(source="vocabulary", identifier="debt")
    record.values["neighbours"] = [each.code for each in related]
    record.save()

    tallies = load_vocabulary()

    assert neighbours_of("debt") == shipped_neighbours("debt")
    assert tallies["neighbours"].changed > 1


def test_deleted_topic_is_no_neighbour_any_more(loaded_vocabulary):
    first = shipped_neighbours("debt")[0]
    TaxonomyTerm.objects.get(code=first).delete()

    load_vocabulary()

    assert neighbours_of("debt") == shipped_neighbours("debt")[1:]


@pytest.mark.parametrize("unknown", ["nothing", "debt"])
def test_neighbour_that_is_no_other_topic_is_told_with_its_line(monkeypatch, tmp_path, unknown):
    lines = vocabulary_files.TOPICS.read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, start=1) if json.loads(line)["id"] == "debt")
    row = json.loads(lines[number - 1])
    lines[number - 1] = json.dumps(row | {"neighbours": ["no-money", unknown]})
    path = tmp_path / "topics.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(vocabulary_files, "TOPICS", path)

    with pytest.raises(CommandError) as told:
        call_command("load_vocabulary")

    assert str(told.value) == f"topics.jsonl, line {number}: debt: the neighbour {unknown} is no other topic"


def test_terms_from_elsewhere_stay(loaded_vocabulary):
    theirs = Taxonomy.objects.get(slug=TaxonomySlug.TOPICS).terms.create(code="theirs", name_fi="Heidän")

    load_vocabulary()

    assert TaxonomyTerm.objects.filter(pk=theirs.pk).exists()


def test_topics_lie_below_their_themes(loaded_vocabulary):
    topics = TaxonomyTerm.objects.of(TaxonomySlug.TOPICS)

    assert topics.filter(parent__isnull=True).count() == 14
    assert topics.filter(parent__parent__isnull=True, parent__taxonomy__slug="topics").count() == 390
    assert topics.get(code="debt").theme_code == "money-food-home"


def test_theme_of_violence_is_sensitive_as_a_whole(loaded_vocabulary):
    themes = TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).filter(parent__isnull=True)

    assert [theme.code for theme in themes.filter(is_sensitive=True)] == ["safety-violence"]


def test_what_tells_of_danger_is_sensitive_too(loaded_vocabulary):
    danger = TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).filter(is_danger=True)

    assert {"safety-violence", "partner-violence", "child-abuse", "suicide"} <= {term.code for term in danger}
    assert not danger.filter(is_sensitive=False).exists()


def test_themes_stand_as_on_the_front_page(loaded_vocabulary):
    themes = TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).filter(parent__isnull=True)

    codes = [theme.code for theme in themes]

    assert codes[:3] == ["pregnancy-baby", "parenting", "couple-divorce"]
    assert codes[-2:] == ["work-study-language", "law-permits"]


def test_every_neighbourhood_lies_in_a_district_with_postal_codes(loaded_vocabulary):
    neighbourhoods = Area.objects.filter(kind=AreaKind.NEIGHBOURHOOD).select_related("parent")

    districts = {area.slug: area.parent.slug for area in neighbourhoods}

    assert len(districts) == 51
    assert len(set(districts.values())) == 8
    assert all(area.parent.postal_codes for area in neighbourhoods)
    assert districts["kallio"] == "keskinen-suurpiiri"
    assert districts["vuosaari"] == "itainen-suurpiiri"
    assert districts["ostersundom"] == "ostersundom-suurpiiri"


def test_loading_is_told_once_and_only_when_something_changed(loaded_vocabulary):
    heard = []
    vocabulary_changed.connect(listener := lambda **_: heard.append(1), weak=False)

    load_vocabulary()
    after_nothing = len(heard)
    ImportedRecord.objects.filter(source="vocabulary", identifier="debt").delete()
    TaxonomyTerm.objects.filter(code="debt").update(icon="another")
    load_vocabulary()

    vocabulary_changed.disconnect(listener)
    assert (after_nothing, len(heard)) == (0, 1)


def test_the_command_says_what_it_did(loaded_vocabulary, capsys):
    call_command("load_vocabulary")

    assert "topics: 0 added, 0 changed, 404 unchanged" in capsys.readouterr().out


def test_fixtures_are_described():
    readme = (FIXTURES / "README.md").read_text()

    assert [path.name for path in FIXTURES.iterdir() if f"`{path.name}`" not in readme] == ["README.md"]


def terms_readers_see() -> list[TermEntry]:
    return [*read_terms(TaxonomySlug.TOPICS), *read_terms(TaxonomySlug.TARGET_GROUPS)]


def contents() -> dict:
    """All rows of the vocabulary with all their columns, read past the rewriting of translated fields."""
    return {
        model: list(QuerySet(model).order_by("pk").values())
        for model in (Area, Taxonomy, TaxonomyTerm, SearchWords, RelatedTerm)
    }
