"""Slips in the files of a judgement set are named by file, line and field; none is passed over in silence."""

import json
from pathlib import Path

import pytest

from search.evaluation.lines import UnreadableSet
from search.evaluation.sets import read_set

LISTING = {"id": "swim", "name": "Uimakoulu"}
QUERY = {"qid": "q1", "lang": "fi", "text": "uimakoulu", "need": "n1"}
JUDGED = {"qid": "q1", "id": "swim", "grade": 3}


@pytest.fixture
def folder(tmp_path) -> Path:
    """A set of one listing and one query."""
    for name, row in (("listings", LISTING), ("queries", QUERY), ("judgements", JUDGED)):
        write(tmp_path / f"{name}.jsonl", row)
    return tmp_path


def write(path: Path, *rows: object) -> None:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


@pytest.mark.parametrize("name", ["listings", "queries", "judgements"])
@pytest.mark.parametrize(
    ("text", "said"), [(b'{"id": 1', "not JSON"), (b"\xff", "not JSON"), (b"[1]", "no JSON object")]
)
def test_broken_line_is_named(folder, name, text, said):
    file = folder / f"{name}.jsonl"
    file.write_bytes(file.read_bytes() + b"\n" + text)

    with pytest.raises(UnreadableSet, match=f"{name}.jsonl, line 3: this is {said}"):
        read_set(folder)


@pytest.mark.parametrize(
    ("name", "row", "missing"),
    [
        ("listings", {"name": "Uimakoulu"}, "id"),
        ("listings", {"id": "swim", "name": None}, "name"),
        ("queries", {"qid": "q1", "text": "uimakoulu"}, "lang"),
        ("judgements", {"qid": "q1", "id": "swim"}, "grade"),
        ("need_judgements", {"id": "swim", "grade": 3}, "need"),
    ],
)
def test_missing_field_is_named(folder, name, row, missing):
    write(folder / f"{name}.jsonl", row)

    with pytest.raises(UnreadableSet, match=f"{name}.jsonl, line 1: the field '{missing}' is missing"):
        read_set(folder)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ages", 8),
        ("ages", [9, 7]),
        ("ages", ["5", "7"]),
        ("name", 5),
        ("free", "yes"),
        ("for", "girls"),
        ("channels", [1]),
        ("times", "Xyz 17-18"),
        ("times", ["Tue 17-19", "Tue 25-26"]),
    ],
)
def test_value_of_another_kind_is_named(folder, field, value):
    write(folder / "listings.jsonl", LISTING, LISTING | {field: value})

    with pytest.raises(UnreadableSet, match=f"listings.jsonl, line 2: '{field}' has to be ") as raised:
        read_set(folder)
    assert str(raised.value).endswith(f"and is {json.dumps(value)}")


def test_query_in_a_language_that_the_site_lacks_is_named(folder):
    write(folder / "queries.jsonl", QUERY | {"lang": "de"})

    with pytest.raises(UnreadableSet, match=r"queries\.jsonl, line 1: 'lang' has to be one of fi, .*de"):
        read_set(folder)


def test_missing_file_is_named(folder):
    (folder / "listings.jsonl").unlink()

    with pytest.raises(UnreadableSet, match=r"listings\.jsonl cannot be read: No such file"):
        read_set(folder)


def test_half_of_a_need_is_asked_for_only_where_halves_are(folder):
    write(folder / "needs.jsonl", {"need": "n1"})

    assert len(read_set(folder).queries) == 1
    with pytest.raises(UnreadableSet, match=r"needs\.jsonl, line 1: the field 'half' is missing"):
        read_set(folder, half="tune")


def test_values_that_nothing_is_done_with_are_told_with_their_number(folder):
    odd = [LISTING | {"id": name, "for": ["kids"], "channels": ["fax", "phone"]} for name in "abcd"]
    write(folder / "listings.jsonl", LISTING, *odd)

    doubts = read_set(folder).doubts

    assert doubts == [
        f"{folder}/listings.jsonl: unknown values of 'for' left out: 4,"
        " such as 'kids' (line 2), 'kids' (line 3), 'kids' (line 4)",
        f"{folder}/listings.jsonl: unknown values of 'channels' left out: 4,"
        " such as 'fax' (line 2), 'fax' (line 3), 'fax' (line 4)",
    ]


@pytest.mark.parametrize("half", ["", "tune"])
def test_judgements_of_what_is_not_there_are_told(folder, half):
    write(folder / "needs.jsonl", {"need": "n1", "half": "report"})
    write(folder / "judgements.jsonl", JUDGED, JUDGED | {"qid": "q7"}, JUDGED | {"id": "gone"})
    write(folder / "need_judgements.jsonl", {"need": "n9", "id": "swim", "grade": 1})

    doubts = read_set(folder, half=half).doubts

    assert doubts == [
        f"{folder}/need_judgements.jsonl: judgements of an unknown need: 1, such as 'n9' (line 1)",
        f"{folder}/judgements.jsonl: judgements of an unknown query: 1, such as 'q7' (line 2)",
        f"{folder}/judgements.jsonl: judgements of an unknown listing: 1, such as 'gone' (line 3)",
    ]
