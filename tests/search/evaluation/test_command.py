"""`manage.py evaluate_search` as somebody else runs it: in a checkout, with nothing set."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LISTINGS = [
    {
        "id": "swim",
        "organization": "Uimaseura",
        "name": "Uimakoulu lapsille",
        "summary": "Opitaan uimaan.",
        "description": "Altaassa on matalaa vettä.",
        "ages": [5, 7],
        "times": ["Tue 17-18:30", "Sat 9–10"],
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
        # What is no time and no code is left out, and the listing stays
        "times": ["Xyz 17-18"],
        "postal_code": 900,
    },
]
QUERIES = [
    {"qid": "q1", "lang": "fi", "text": "uimakoulu"},
    {"qid": "q2", "lang": "en", "text": "shakkikerho"},
    # A part of an area by the name that people use, and what misses the place behind it
    {"qid": "q3", "lang": "fi", "text": "uimakoulu Itäkeskuksessa"},
]


def test_command_answers_a_set_and_leaves_the_site_alone(tmp_path):
    _write(tmp_path / "listings.jsonl", LISTINGS)
    _write(tmp_path / "queries.jsonl", QUERIES)
    _write(tmp_path / "judgements.jsonl", [{"qid": "q1", "id": "swim", "grade": 3}])
    environment = {"PATH": os.environ["PATH"], "DATA_FOLDER": str(tmp_path / "var")}

    done = subprocess.run(
        [sys.executable, "manage.py", "evaluate_search", str(tmp_path), "--output", str(tmp_path)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    run = json.loads((tmp_path / "run.json").read_text())
    assert run["q1"][0] == "swim"
    assert run["q2"][0] == "chess"
    assert run["q3"][:2] == ["swim", "far"]
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures["all"]["queries"] == 1
    assert figures["by_language"]["fi"]["success_1"] == 1
    assert not list((tmp_path / "var").glob("*.sqlite3"))


def _write(path: Path, rows: list[dict]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
