from collections import Counter
from pathlib import Path

from search.evaluation.sets import read_set

FOLDER = Path(__file__).resolve().parents[3] / "evaluation" / "clear"


def test_a_sample_has_all_languages_and_kinds():
    drawn = read_set(FOLDER, half="tune", sample=300).queries

    assert len(drawn) == 300
    assert min(Counter(each.kind for each in drawn).values()) > 120
    assert len({each.language for each in drawn}) == 15


def test_the_halves_share_no_need():
    tune, report = (read_set(FOLDER, half=half) for half in ("tune", "report"))

    assert len(tune.queries) == len(report.queries) == 990
    assert not {each.need for each in tune.queries} & {each.need for each in report.queries}
    assert set(tune.judgements) == {each.qid for each in tune.queries}
