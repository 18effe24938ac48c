"""What an audit prints: one table, what to mend, and whether the goals are reached."""

import json

import pytest

import audit_options
import audit_report
import audit_run
from judges.lighthouse import FIGURES, figures, reasons
from judges.verdicts import WHOLE_SITE, Verdict, Visit, counted

FRONT = {language: Visit("front", language, "") for language in ("fi", "ar")}
CLEAN = counted("axe", FRONT["fi"], [])
BARRIER = counted("axe", FRONT["ar"], ["image-alt: x"])


def test_cell_shows_the_worst_language_and_marks_a_missed_goal():
    help_page = counted("axe", Visit("help", "fi", ""), [])

    shown = audit_report.table([CLEAN, BARRIER, help_page])

    assert shown.splitlines() == ["page   axe", "front  1*", "help   0"]


def test_what_is_judged_for_the_whole_site_stands_below_the_table():
    links = Verdict("links", WHOLE_SITE, "fi", 0, "0 broken (9 checked)")

    assert audit_report.table([CLEAN, links]).splitlines()[-1] == "links: 0 broken (9 checked)"
    assert audit_report.table([links]) == "links: 0 broken (9 checked)"


def test_problem_of_several_pages_is_said_once():
    lines = audit_report.complaints([BARRIER, counted("axe", FRONT["fi"], ["image-alt: x"])])

    assert lines == ["axe: image-alt: x [front ar, front fi]"]


def test_long_list_is_cut_and_whole_in_the_json():
    many = counted("axe", FRONT["fi"], [f"barrier {number}" for number in range(40)])

    lines = audit_report.complaints([many])

    assert lines[-1] == "  … and 28 more: see --json"
    assert len(json.loads(audit_report.as_json([many], {}))["verdicts"][0]["problems"]) == 40


@pytest.mark.parametrize(
    ("verdicts", "left_out", "arguments", "code"),
    [
        ([CLEAN], {}, [], 0),
        ([CLEAN, BARRIER], {}, [], 1),
        ([CLEAN], {"lighthouse": "there is no Node"}, [], 0),
        ([CLEAN], {"lighthouse": "there is no Node"}, ["--strict"], 1),
    ],
)
def test_missed_goal_and_under_strict_a_missing_judge_fail(monkeypatch, verdicts, left_out, arguments, code):
    monkeypatch.delenv("CI", raising=False)

    assert audit_run.code_of(verdicts, left_out, audit_options.read(arguments)) == code


def test_options_choose_pages_languages_and_judges():
    options = audit_options.read(["--pages", "front,help", "--languages", "so", "--judges", "links"])

    assert (options.pages, options.languages, options.judges) == (("front", "help"), ("so",), ("links",))


def test_unknown_page_is_named_with_those_there_are(capsys):
    with pytest.raises(SystemExit):
        audit_options.read(["--pages", "front,nowhere"])

    assert "nowhere: choose among front, " in capsys.readouterr().err


def lighthouse_report(**scores: float) -> dict:
    """A report in which one rule of accessibility is broken, and the rest is as said."""
    broken = {"id": "color-contrast", "title": "Contrast is low", "score": 0, "scoreDisplayMode": "binary"}
    audits = {
        "largest-contentful-paint": {"numericValue": 1300.4},
        "cumulative-layout-shift": {"numericValue": 0},
        "color-contrast": broken | {"details": {"items": [{"node": {"snippet": "<p>"}}]}},
        "manual": broken | {"scoreDisplayMode": "manual"},
    }
    refs = [{"id": "color-contrast", "weight": 7}, {"id": "manual", "weight": 1}]
    names = ("performance", "accessibility", "best-practices", "seo")
    return {
        "audits": audits,
        "categories": {name: {"score": scores.get(name, 1), "auditRefs": refs} for name in names},
    }


def test_figures_of_lighthouse_are_held_against_their_goals():
    values = figures(lighthouse_report(performance=0.98, accessibility=0.99))

    missed = [name for name, value in values.items() if not FIGURES[name].is_reached(value)]

    assert values["largest-contentful-paint"] == pytest.approx(1.3004)
    assert missed == ["accessibility", "largest-contentful-paint"]


def test_missed_goal_of_lighthouse_says_what_to_mend():
    report = lighthouse_report(accessibility=0.9)

    verdict = FIGURES["accessibility"].verdict(FRONT["fi"], 90, reasons(report, "accessibility"))

    assert verdict.problems == ("90, goal 100", "color-contrast: Contrast is low (<p>)")
    assert FIGURES["seo"].verdict(FRONT["fi"], 100, []).problems == ()
