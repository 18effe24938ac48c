"""`manage.py check_topics` says what is wrong with a vocabulary, and that nothing is with the shipped one."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from directory.models import RelatedTerm, SearchWords, TaxonomyTerm
from search.topics.checks import TopicNeighbours, TopicTexts, check, check_neighbours

DEBT = TopicTexts(
    code="debt",
    language="fi",
    label="Velat",
    phrase="En pysty maksamaan laskujani.",
    words=("velka", "ulosotto", "maksuhäiriö", "perintä", "lasku"),
    situations=(
        "Postissa tuli taas keltainen kirje.",
        "Pankki ei anna korttia.",
        "Palkasta jää kolmannes.",
    ),
)
SWIMMING = replace(
    DEBT,
    code="swimming",
    label="Uinti",
    phrase="Haluan oppia uimaan.",
    words=("uinti", "uimahalli", "uimakoulu", "sukellus", "vesijumppa"),
    situations=("Lapsi pelkää vettä.", "Kesällä mökillä on ranta.", "Kaikki muut osaavat."),
)
ARABIC = replace(
    DEBT,
    language="ar",
    label="الديون",
    phrase="لا أستطيع دفع الفواتير.",
    words=("ديون", "فواتير", "قرض", "تقسيط", "إفلاس"),
    situations=("وصلتني رسالة صفراء.", "راتبي لا يكفي.", "البنك رفض."),
)


def kinds(*topics: TopicTexts) -> list[str]:
    return [finding.kind for finding in check(topics)]


def test_two_good_topics_have_nothing_to_find():
    assert kinds(DEBT, SWIMMING, ARABIC) == []


@pytest.mark.parametrize(
    ("topic", "kind"),
    [
        (replace(DEBT, label=""), "no label"),
        (replace(DEBT, phrase=""), "no phrase"),
        (replace(DEBT, words=DEBT.words[:4]), "few words"),
        (replace(DEBT, situations=DEBT.situations[:2]), "few situations"),
        (replace(DEBT, words=(*DEBT.words, "Velka")), "said twice"),
        (replace(DEBT, label="V" * 25), "label long for a button"),
        (replace(DEBT, label="V" * 41), "label far too long"),
        (replace(DEBT, phrase="لا أستطيع دفع الفواتير."), "another script"),
        (replace(ARABIC, label="Velat"), "another script"),
        (replace(ARABIC, label="دیون"), None),
        (replace(ARABIC, label="قەرزێک"), "letter of another language"),
        (replace(DEBT, situations=(*DEBT.situations[:2], "Minulla on velat.")), "situation names its topic"),
        (
            replace(DEBT, situations=(*DEBT.situations[:2], "Jag kan inte betala hyran den här månaden.")),
            "another language",
        ),
        (replace(DEBT, phrase="Ma ei suuda oma arveid kuidagi maksta."), "another language"),
        (replace(DEBT, words=(*DEBT.words, "ديون")), "another script"),
        (replace(ARABIC, words=(*ARABIC.words, "долг")), "another script"),
        (replace(ARABIC, words=(*ARABIC.words, "debts")), "word in another script"),
    ],
)
def test_what_is_wrong_with_a_topic_is_named(topic, kind):
    assert kinds(topic) == ([kind] if kind else [])


def test_names_and_words_of_offices_may_be_in_latin_letters():
    names = ("Kela", "YKI", "iPad", "Dungeons & Dragons", "ulosotto", "Maksuhäiriö")

    assert kinds(DEBT, replace(ARABIC, words=(*ARABIC.words, *names))) == []


def test_topics_of_one_label_or_of_the_same_words_are_named_together():
    double = replace(SWIMMING, code="adult-swimming", words=(*SWIMMING.words[:3], "aikuiset", "altaalle"))

    same_label, alike = check([DEBT, SWIMMING, double])

    assert (same_label.kind, same_label.topics) == ("label of two topics", ("swimming", "adult-swimming"))
    assert (alike.kind, alike.topics, alike.detail) == (
        "two topics much alike",
        ("swimming", "adult-swimming"),
        "3 words",
    )


def test_word_that_stands_for_five_topics_says_little():
    others = [
        replace(SWIMMING, code=f"c{n}", label=f"Aihe {n}", words=("apu", *(f"w{n}{k}" for k in range(5))))
        for n in range(5)
    ]

    [finding] = check(others)

    assert (finding.kind, finding.detail, len(finding.topics)) == ("word of many topics", "apu", 5)
    assert not finding.is_mistake


def test_topics_without_neighbours_and_neighbours_that_lead_nowhere_are_named():
    topics = [
        TopicNeighbours("debt", False, ("swimming", "theme", "divorce")),
        TopicNeighbours("swimming", False, ()),
        TopicNeighbours("divorce", True, ("custody", "debt")),
        TopicNeighbours("custody", True, ("divorce",)),
    ]

    found = [(each.kind, each.topics, each.detail, each.is_mistake) for each in check_neighbours(topics)]

    assert found == [
        ("neighbour is no topic", ("debt",), "theme", True),
        ("sensitive neighbour", ("debt",), "divorce", True),
        ("no neighbours", ("swimming",), "", False),
    ]


@pytest.mark.django_db
def test_shipped_topics_have_no_mistake(loaded_vocabulary):
    output = StringIO()

    call_command("check_topics", stdout=output)

    assert "0  no label" in output.getvalue()
    assert "0  no neighbours" in output.getvalue()


@pytest.mark.django_db
def test_mistake_in_the_database_is_told_and_ends_the_command_with_an_error(loaded_vocabulary):
    TaxonomyTerm.objects.filter(code="debt").update(name_so="")
    SearchWords.objects.filter(term__code="debt", language_code="so").update(words=[])
    output = StringIO()

    with pytest.raises(CommandError, match="2 mistakes"):
        call_command("check_topics", "--json", "--language", "so", stdout=output)

    found = [(each["kind"], each["topics"]) for each in json.loads(output.getvalue())]
    assert {("no label", ("debt",)), ("few words", ("debt",))} <= {(k, tuple(t)) for k, t in found}


@pytest.mark.django_db
def test_neighbour_that_a_coordinator_marked_as_sensitive_is_told_in_whatever_language(loaded_vocabulary):
    row = RelatedTerm.objects.filter(term__code="debt").first()
    TaxonomyTerm.objects.filter(pk=row.related_id).update(is_sensitive=True)
    output = StringIO()

    with pytest.raises(CommandError):
        call_command("check_topics", "--language", "so", stdout=output)

    assert f"-  sensitive neighbour: debt  {row.related.code}" in output.getvalue()
