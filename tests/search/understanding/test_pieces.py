"""What pieces of a text tell of topics is learned from texts of them, and kept."""

import json

import numpy as np
import pytest

from directory.imports.vocabulary_files import TOPICS as SHIPPED
from search.understanding import Typed
from search.understanding.pieces import Pieces, Told, get_pieces, learn

#: Pieces tell something where a topic is one of many
OTHERS = {
    "cats": "kissan hoito",
    "bikes": "pyöränkorjaus",
    "music": "kanteleen soitto",
    "roofs": "katon lumityöt",
    "wool": "neulominen",
    "tax": "verokortti",
    "chess": "shakki",
    "bread": "leipominen",
    "voting": "äänestys",
    "moving": "muuttolaatikot",
}
TOPICS = ("debt", "swimming", "baby-sleep", *OTHERS)


def finnish(text: str) -> Typed:
    return Typed(text, text)


TEXTS = [
    *(Told(topic, 1, finnish(text)) for topic, text in OTHERS.items() for _time in range(2)),
    Told("debt", 3, finnish("Ulosotosta tuli kirje, ja laskupino kasvaa.")),
    Told("debt", 1, finnish("ulosotto")),
    Told("swimming", 3, finnish("Tyttö haluaa altaaseen, mutta uimalasit jäivät bussiin.")),
    Told("swimming", 1, finnish("uimahalli")),
    Told("baby-sleep", 3, finnish("Vauva itkee joka yö, enkä ole nukkunut viikkoon.")),
    Told("baby-sleep", 1, finnish("vauvan uni")),
    # Told in other languages; what the dictionary knows of them
    Told("baby-sleep", 3, Typed("bebek gece ağlıyor", "vauva yö itkeä")),
    Told("debt", 3, Typed("biller og gæld", "lasku velka")),
]


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return learn(TEXTS, TOPICS)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("kirje ulosottomieheltä", "debt"),
        ("Uimalasien vuokraus?", "swimming"),
        ("vauvamme ei nuku", "baby-sleep"),
        ("VAUVA ITKEE", "baby-sleep"),
    ],
)
def test_other_forms_of_words_tell_of_their_topic(pieces, text, topic):
    assert TOPICS[pieces.of(finnish(text), TOPICS).argmax()] == topic


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        (Typed("孩子夜里一直哭", "vauva yö itkeä"), "baby-sleep"),
        (Typed("счета и долги", "lasku velka"), "debt"),
    ],
)
def test_what_was_told_in_one_language_is_known_in_another_by_its_finnish(pieces, typed, topic):
    assert not pieces.of(typed._replace(in_finnish=""), TOPICS).any()
    assert TOPICS[pieces.of(typed, TOPICS).argmax()] == topic


def test_words_tell_most_of_the_topic_in_which_they_stand_near_each_other():
    """In any order: the dictionary keeps that of each language."""
    same_words = {"glasses": "lasi silmä koti uusi talo rikki", "windows": "lasi koti uusi talo rikki silmä"}
    told = [Told(topic, 1, Typed("", text)) for topic, text in same_words.items() for _time in range(2)]
    learned = learn([*told, *TEXTS], (*same_words, *TOPICS))

    glasses, windows = learned.of(Typed("", "silmä lasi"), tuple(same_words))

    assert glasses > windows


@pytest.mark.parametrize("text", ["", "?!", "xyzzy"])
def test_text_without_any_known_piece_tells_nothing(pieces, text):
    assert not pieces.of(finnish(text), TOPICS).any()


def test_topics_come_in_the_order_asked_for_and_an_unknown_one_is_average(pieces):
    told = pieces.of(finnish("ulosotto"), ("swimming", "unknown", "debt"))

    assert told[2] == pieces.of(finnish("ulosotto"), TOPICS)[0] > 0
    assert told[1] == 0


def test_texts_of_other_topics_are_left_out():
    learned, wanted = (
        learn(texts, TOPICS) for texts in ([*TEXTS, Told("unknown", 9, finnish("ulosotto vaalit"))], TEXTS)
    )

    assert np.array_equal(learned.as_typed.lists.weights, wanted.as_typed.lists.weights)
    assert np.array_equal(learned.in_finnish.lists.weights, wanted.in_finnish.lists.weights)


def test_what_was_learned_is_kept(pieces, tmp_path):
    pieces.save(tmp_path / "pieces")

    kept = Pieces.read(tmp_path / "pieces")

    assert kept.topics == TOPICS
    asked = finnish("kirje ulosottomieheltä")
    assert np.allclose(kept.of(asked, TOPICS), pieces.of(asked, TOPICS))


def test_process_that_has_read_goes_on_with_what_was_while_it_is_learned_anew(pieces, tmp_path):
    folder = tmp_path / "pieces"
    pieces.save(folder)
    running = Pieces.read(folder)

    learn(TEXTS[:1], TOPICS[:1]).save(folder)

    asked = finnish("kirje ulosottomieheltä")
    assert np.allclose(running.of(asked, TOPICS), pieces.of(asked, TOPICS))
    assert Pieces.read(folder).topics == TOPICS[:1]


def test_shipped_file_knows_the_shipped_topics():
    with SHIPPED.open(encoding="utf-8") as lines:
        assert set(get_pieces().topics) == {json.loads(line)["id"] for line in lines}


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        (Typed("Waxaan helay warqad, mushaharka waa laga jarayaa, deyn badan baa i saaran.", ""), "debt"),
        (Typed("الديون كثيرة والحجز ياخذ من راتبي", ""), "debt"),
        (Typed("", "velka paljon ulosotto ottaa palkka"), "debt"),
        (finnish("vauva herää monta kertaa yössä ja itkee"), "baby-sleep"),
    ],
)
def test_shipped_file_knows_what_families_tell(typed, topic):
    told = get_pieces().of(typed, get_pieces().topics)

    assert topic in [get_pieces().topics[place] for place in np.argsort(-told)[:3]]
