"""What pieces of words tell of topics is learned from texts of them, and kept."""

import json

import numpy as np
import pytest

from directory.imports.vocabulary_files import TOPICS as SHIPPED
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
TEXTS = [
    *(Told(topic, 1, text) for topic, text in OTHERS.items() for _time in range(2)),
    Told("debt", 3, "Ulosotosta tuli kirje, ja laskupino kasvaa."),
    Told("debt", 1, "ulosotto"),
    Told("swimming", 3, "Tyttö haluaa altaaseen, mutta uimalasit jäivät bussiin."),
    Told("swimming", 1, "uimahalli"),
    Told("baby-sleep", 3, "Vauva itkee joka yö, enkä ole nukkunut viikkoon."),
    Told("baby-sleep", 1, "vauvan uni"),
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
    assert TOPICS[pieces.of(text, TOPICS).argmax()] == topic


@pytest.mark.parametrize("text", ["", "?!", "xyzzy"])
def test_text_without_any_known_piece_tells_nothing(pieces, text):
    assert not pieces.of(text, TOPICS).any()


def test_topics_come_in_the_order_asked_for_and_an_unknown_one_is_average(pieces):
    told = pieces.of("ulosotto", ("swimming", "unknown", "debt"))

    assert told[2] == pieces.of("ulosotto", TOPICS)[0] > 0
    assert told[1] == 0


def test_texts_of_other_topics_are_left_out():
    learned = learn([*TEXTS, Told("unknown", 9, "ulosotto vaalit")], TOPICS)

    assert np.array_equal(learned.weights, learn(TEXTS, TOPICS).weights)


def test_what_was_learned_is_kept(pieces, tmp_path):
    pieces.save(tmp_path / "pieces.npz")

    kept = Pieces.read(tmp_path / "pieces.npz")

    assert kept.topics == TOPICS
    assert np.allclose(kept.of("kirje ulosottomieheltä", TOPICS), pieces.of("kirje ulosottomieheltä", TOPICS))


def test_shipped_file_knows_the_shipped_topics():
    with SHIPPED.open(encoding="utf-8") as lines:
        assert set(get_pieces().topics) == {json.loads(line)["id"] for line in lines}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Waxaan helay warqad, lacagta mushaharka waa laga jarayaa, deyn badan baa i saaran.", "debt"),
        ("الديون كثيرة والحجز ياخذ من راتبي", "debt"),
        ("vauva herää monta kertaa yössä ja itkee", "baby-sleep"),
    ],
)
def test_shipped_file_knows_what_families_tell(text, topic):
    told = get_pieces().of(text, get_pieces().topics)

    assert topic in [get_pieces().topics[place] for place in np.argsort(-told)[:3]]
